package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/** Reads one mask plane row by row. */
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

    /**
     * Prepares reading.
     *
     * @throws TesseraException if the plane is too large for one array
     */
    MaskReader(String name, RandomAccessibleInterval<FloatType> mask) {
        this.name = name;
        this.blocks = PrimitiveBlocks.of(mask, PrimitiveBlocks.OnFallback.ACCEPT);
        this.width = (int) mask.dimension(0);
        this.height = (int) mask.dimension(1);
        this.channels = (int) mask.dimension(2);
        if ((long) width * height > Integer.MAX_VALUE - 8) {
            throw new TesseraException("The mask " + name + " has more than 2 thousand million pixels; cut image and"
                    + " mask into parts.");
        }
    }

    /**
     * Values and colours. A pixel whose channels are equal is grey, a whole number from 0 to 65535; others are colours of 8 bits.
     *
     * @param fileColours the colours that the file gives to values; empty where it gives none
     * @throws TesseraException naming mask and cure if it is neither, or holds more colours than a mask can
     */
    CodedMask coded(List<Integer> fileColours) {
        CodedMask mask = new CodedMask(name, width, height, fileColours);
        forEachRow((row, y) -> {
            for (int x = 0; x < width; x++) {
                int code = isGrey(row, x) ? CodedMask.grey(whole(row[x], VALUES)) : CodedMask.colour(colour(row, x));
                mask.set(y * width + x, code);
            }
        });
        return mask;
    }

    /**
     * The numbers of objects, row by row: whole numbers from 0 to 16,777,216.
     *
     * @throws TesseraException naming mask and cure if it is coloured or holds other numbers
     */
    int[] objects() {
        int[] objects = new int[width * height];
        forEachRow((row, y) -> {
            for (int x = 0; x < width; x++) {
                requireGrey(row, x);
                objects[y * width + x] = whole(row[x], LAST_WHOLE_FLOAT + 1);
            }
        });
        return objects;
    }

    /**
     * Tells every pixel that is in, which is where one channel is not 0.
     *
     * @param channel from 0; below 0 for all channels, which must be equal
     * @throws TesseraException naming mask and values if there are others than 0 and one other, or it is coloured
     */
    void inside(int channel, Pixels pixels) {
        float[] value = {0};
        forEachRow((row, y) -> {
            for (int x = 0; x < width; x++) {
                if (channel < 0) {
                    requireGrey(row, x);
                }
                float v = row[Math.max(0, channel) * width + x];
                if (v != 0) {
                    if (Float.isNaN(v) || (value[0] != 0 && v != value[0])) {
                        throw new TesseraException("The mask " + name + " holds the values " + written(value[0])
                                + " and " + written(v) + " for one class, at x=" + x + ", y=" + y + "; it may hold 0"
                                + " and one other value"
                                + (MaskCoding.isJpeg(name) ? ", and as a JPEG it does not: save it as PNG." : "."));
                    }
                    value[0] = v;
                    pixels.accept(x, y);
                }
            }
        });
    }

    private boolean isGrey(float[] row, int x) {
        for (int c = 1; c < channels; c++) {
            if (row[c * width + x] != row[x]) {
                return false;
            }
        }
        return true;
    }

    private void requireGrey(float[] row, int x) {
        if (!isGrey(row, x)) {
            throw new TesseraException("The mask " + name + " is coloured; save it as 8-bit or 16-bit grey, where each"
                    + " value is a class or an object (an indexed PNG counts as grey).");
        }
    }

    private int colour(float[] row, int x) {
        int rgb = 0;
        for (int c = 0; c < channels; c++) {
            int part = (int) row[c * width + x];
            if (channels != RGB || part != row[c * width + x] || part < 0 || part > 255) {
                throw new TesseraException("The mask " + name + " has " + channels + " channels that differ, but is no"
                        + " RGB image of 8 bits; save it so, or choose one-hot as the kind of labels if its channels"
                        + " are the classes.");
            }
            rgb = rgb << 8 | part;
        }
        return rgb;
    }

    private int whole(float value, int end) {
        int whole = (int) value;
        if (whole != value || whole < 0 || whole >= end) {
            throw new TesseraException("The mask " + name + " holds the value " + value
                    + "; masks hold whole numbers from 0 to " + (end - 1) + ", so convert it to 8 or 16 bits.");
        }
        return whole;
    }

    private static String written(float value) {
        return value == (int) value ? String.valueOf((int) value) : String.valueOf(value);
    }

    private void forEachRow(Row row) {
        float[] values = new float[width * channels];
        for (int y = 0; y < height; y++) {
            blocks.copy(new int[] {0, y, 0}, values, new int[] {width, 1, channels});
            row.accept(values, y);
        }
    }

    private interface Row {
        void accept(float[] values, int y);
    }

    /** Takes pixels. */
    interface Pixels {
        void accept(int x, int y);
    }
}
