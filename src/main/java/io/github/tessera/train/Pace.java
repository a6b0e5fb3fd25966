package io.github.tessera.train;

/** How quick a training is, validations included and pauses not, and how long it will still take. For one thread. */
public final class Pace {
    private final int batch;
    private final long before;
    private long start = System.nanoTime();

    /** The clock runs from now on. */
    public Pace(TrainingStart training) {
        batch = training.config().batch();
        before = training.step();
    }

    /** Time that does not count. */
    public void pause(long nanos) {
        start += nanos;
    }

    /** Crops learnt from in a second, when a step is done. */
    public double cropsPerSecond(long step) {
        return (step - before) * batch / seconds();
    }

    /** Seconds that the rest takes at this pace, when a step is done. */
    public double secondsLeft(long step, long total) {
        return seconds() / (step - before) * (total - step);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
