package io.github.tessera.tensor;

import java.util.Random;

/** Pixels of mean 0 and deviation 1, always the same. */
public final class Noise {
    private Noise() {}

    /** So many values. */
    public static float[] of(int count) {
        float[] values = new float[count];
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
