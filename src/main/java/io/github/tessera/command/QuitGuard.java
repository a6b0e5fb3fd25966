package io.github.tessera.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Until its task has ended, quitting ImageJ, or ending its Java by a signal, stops the task as Esc does and waits until it has kept what it has: for at
 * most {@value #SECONDS} seconds, since the task may itself wait for the window system, which is going.
 */
final class QuitGuard {
    private static final int SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    QuitGuard(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    await();
                },
                "Tessera before quitting");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            stop.run(); // Java is ending already
        }
    }

    private void await() {
        try {
            ended.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The task has ended. */
    void end() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // Java is ending, and need not wait any more
        }
    }
}
