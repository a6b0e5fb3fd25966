package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** The labels of one plane, laid together class by class; a pixel belongs to one class or none. */
final class ClassLayers {
    private static final byte NOTHING = (byte) LabelImage.IGNORED;

    private final int width;
    private final int height;
    private final byte[] labels;

    ClassLayers(int width, int height) {
        this.width = width;
        this.height = height;
        labels = new byte[Math.multiplyExact(width, height)];
        Arrays.fill(labels, NOTHING);
    }

    /**
     * Lays a class: what is not 0.
     *
     * @param channel of the mask, below 0 for all
     * @param label the class, or {@link LabelImage#IGNORED}, which is to be laid last and covers the others
     * @param names what holds the layer of each label laid so far and of this one, for the message
     * @throws TesseraException naming both layers and the position if a pixel is of another class already
     */
    void lay(MaskReader mask, int channel, int label, List<String> names) {
        mask.inside(channel, (x, y) -> {
            int pixel = y * width + x;
            if (label != LabelImage.IGNORED && labels[pixel] != NOTHING) {
                throw new TesseraException(
                        "The pixel x=" + x + ", y=" + y + " is both in " + names.get(labels[pixel] & 0xFF) + " and in "
                                + names.get(label) + "; a pixel belongs to one class, so take it out of the other.");
            }
            labels[pixel] = (byte) label;
        });
    }

    /** Gives all pixels that are in no class to one. */
    void fill(int label) {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] == NOTHING ? (byte) label : labels[i];
        }
    }

    /** Class indices (x, y), {@link LabelImage#IGNORED} where there is no class. */
    RandomAccessibleInterval<UnsignedByteType> labels() {
        return ArrayImgs.unsignedBytes(labels, width, height);
    }
}
