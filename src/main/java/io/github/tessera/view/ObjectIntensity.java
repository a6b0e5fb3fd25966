package io.github.tessera.view;

import io.github.tessera.tile.Tile;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * An object's intensities in one channel.
 *
 * @param mean of its pixels
 * @param minimum of its pixels
 * @param maximum of its pixels
 */
record ObjectIntensity(double mean, double minimum, double maximum) {
    /**
     * A plane in which intensities are measured.
     *
     * @param blocks raw intensities (x, y, channel)
     * @param table the calibrated value of each raw value, where there are such
     */
    record Plane(PrimitiveBlocks<FloatType> blocks, Optional<float[]> table) {
        static Plane of(RandomAccessibleInterval<FloatType> pixels, Optional<float[]> table) {
            return new Plane(PrimitiveBlocks.of(pixels, PrimitiveBlocks.OnFallback.ACCEPT), table);
        }

        /** Measures what a mask has not 0 at. */
        ObjectIntensity measure(byte[] mask, Tile bounds, int channel) {
            float[] values = new float[mask.length];
            blocks.copy(
                    new int[] {bounds.x(), bounds.y(), channel}, values, new int[] {bounds.width(), bounds.height(), 1
                    });
            double sum = 0;
            double minimum = Double.POSITIVE_INFINITY;
            double maximum = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int i = 0; i < mask.length; i++) {
                if (mask[i] != 0) {
                    double value = table.isPresent() ? table.get()[(int) values[i]] : values[i];
                    sum += value;
                    minimum = Math.min(minimum, value);
                    maximum = Math.max(maximum, value);
                    count++;
                }
            }
            return new ObjectIntensity(sum / count, minimum, maximum);
        }
    }
}
