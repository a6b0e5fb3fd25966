package io.github.tessera.command;

import io.github.tessera.progress.Progress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Progress as lines, {@code 35 % (4/12) Segmenting a.tif}, with some seconds between them. What goes to a log is told elsewhere. */
final class LineProgress implements Progress {
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Consumer<String> lines;
    private final LongSupplier clock;
    private double share;
    private String last = "";
    private long next;

    /**
     * Tells nothing yet.
     *
     * @param clock nanoseconds
     */
    LineProgress(Consumer<String> lines, LongSupplier clock) {
        this.lines = lines;
        this.clock = clock;
        next = clock.getAsLong();
    }

    @Override
    public synchronized void update(long done, long total) {
        share = (double) done / total;
        tell();
    }

    @Override
    public synchronized void status(String message) {
        last = message;
        tell();
    }

    private void tell() {
        long now = clock.getAsLong();
        if (!last.isBlank() && now - next >= 0) {
            lines.accept(Math.round(100 * share) + " % " + last);
            next = now + PAUSE_NANOS;
        }
    }
}
