package io.github.tessera.command;

import ij.IJ;
import io.github.tessera.progress.Progress;

/** Progress in ImageJ's bar, status line and log; Esc cancels. Without a window the log goes to standard output, the rest nowhere unless told. */
final class IjProgress implements Progress {
    private volatile boolean cancelled;
    private volatile Progress beside = Progress.NONE;

    /** Has bar and status line shown elsewhere, too. */
    void showOn(Progress other) {
        beside = other;
    }

    /** Forgets an Esc that was pressed before. */
    void start() {
        IJ.resetEscape();
    }

    /** Empties bar and status line; of a task that was asked to stop, says that it has. */
    void end() {
        IJ.showProgress(1.0);
        IJ.showStatus(cancelled ? "Stopped." : "");
    }

    /** Asks the task to stop. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void update(long done, long total) {
        IJ.showProgress((double) done / total);
        beside.update(done, total);
    }

    @Override
    public void status(String message) {
        IJ.showStatus(message);
        beside.status(message);
    }

    @Override
    public void log(String line) {
        IJ.log(line);
    }

    @Override
    public boolean cancelled() {
        if (IJ.escapePressed()) {
            cancelled = true;
        }
        return cancelled;
    }
}
