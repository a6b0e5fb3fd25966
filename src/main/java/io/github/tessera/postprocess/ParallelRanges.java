package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.Waiting;
import io.github.tessera.progress.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does a loop whose turns do not depend on one another on several threads, piece by piece, until the user cancels.
 *
 * <p>Which thread takes which piece is left to chance, so a piece may write to its own places only: then the result is the same, to the
 * last bit, for any number of threads.
 */
public final class ParallelRanges implements AutoCloseable {
    /** Does the turns from {@code from} up to, but without, {@code to}. */
    @FunctionalInterface
    public interface Range {
        /** Does these turns. */
        void run(int from, int to);
    }

    private final Progress progress;
    private final List<Worker> workers = new ArrayList<>();

    /**
     * Starts the threads beside the caller's.
     *
     * @param threads all together, above 0
     * @param progress asked before each piece whether the user has cancelled
     */
    public ParallelRanges(int threads, Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.progress = progress;
        for (int i = 1; i < threads; i++) {
            workers.add(new Worker("Tessera range " + i));
        }
    }

    /** Threads, the caller's too. */
    public int count() {
        return workers.size() + 1;
    }

    /**
     * Does all turns from 0 to {@code count - 1} and returns when all are done.
     *
     * @param piece turns that are done at a time, above 0
     * @throws io.github.tessera.progress.CancelledException if the user cancels
     */
    public void each(int count, int piece, Range range) {
        AtomicInteger next = new AtomicInteger();
        int pieces = (int) ((count + piece - 1L) / piece);
        List<Future<Void>> others = new ArrayList<>();
        for (int i = 0; i < Math.min(workers.size(), pieces - 1); i++) {
            others.add(workers.get(i).give(() -> {
                run(next, pieces, count, piece, range);
                return null;
            }));
        }
        try {
            run(next, pieces, count, piece, range);
        } finally {
            next.set(pieces);
            others.forEach(Waiting::end);
        }
        others.forEach(other -> Waiting.result(other, progress));
    }

    private void run(AtomicInteger next, int pieces, int count, int piece, Range range) {
        for (int p = next.getAndIncrement(); p < pieces; p = next.getAndIncrement()) {
            progress.check();
            int from = p * piece;
            range.run(from, Math.min(count - from, piece) + from);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
