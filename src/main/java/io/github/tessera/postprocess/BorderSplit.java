package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import java.util.Arrays;

/** Objects of which a model told interior and border. */
final class BorderSplit {
    /** Background, interior and border. */
    static final int CLASSES = 3;

    private static final byte INTERIOR = 1;
    private static final byte BORDER = 2;

    private BorderSplit() {}

    /**
     * Numbers the objects: each connected interior, with the border pixels that are nearest to it by a way through the border.
     *
     * <p>A connected border that meets no interior is an object too: what is smaller than two borders has no interior.
     *
     * @param labels class indices row by row; border becomes interior
     * @return the number of each pixel's object, 0 where there is none
     */
    static int[] split(byte[] labels, int width, int height) {
        byte[] part = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            part[i] = labels[i] == INTERIOR ? INTERIOR : 0;
        }
        ConnectedComponents interiors = ConnectedComponents.label(part, width, height);
        int[] ids = interiors.ids();
        new Growth(ids, labels, BORDER, width, height).run();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] == BORDER ? INTERIOR : labels[i];
            boolean alone = ids[i] == 0 && labels[i] != (byte) LabelImage.IGNORED;
            part[i] = alone ? labels[i] : 0;
        }
        ConnectedComponents others = ConnectedComponents.label(part, width, height);
        for (Component other : others.components()) {
            int id = interiors.count() + other.id();
            others.forEachRun(other, (y, from, to) -> Arrays.fill(ids, y * width + from, y * width + to, id));
        }
        return ids;
    }
}
