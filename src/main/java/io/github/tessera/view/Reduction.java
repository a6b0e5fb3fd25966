package io.github.tessera.view;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.NormalizationSettings;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Planes and labels made small enough to look at: intensities are averaged, labels taken at the centres.
 *
 * @param fromWidth pixels in a row before
 * @param fromHeight rows before
 * @param width pixels in a row, at most as many as before
 * @param height rows, at most as many as before
 */
record Reduction(int fromWidth, int fromHeight, int width, int height) {
    private static final double LOW_PERCENTILE = 0.2;
    private static final double HIGH_PERCENTILE = 99.8;
    private static final int RGB = 3;

    /** Keeps the proportions; what is not larger than that stays as it is. */
    static Reduction toSide(long width, long height, int side) {
        double scale = Math.min(1, (double) side / Math.max(width, height));
        return new Reduction((int) width, (int) height, scaled(width, scale), scaled(height, scale));
    }

    private static int scaled(long side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    /** The first column of those that a new one is made of; of the one after the last, where the columns end. */
    int firstColumn(int x) {
        return (int) ((long) x * fromWidth / width);
    }

    /** The first row of those that a new one is made of; of the one after the last, where the rows end. */
    int firstRow(int y) {
        return (int) ((long) y * fromHeight / height);
    }

    /** Labels under the centres of the pixels. */
    ByteProcessor labels(RandomAccessibleInterval<UnsignedByteType> labels) {
        var blocks = PrimitiveBlocks.of(labels, PrimitiveBlocks.OnFallback.ACCEPT);
        byte[] row = new byte[fromWidth];
        ByteProcessor small = new ByteProcessor(width, height);
        for (int y = 0; y < height; y++) {
            blocks.copy(new int[] {0, (int) ((y + 0.5) * fromHeight / height)}, row, new int[] {fromWidth, 1});
            for (int x = 0; x < width; x++) {
                small.set(x, y, row[(int) ((x + 0.5) * fromWidth / width)] & 0xFF);
            }
        }
        return small;
    }

    /** Mean intensities, channel by channel, row by row; NaN and infinite ones count as 0. */
    float[] means(RandomAccessibleInterval<FloatType> plane) {
        var blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        int channels = (int) plane.dimension(2);
        float[] row = new float[fromWidth];
        float[] means = new float[channels * height * width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                int first = firstRow(y);
                int end = firstRow(y + 1);
                double[] sums = new double[width];
                for (int fromY = first; fromY < end; fromY++) {
                    blocks.copy(new int[] {0, fromY, c}, row, new int[] {fromWidth, 1, 1});
                    addRow(row, sums);
                }
                for (int x = 0; x < width; x++) {
                    int columns = firstColumn(x + 1) - firstColumn(x);
                    means[(c * height + y) * width + x] = (float) (sums[x] / columns / (end - first));
                }
            }
        }
        return means;
    }

    private void addRow(float[] row, double[] sums) {
        for (int x = 0; x < width; x++) {
            int end = firstColumn(x + 1);
            for (int fromX = firstColumn(x); fromX < end; fromX++) {
                sums[x] += Float.isFinite(row[fromX]) ? row[fromX] : 0;
            }
        }
    }

    /**
     * An RGB picture: one channel is grey, two are red and green, of more the first three are red, green and blue.
     *
     * <p>Contrast is stretched so that 0.2 % of the pixels saturate at either end: the three channels of an RGB image together,
     * for its colours' sake, others each for itself.
     *
     * @param reference the plane that the contrast is taken from, of the same number of channels
     */
    ColorProcessor picture(RandomAccessibleInterval<FloatType> plane, RandomAccessibleInterval<FloatType> reference) {
        int channels = (int) plane.dimension(2);
        float[] means = means(plane);
        float[] from = reference == plane
                ? means
                : toSide(reference.dimension(0), reference.dimension(1), Math.max(width, height))
                        .means(reference);
        IntensityMap map = contrast(from, channels);
        ColorProcessor picture = new ColorProcessor(width, height);
        int[] shown = channels == 1 ? new int[] {0, 0, 0} : new int[] {0, 1, 2};
        for (int i = 0; i < width * height; i++) {
            int rgb = 0;
            for (int c : shown) {
                rgb <<= 8;
                if (c < channels) {
                    float value = map.apply(map.channels() == 1 ? 0 : c, means[c * width * height + i]);
                    rgb |= Math.round(255 * Math.max(0, Math.min(1, value)));
                }
            }
            picture.set(i, 0xFF000000 | rgb);
        }
        return picture;
    }

    private static IntensityMap contrast(float[] values, int channels) {
        int separate = channels == RGB ? 1 : channels;
        return NormalizationSettings.percentiles(LOW_PERCENTILE, HIGH_PERCENTILE)
                .fit(ArrayImgs.floats(values, values.length / separate, 1, separate), Float.SIZE);
    }
}
