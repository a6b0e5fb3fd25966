package io.github.tessera.progress;

/**
 * How far a task is, what it does, and whether the user has cancelled it.
 *
 * <p>One object serves one task and may be called from any thread. The command layer shows it in ImageJ's bar and status line.
 */
public interface Progress {
    /** Says nothing and is never cancelled. */
    Progress NONE = new Progress() {};

    /**
     * Tells how much is done.
     *
     * @param done finished units, from 0 to {@code total}
     * @param total all units, above 0
     */
    default void update(long done, long total) {}

    /** Tells in one short line what is being done now. */
    default void status(String message) {}

    /** Tells one line worth keeping, for the log. */
    default void log(String line) {}

    /** True once the user has asked to stop; stays true. */
    default boolean cancelled() {
        return false;
    }

    /**
     * Ends the task here if the user has asked to stop.
     *
     * @throws CancelledException if {@link #cancelled()}
     */
    default void check() {
        if (cancelled()) {
            throw new CancelledException();
        }
    }

    /** True once the user has asked to stop and to keep nothing of what was done; stays true, and {@link #cancelled} is true then too. */
    default boolean discarded() {
        return false;
    }

    /**
     * Waits here for as long as the user wants the task to pause, or until it is cancelled.
     *
     * @return nanoseconds waited
     */
    default long pause() {
        return 0;
    }
}
