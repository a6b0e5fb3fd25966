package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.HashMap;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Makes a plane of one size from a plane of another that shows the same.
 *
 * <p>Edges fall on edges: the scale is the quotient of the sizes. Along each axis intensities are averaged over the area that a
 * new pixel covers where there are fewer pixels than before, so that nothing is aliased, and interpolated between the centres of
 * the two nearest pixels where there are more. Labels are those of the pixel that the new pixel's centre lies in.
 *
 * @param fromWidth pixels in a row of the plane that is given
 * @param fromHeight its rows
 * @param width pixels in a row of the plane that is made
 * @param height its rows
 */
public record Rescaling(int fromWidth, int fromHeight, int width, int height) {
    /** Checks the sizes. */
    public Rescaling {
        if (fromWidth < 1 || fromHeight < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(fromWidth + " x " + fromHeight + " to " + width + " x " + height);
        }
    }

    /**
     * From pixels of one size to pixels of another: each extent is {@code round(extent * given / wanted)}, at least 1.
     *
     * @throws TesseraException if an extent would have more than a billion pixels
     */
    public static Rescaling to(PixelSize wanted, PixelSize given, int width, int height) {
        return new Rescaling(
                width,
                height,
                extent(width, given.width() / wanted.width()),
                extent(height, given.height() / wanted.height()));
    }

    private static int extent(int extent, double factor) {
        double scaled = extent * factor;
        if (scaled > 1e9) {
            throw new TesseraException("Pixels " + factor + " times as fine would make " + scaled
                    + " of them in a row; check the pixel size of the image and the one that is wanted.");
        }
        return (int) Math.max(1, Math.round(scaled));
    }

    /** Whether the size stays as it is. */
    public boolean isIdentity() {
        return width == fromWidth && height == fromHeight;
    }

    /** The way back. */
    public Rescaling reversed() {
        return new Rescaling(width, height, fromWidth, fromHeight);
    }

    /** The size of the new pixels, which rounding to whole pixels makes differ a little from the one that was wanted. */
    public PixelSize pixelSize(PixelSize given) {
        return new PixelSize(given.width() * fromWidth / width, given.height() * fromHeight / height);
    }

    /**
     * Intensities, in memory; the plane itself where the size stays as it is.
     *
     * @param name of the plane, for messages
     * @param plane (x, y, channel) of the size that was given
     * @param whole whether they are rounded, as those of 8 and 16 bits are
     * @throws TesseraException naming the plane if the result does not fit into memory
     */
    public RandomAccessibleInterval<FloatType> intensities(
            String name, RandomAccessibleInterval<FloatType> plane, boolean whole, Progress progress) {
        if (isIdentity()) {
            return plane;
        }
        int channels = (int) plane.dimension(2);
        float[] result = new float[requireSpace(name, channels, Float.BYTES)];
        PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        Weights columns = Weights.of(fromWidth, width);
        Weights rows = Weights.of(fromHeight, height);
        // Rows scaled along x, by their number in the plane: neighbouring rows of the result share some of them.
        Map<Integer, float[]> scaled = new HashMap<>();
        for (int y = 0; y < height; y++) {
            progress.check();
            int first = rows.first[y];
            scaled.keySet().removeIf(row -> row < first);
            for (int i = 0; i < rows.weights[y].length; i++) {
                float[] row = scaled.computeIfAbsent(first + i, from -> row(blocks, from, channels, columns));
                float weight = rows.weights[y][i];
                for (int c = 0; c < channels; c++) {
                    int to = (c * height + y) * width;
                    for (int x = 0; x < width; x++) {
                        result[to + x] += weight * row[c * width + x];
                    }
                }
            }
        }
        for (int i = 0; whole && i < result.length; i++) {
            result[i] = Math.round(result[i]);
        }
        return ArrayImgs.floats(result, width, height, channels);
    }

    private float[] row(PrimitiveBlocks<FloatType> blocks, int y, int channels, Weights columns) {
        float[] values = new float[channels * fromWidth];
        blocks.copy(new int[] {0, y, 0}, values, new int[] {fromWidth, 1, channels});
        float[] row = new float[channels * width];
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < width; x++) {
                float sum = 0;
                float[] weights = columns.weights[x];
                int from = c * fromWidth + columns.first[x];
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * values[from + i];
                }
                row[c * width + x] = sum;
            }
        }
        return row;
    }

    /**
     * Labels, in memory; the plane itself where the size stays as it is.
     *
     * @param name of the plane, for messages
     * @param labels (x, y) of the size that was given
     * @throws TesseraException naming the plane if the result does not fit into memory
     */
    public RandomAccessibleInterval<UnsignedByteType> labels(
            String name, RandomAccessibleInterval<UnsignedByteType> labels, Progress progress) {
        if (isIdentity()) {
            return labels;
        }
        byte[] result = new byte[requireSpace(name, 1, 1)];
        PrimitiveBlocks<UnsignedByteType> blocks = PrimitiveBlocks.of(labels, PrimitiveBlocks.OnFallback.ACCEPT);
        byte[] row = new byte[fromWidth];
        for (int y = 0; y < height; y++) {
            progress.check();
            blocks.copy(new int[] {0, nearest(y, fromHeight, height)}, row, new int[] {fromWidth, 1});
            for (int x = 0; x < width; x++) {
                result[y * width + x] = row[nearest(x, fromWidth, width)];
            }
        }
        return ArrayImgs.unsignedBytes(result, width, height);
    }

    /** The pixel in which the centre of a new pixel lies; on an edge the right one. */
    private static int nearest(int to, int fromExtent, int extent) {
        return (int) ((2L * to + 1) * fromExtent / (2L * extent));
    }

    private int requireSpace(String name, int channels, int bytes) {
        long values = (long) width * height * channels;
        String image = "The image " + name + " becomes " + width + " x " + height + " pixels at that pixel size";
        if (values > Integer.MAX_VALUE - 8) {
            throw new TesseraException(image + ", more than fit into one piece of memory; choose larger pixels.");
        }
        Heap.require(values * bytes, image, () -> " or choose larger pixels");
        return (int) values;
    }

    /** Of which pixels along one axis each new one is made, from the first on, and how much each counts; each sum is 1. */
    private record Weights(int[] first, float[][] weights) {
        static Weights of(int from, int to) {
            Weights result = new Weights(new int[to], new float[to][]);
            double scale = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (to < from) {
                    result.average(i, i * scale, Math.min(from, (i + 1) * scale));
                } else {
                    result.interpolate(i, Math.max(0, Math.min(from - 1, (i + 0.5) * scale - 0.5)), from);
                }
            }
            return result;
        }

        private void average(int i, double left, double right) {
            first[i] = (int) left;
            int last = (int) Math.ceil(right) - 1;
            weights[i] = new float[last - first[i] + 1];
            for (int p = first[i]; p <= last; p++) {
                double covered = Math.min(right, p + 1) - Math.max(left, p);
                weights[i][p - first[i]] = (float) (covered / (right - left));
            }
        }

        private void interpolate(int i, double place, int from) {
            first[i] = (int) place;
            float share = (float) (place - first[i]);
            weights[i] = share == 0 || first[i] == from - 1 ? new float[] {1} : new float[] {1 - share, share};
        }
    }
}
