package io.github.tessera.progress;

/** The user asked to stop, and the task stopped without a result. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("Cancelled.");
    }
}
