package io.github.tessera.command;

import ij.IJ;
import io.github.tessera.progress.Progress;

/** What is done for a task that the user has stopped, until Esc is pressed again or ImageJ quits. */
final class AfterStop implements Progress {
    private final Progress task;
    private boolean cancelled;

    AfterStop(Progress task) {
        this.task = task;
        IJ.resetEscape();
    }

    @Override
    public void update(long done, long total) {
        task.update(done, total);
    }

    @Override
    public void status(String message) {
        task.status(message);
    }

    @Override
    public void log(String line) {
        task.log(line);
    }

    @Override
    public boolean cancelled() {
        cancelled = cancelled || task.discarded() || IJ.escapePressed() || javaEnds();
        return cancelled;
    }

    /** Java refuses to take hooks away once it runs them. */
    private static boolean javaEnds() {
        try {
            return Runtime.getRuntime().removeShutdownHook(new Thread());
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
