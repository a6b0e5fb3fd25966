package io.github.tessera.progress;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells behind the status of a task how long it will still take, once it has run for some seconds; all else goes to the progress that it
 * stands for. A task of several parts, each of which fills the bar anew, is told part by part.
 */
public final class TimeLeft implements Progress {
    private static final double NANOS = 1e9;
    private static final double FIRST_SECONDS = 5;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final Progress shown;
    private final LongSupplier clock;
    private long start;
    private long told;
    private double share;
    private String message = "";

    /** The clock runs from now on. */
    public TimeLeft(Progress shown) {
        this(shown, System::nanoTime);
    }

    /** @param clock nanoseconds */
    TimeLeft(Progress shown, LongSupplier clock) {
        this.shown = shown;
        this.clock = clock;
        start = clock.getAsLong();
        told = start;
    }

    /** Hours, minutes and seconds, such as 0:04:09. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }

    @Override
    public synchronized void update(long done, long total) {
        shown.update(done, total);
        double now = (double) done / total;
        if (now < share / 2) {
            start = clock.getAsLong(); // Within a part the bar may fall back a little, as where an image's objects
            // are split.
        }
        share = now;
        if (!message.isEmpty() && clock.getAsLong() - told >= NANOS) {
            tell();
        }
    }

    @Override
    public synchronized void status(String of) {
        message = of;
        tell();
    }

    private void tell() {
        told = clock.getAsLong();
        double seconds = (told - start) / NANOS;
        boolean known = !message.isEmpty() && share > 0 && seconds >= FIRST_SECONDS;
        shown.status(known ? message + ", " + clock(seconds / share * (1 - share)) + " left" : message);
    }

    @Override
    public void log(String line) {
        shown.log(line);
    }

    @Override
    public boolean cancelled() {
        return shown.cancelled();
    }

    @Override
    public boolean discarded() {
        return shown.discarded();
    }

    @Override
    public long pause() {
        return shown.pause();
    }
}
