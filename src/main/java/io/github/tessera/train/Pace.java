package io.github.tessera.train;

import java.util.Locale;

/** How quick a training is, validations included and pauses not, and how long it will still take. For one thread. */
public final class Pace {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

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

    /** Hours, minutes and seconds, such as 0:04:09. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }
}
