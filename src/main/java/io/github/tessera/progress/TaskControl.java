package io.github.tessera.progress;

/**
 * Lets a user pause a running task, stop it, or stop it and keep nothing; all else goes to the progress that it stands for. What is asked
 * for may come from any thread; the task hears of it when it next asks.
 */
public final class TaskControl implements Progress {
    private static final long LOOK_MILLIS = 100;

    private final Progress shown;
    private boolean pausing;
    private boolean stopping;
    private volatile boolean discarding;

    /**
     * Nothing is asked for yet.
     *
     * @param shown where progress is told, and where the task may be cancelled too
     */
    public TaskControl(Progress shown) {
        this.shown = shown;
    }

    /** Has the task wait, or go on. */
    public synchronized void setPausing(boolean wanted) {
        pausing = wanted;
        notifyAll();
    }

    /** Whether the task is to wait. */
    public synchronized boolean pausing() {
        return pausing && !stopping;
    }

    /** Has the task end, and keep what it has done. */
    public synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** Has the task end, and keep nothing; too late where it is stopping already. */
    public synchronized void discard() {
        discarding |= !stopping;
        stop();
    }

    /** Whether it is about to end because the user said so. */
    public synchronized boolean stopping() {
        return stopping;
    }

    @Override
    public void update(long done, long total) {
        shown.update(done, total);
    }

    @Override
    public void status(String message) {
        shown.status(message);
    }

    @Override
    public void log(String line) {
        shown.log(line);
    }

    @Override
    public boolean cancelled() {
        return stopping() || shown.cancelled();
    }

    @Override
    public boolean discarded() {
        return discarding || shown.discarded();
    }

    @Override
    public long pause() {
        if (!pausing()) {
            return shown.pause();
        }
        long start = System.nanoTime();
        shown.status("Paused");
        await();
        return System.nanoTime() - start;
    }

    /** An interrupt ends the pause, and the task. */
    private synchronized void await() {
        try {
            while (pausing() && !shown.cancelled()) {
                wait(LOOK_MILLIS); // others may cancel without a word to us
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
