package io.github.tessera.train;

import ai.djl.ndarray.NDArray;

/** A step by itself. */
final class OneStep {
    private static final double RATE = 1e-3;

    private OneStep() {}

    /** Learns from a batch as a whole, and waits for its loss. */
    static double run(TrainingStep step, BatchBuffer batch) {
        try (NDArray loss = step.run(batch, RATE, 0, 1)) {
            return loss.getFloat();
        }
    }
}
