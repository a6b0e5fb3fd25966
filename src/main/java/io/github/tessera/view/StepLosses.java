package io.github.tessera.view;

import io.github.tessera.train.MovingAverage;
import java.util.Arrays;

/**
 * The losses of a training's steps as a smooth curve: a moving average, of which so few points are kept that it is quickly drawn.
 */
final class StepLosses {
    private static final int MOST = 400;
    private static final double MEMORY = 0.9;

    private final double[] steps = new double[MOST];
    private final double[] values = new double[MOST];
    private int size;
    private long every = 1;
    private final MovingAverage average = new MovingAverage(MEMORY);

    /** Adds the loss of a step; steps rise. */
    void add(long step, double loss) {
        double smooth = average.add(loss);
        if (size == MOST) {
            thin();
        }
        if (step % every == 0) {
            steps[size] = step;
            values[size] = smooth;
            size++;
        }
    }

    private void thin() {
        every *= 2;
        size /= 2;
        for (int i = 0; i < size; i++) {
            steps[i] = steps[2 * i + 1];
            values[i] = values[2 * i + 1];
        }
    }

    /** The points as they are now. */
    LossCurve curve() {
        return new LossCurve(Arrays.copyOf(steps, size), Arrays.copyOf(values, size));
    }
}
