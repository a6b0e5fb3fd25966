package io.github.tessera.progress;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another thread does, until the user cancels. */
public final class Waiting {
    private static final long LOOK_AT_CANCEL_MILLIS = 100;

    private Waiting() {}

    /**
     * What the other thread makes.
     *
     * @throws CancelledException if the user cancels, or the calling thread is interrupted
     * @throws RuntimeException what went wrong there, as it was thrown there
     */
    public static <T> T result(Future<T> work, Progress progress) {
        while (true) {
            progress.check();
            try {
                return work.get(LOOK_AT_CANCEL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // not ready yet: look again whether the user has cancelled
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException e) {
                throw asThrown(e);
            }
        }
    }

    /** Waits until it has ended, whatever comes of it, and even if the calling thread is interrupted: what it uses can be given up then. */
    public static void end(Future<?> work) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                work.get();
                ended = true;
            } catch (ExecutionException e) {
                ended = true; // result tells it
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException asThrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }
}
