package io.github.tessera.tensorboard;

/** The events of a file: what TensorBoard calls Event. */
final class Event {
    private static final String VERSION = "brain.Event:2";

    // Numbers of the fields of Event, and of SessionLog with its status.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int STATUS = 1;
    private static final int START = 1;

    private static final double MILLISECONDS = 1000;

    private Event() {}

    private static Message now() {
        return new Message().real(WALL_TIME, System.currentTimeMillis() / MILLISECONDS);
    }

    /** Begins a file. */
    static byte[] version() {
        return now().text(FILE_VERSION, VERSION).toBytes();
    }

    /** A run begins or goes on: whatever earlier files tell of this step and later ones no longer holds. */
    static byte[] start(long step) {
        return now().integer(STEP, step)
                .message(SESSION_LOG, new Message().integer(STATUS, START))
                .toBytes();
    }

    /** What is to be seen at a step. */
    static byte[] summary(long step, Summary summary) {
        return now().integer(STEP, step).message(SUMMARY, summary.message()).toBytes();
    }
}
