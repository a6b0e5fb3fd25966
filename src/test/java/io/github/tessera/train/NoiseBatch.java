package io.github.tessera.train;

import io.github.tessera.tensor.Noise;

/** Two crops of noise in three channels, whose bright pixels of the first are the class. */
final class NoiseBatch {
    private static final int SIDE = 64;

    private NoiseBatch() {}

    static BatchBuffer get() {
        BatchBuffer batch = new BatchBuffer(2, 3, SIDE);
        float[] noise = Noise.of(batch.pixels().capacity());
        batch.pixels().put(0, noise);
        for (int i = 0; i < batch.labels().length; i++) {
            batch.labels()[i] = (byte) (noise[i] > 0.5 ? 1 : 0);
        }
        return batch;
    }
}
