package io.github.tessera.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Normal random numbers of mean 0 and deviation 1, five of 4,096 quantiles from each 64 random bits: fast rather than fine. */
final class NormalNoise {
    private static final int BITS = 12;
    private static final int COUNT = 1 << BITS;
    private static final float[] QUANTILES = quantiles();

    private final SplittableRandom random;

    NormalNoise(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The middles of slices of equal probability under the bell, found by adding up; then brought to deviation 1. */
    private static float[] quantiles() {
        double[] upper = new double[COUNT / 2];
        double width = 1e-4;
        double x = 0;
        double probability = 0.5;
        for (int i = 0; i < upper.length; i++) {
            double target = 0.5 + (i + 0.5) / COUNT;
            while (probability < target) {
                probability += width * Math.exp(-(x + width / 2) * (x + width / 2) / 2) / Math.sqrt(2 * Math.PI);
                x += width;
            }
            upper[i] = x;
        }
        double squares = 0;
        for (double value : upper) {
            squares += value * value;
        }
        double scale = Math.sqrt(upper.length / squares);
        float[] all = new float[COUNT];
        for (int i = 0; i < upper.length; i++) {
            all[i] = (float) (upper[i] * scale);
            all[COUNT - 1 - i] = -all[i];
        }
        return all;
    }

    void fill(float[] values) {
        Arrays.fill(values, 0);
        add(1, values);
    }

    /** Adds noise of this deviation. */
    void add(float deviation, float[] values) {
        int i = 0;
        for (; i < values.length - 4; i += 5) {
            long bits = random.nextLong();
            values[i] += deviation * QUANTILES[(int) bits & (COUNT - 1)];
            values[i + 1] += deviation * QUANTILES[(int) (bits >>> BITS) & (COUNT - 1)];
            values[i + 2] += deviation * QUANTILES[(int) (bits >>> (2 * BITS)) & (COUNT - 1)];
            values[i + 3] += deviation * QUANTILES[(int) (bits >>> (3 * BITS)) & (COUNT - 1)];
            values[i + 4] += deviation * QUANTILES[(int) (bits >>> (4 * BITS)) & (COUNT - 1)];
        }
        for (long bits = random.nextLong(); i < values.length; i++, bits >>>= BITS) {
            values[i] += deviation * QUANTILES[(int) bits & (COUNT - 1)];
        }
    }
}
