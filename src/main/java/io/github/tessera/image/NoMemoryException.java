package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;

/** The memory is full: it says nothing against the image that was to be read, which may well be read when there is more. */
public final class NoMemoryException extends TesseraException {
    private static final long serialVersionUID = 1L;

    /** Takes one sentence that names image and cure. */
    public NoMemoryException(String message) {
        super(message);
    }

    /** The same with what Java threw. */
    public NoMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
