package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/** Reads any rectangle of one mask plane; may be used by several threads at once. */
final class MaskReader {
    private static final int VALUES = 1 << 16;

    /** Above it float skips whole numbers. */
    private static final int LAST_WHOLE_FLOAT = 1 << 24;

    private static final int RGB = 3;

    private final String name;
    private final PrimitiveBlocks<FloatType> blocks;
    private final int width;
    private final int height;
    private final int channels;

    /** Takes each pixel of a rectangle, row by row, with a number. */
    interface Numbers {
        void accept(int index, int number);
    }

    /** Takes some pixels of a rectangle, in their order. */
    interface Pixels {
        void accept(int index, float value);
    }

    /** Prepares reading. */
    MaskReader(String name, RandomAccessibleInterval<FloatType> mask) {
        this.name = name;
        this.blocks =
                PrimitiveBlocks.of(mask, PrimitiveBlocks.OnFallback.ACCEPT).threadSafe();
        this.width = (int) mask.dimension(0);
        this.height = (int) mask.dimension(1);
        this.channels = (int) mask.dimension(2);
    }

    /** What messages call the mask. */
    String name() {
        return name;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Values and colours, as {@link CodedMask} codes them. A pixel whose channels are equal is grey, a whole number from 0 to 65535;
     * others are colours of 8 bits.
     *
     * @throws TesseraException naming mask and cure if it is neither
     */
    void codes(Tile area, Numbers codes) {
        Block block = new Block(area, 0, channels);
        for (int i = 0; i < block.pixels; i++) {
            codes.accept(
                    i,
                    block.isGrey(i)
                            ? CodedMask.grey(whole(block.values[i], VALUES))
                            : CodedMask.colour(block.colour(i)));
        }
    }

    /**
     * The numbers of objects: whole numbers from 0 to 16,777,216.
     *
     * @throws TesseraException naming mask and cure if it is coloured or holds other numbers
     */
    void objects(Tile area, Numbers objects) {
        Block block = new Block(area, 0, channels);
        for (int i = 0; i < block.pixels; i++) {
            block.requireGrey(i);
            objects.accept(i, whole(block.values[i], LAST_WHOLE_FLOAT + 1));
        }
    }

    /**
     * Tells every pixel of one channel that is not 0.
     *
     * @param channel from 0; below 0 for all channels, which must be equal
     * @throws TesseraException naming the mask if all channels are asked for and it is coloured
     */
    void inside(int channel, Tile area, Pixels pixels) {
        Block block = channel < 0 ? new Block(area, 0, channels) : new Block(area, channel, 1);
        for (int i = 0; i < block.pixels; i++) {
            block.requireGrey(i);
            if (block.values[i] != 0) {
                pixels.accept(i, block.values[i]);
            }
        }
    }

    private int whole(float value, int end) {
        int whole = (int) value;
        if (whole != value || whole < 0 || whole >= end) {
            throw new TesseraException("The mask " + name + " holds the value " + value
                    + "; masks hold whole numbers from 0 to " + (end - 1) + ", so convert it to 8 or 16 bits.");
        }
        return whole;
    }

    /** Some channels of a rectangle, one after the other. */
    private final class Block {
        private final int pixels;
        private final int depth;
        private final float[] values;

        Block(Tile area, int channel, int depth) {
            pixels = area.width() * area.height();
            this.depth = depth;
            values = new float[pixels * depth];
            blocks.copy(
                    new int[] {area.x(), area.y(), channel}, values, new int[] {area.width(), area.height(), depth});
        }

        boolean isGrey(int pixel) {
            for (int c = 1; c < depth; c++) {
                if (values[c * pixels + pixel] != values[pixel]) {
                    return false;
                }
            }
            return true;
        }

        void requireGrey(int pixel) {
            if (!isGrey(pixel)) {
                throw new TesseraException("The mask " + name + " is coloured; save it as 8-bit or 16-bit grey, where"
                        + " each value is a class or an object (an indexed PNG counts as grey).");
            }
        }

        int colour(int pixel) {
            int rgb = 0;
            for (int c = 0; c < depth; c++) {
                float value = values[c * pixels + pixel];
                int part = (int) value;
                if (depth != RGB || part != value || part < 0 || part > 255) {
                    throw new TesseraException("The mask " + name + " has " + depth + " channels that differ, but is no"
                            + " RGB image of 8 bits; save it so, or choose one-hot as the kind of labels if its"
                            + " channels are the classes.");
                }
                rgb = rgb << 8 | part;
            }
            return rgb;
        }
    }
}
