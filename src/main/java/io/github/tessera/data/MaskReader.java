package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.SortedMap;
import java.util.TreeMap;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/** Reads one mask plane row by row: grey, or RGB whose three channels are equal, of whole numbers from 0 to 65535. */
final class MaskReader {
    private static final int VALUES = 1 << 16;

    private final String name;
    private final PrimitiveBlocks<FloatType> blocks;
    private final int width;
    private final int height;
    private final int channels;

    MaskReader(String name, RandomAccessibleInterval<FloatType> mask) {
        this.name = name;
        this.blocks = PrimitiveBlocks.of(mask, PrimitiveBlocks.OnFallback.ACCEPT);
        this.width = (int) mask.dimension(0);
        this.height = (int) mask.dimension(1);
        this.channels = (int) mask.dimension(2);
    }

    /**
     * How many pixels have each value.
     *
     * @throws TesseraException naming the mask if it is coloured or holds something else than whole numbers
     */
    SortedMap<Integer, Long> histogram() {
        long[] counts = new long[VALUES];
        forEachRow((values, y) -> {
            for (int x = 0; x < width; x++) {
                requireGrey(values, x);
                counts[whole(values[x])]++;
            }
        });
        SortedMap<Integer, Long> histogram = new TreeMap<>();
        for (int value = 0; value < VALUES; value++) {
            if (counts[value] > 0) {
                histogram.put(value, counts[value]);
            }
        }
        return histogram;
    }

    /** The class index of each pixel (x, y); every value must have a meaning in the coding. */
    RandomAccessibleInterval<UnsignedByteType> labels(MaskCoding coding, Iterable<Integer> present) {
        byte[] table = new byte[VALUES];
        for (int value : present) {
            table[value] = coding.code(value);
        }
        byte[] labels = new byte[width * height];
        forEachRow((values, y) -> {
            for (int x = 0; x < width; x++) {
                labels[y * width + x] = table[(int) values[x]];
            }
        });
        return ArrayImgs.unsignedBytes(labels, width, height);
    }

    private void requireGrey(float[] row, int x) {
        for (int c = 1; c < channels; c++) {
            if (row[c * width + x] != row[x]) {
                throw new TesseraException(
                        "The mask " + name + " is coloured; save it as 8-bit or 16-bit grey, where each"
                                + " value is a class (an indexed PNG counts as grey).");
            }
        }
    }

    private int whole(float value) {
        int whole = (int) value;
        if (whole != value || whole < 0 || whole >= VALUES) {
            throw new TesseraException("The mask " + name + " holds the value " + value
                    + "; masks hold whole numbers from 0 to 65535, so convert it to 8 or 16 bits.");
        }
        return whole;
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
}
