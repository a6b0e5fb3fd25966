package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Background that one class, or one object, encloses.
 *
 * <p>Objects are 8-connected, so background is 4-connected: a closed line of pixels that touch by corners alone has an inside. A hole has
 * no pixel at the image's edge, and all that its pixels share sides with is of one class or object, and known: what encloses two
 * classes, or touches ignored pixels, stays as it is.
 */
final class Holes {
    private static final int NOBODY = 0;
    private static final int UNSEEN = -1;

    private final byte[] labels;
    private final int width;
    private final int height;

    /**
     * Prepares filling.
     *
     * @param labels class indices row by row, in which holes are filled
     */
    Holes(byte[] labels, int width, int height) {
        this.labels = labels;
        this.width = width;
        this.height = height;
    }

    /** Fills what one class encloses. */
    void fillByClass(Progress progress) {
        fill(
                i -> labels[i] == (byte) LabelImage.IGNORED ? NOBODY : labels[i] & 0xff,
                progress,
                (from, to, owner) -> {});
    }

    /**
     * Fills what one object encloses.
     *
     * @param ids the number of each pixel's object, 0 where there is none; filled too
     */
    void fillByObject(int[] ids, Progress progress) {
        fill(i -> ids[i], progress, (from, to, owner) -> Arrays.fill(ids, from, to, owner));
    }

    /** Says who owns pixels from an index to before another. */
    private interface Owned {
        void fill(int from, int to, int owner);
    }

    private void fill(IntUnaryOperator ownerOf, Progress progress, Owned owned) {
        byte[] background = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            background[i] = (byte) (labels[i] == 0 ? 1 : 0);
        }
        ConnectedComponents found = ConnectedComponents.label(background, width, height, Connectivity.SIDES);
        for (Component hole : found.components()) {
            progress.check();
            if (!hole.touchesEdge(width, height)) {
                Surroundings around = new Surroundings(ownerOf);
                found.forEachRun(hole, around);
                if (around.owner != NOBODY) {
                    byte label = labels[around.pixel];
                    found.forEachRun(hole, (y, from, to) -> {
                        Arrays.fill(labels, y * width + from, y * width + to, label);
                        owned.fill(y * width + from, y * width + to, around.owner);
                    });
                }
            }
        }
    }

    /** Who owns all pixels that share a side with the runs of a hole. */
    private final class Surroundings implements ConnectedComponents.RunAction {
        private final IntUnaryOperator ownerOf;
        private int owner = UNSEEN;
        private int pixel;

        Surroundings(IntUnaryOperator ownerOf) {
            this.ownerOf = ownerOf;
        }

        @Override
        public void run(int y, int from, int to) {
            int line = y * width;
            look(line + from - 1);
            look(line + to);
            for (int x = from; x < to && owner != NOBODY; x++) {
                look(line - width + x);
                look(line + width + x);
            }
        }

        /** Background beside a hole's pixel is the hole's own. */
        private void look(int i) {
            if (labels[i] != 0 && owner != NOBODY) {
                int other = ownerOf.applyAsInt(i);
                owner = owner == UNSEEN || owner == other ? other : NOBODY;
                pixel = i;
            }
        }
    }
}
