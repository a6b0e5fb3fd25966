package io.github.tessera.progress;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A thread beside the caller's that does what it is given, one after the other. Closed, it takes nothing more. */
public final class Worker implements AutoCloseable {
    private final ExecutorService thread;

    /**
     * Starts with nothing to do.
     *
     * @param name of the thread
     */
    public Worker(String name) {
        ClassLoader loader = Worker.class.getClassLoader();
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            // Under plain ImageJ only this one knows the plugin's own libraries.
            made.setContextClassLoader(loader);
            return made;
        });
    }

    /** Has it done after what it was given before. */
    public <T> Future<T> give(Callable<T> work) {
        return thread.submit(work);
    }

    /** Waits until everything is done that it was given, even if the user cancels or interrupts: what is begun is to be whole. */
    public void finish() {
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it after what it is at, without waiting for that. It is not interrupted: that would close a file that it reads. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
