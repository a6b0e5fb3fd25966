package io.github.tessera.tensor;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread with a stack that PyTorch's compiler can follow long networks on, one call within another. Java's threads have 1 MB, at whose
 * end the whole program dies: a chain of 3,000 operators is too long for it, and such networks are traced by people who mean no harm.
 */
final class LargeStack implements AutoCloseable {
    /** 50,000 operators in a row run on half of it; only what is used is taken from the system. */
    private static final long BYTES = 128L << 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(LargeStack::thread);

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "PyTorch", BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a task and waits for it.
     *
     * @throws E what the task throws
     */
    <T, E extends Exception> T call(Callable<T> task, Class<E> thrown) throws E {
        Future<T> future = thread.submit(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true; // a call into PyTorch cannot be stopped
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause(), thrown);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <E extends Exception> E rethrown(Throwable cause, Class<E> thrown) {
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return thrown.cast(cause);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
