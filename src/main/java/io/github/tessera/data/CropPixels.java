package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The pixels of a crop on the scale of {@link Augmentation}, with its labels, as they are changed in place.
 *
 * @param values channels x height x width intensities
 * @param labels height x width class indices; only {@link #cutOut} needs them
 * @param slice of those to which the same is done: each has noise of its own
 */
record CropPixels(float[] values, float[] labels, int channels, int width, int height, int slice) {
    private static final int CURVE = 1024;

    /** A crop of which there is one slice. */
    CropPixels(float[] values, float[] labels, int channels, int side) {
        this(values, labels, channels, side, side, 0);
    }

    private int area() {
        return width * height;
    }

    void add(double summand) {
        linear(0, channels * area(), 1, (float) summand);
    }

    void shiftChannels(double range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int c = 0; c < channels; c++) {
            linear(c * area(), area(), 1, (float) (range * (2 * random.nextDouble() - 1)));
        }
    }

    void contrast(double factor) {
        for (int c = 0; c < channels; c++) {
            linear(c * area(), area(), (float) factor, (float) (mean(c) * (1 - factor)));
        }
    }

    private double mean(int channel) {
        // Two sums: each addition waits for the one before it.
        double even = 0;
        double odd = 0;
        int end = (channel + 1) * area();
        int i = channel * area();
        for (; i < end - 1; i += 2) {
            even += values[i];
            odd += values[i + 1];
        }
        return (even + odd + (i < end ? values[i] : 0)) / area();
    }

    private void linear(int from, int count, float factor, float summand) {
        for (int i = from; i < from + count; i++) {
            values[i] = values[i] * factor + summand;
        }
    }

    /** By a table with straight lines between its entries: Java's power takes longer than a network's step has. */
    void gamma(double power) {
        if (power == 1) {
            return;
        }
        float[] curve = new float[CURVE + 1];
        for (int i = 0; i <= CURVE; i++) {
            curve[i] = (float) Math.pow((double) i / CURVE, power);
        }
        float slope = (float) power;
        for (int i = 0; i < channels * area(); i++) {
            float value = values[i];
            if (value >= 1) {
                values[i] = 1 + slope * (value - 1);
            } else if (value > 0) {
                float place = value * CURVE;
                int entry = (int) place;
                values[i] = curve[entry] + (place - entry) * (curve[entry + 1] - curve[entry]);
            }
        }
    }

    void gaussian(double sigma, long seed) {
        new NormalNoise(seed + slice).add((float) sigma, values);
    }

    /**
     * Photon counts of mean and, to an eighth of a photon's, variance of Poisson's: {@code (sqrt(n) + g / 2)^2 - 1/4} of {@code n}
     * expected ones and normal numbers {@code g} (the transform of Anscombe, turned round).
     */
    void poisson(double sigma, long seed) {
        NormalNoise noise = new NormalNoise(seed + slice);
        float half = (float) (sigma / 2);
        float quarter = half * half;
        float[] line = new float[width];
        for (int start = 0; start < channels * area(); start += width) {
            noise.fill(line);
            for (int i = 0; i < width; i++) {
                float value = values[start + i];
                float root = (float) Math.sqrt(Math.max(0, value)) + half * line[i];
                values[start + i] = value > 0 ? Math.max(0, root * root - quarter) : value;
            }
        }
    }

    void blur(double sigma) {
        new GaussianBlur(sigma, width, height).apply(values, channels);
    }

    void cutOut(int x, int y, int hole) {
        for (int c = 0; c < channels; c++) {
            float mean = (float) mean(c);
            for (int row = y; row < y + hole; row++) {
                Arrays.fill(values, c * area() + row * width + x, c * area() + row * width + x + hole, mean);
            }
        }
        for (int row = y; row < y + hole; row++) {
            Arrays.fill(labels, row * width + x, row * width + x + hole, LabelImage.IGNORED);
        }
    }
}
