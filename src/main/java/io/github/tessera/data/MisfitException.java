package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;

/** The labels of one plane do not go together with those of the others, which may be sound without it. */
final class MisfitException extends TesseraException {
    private static final long serialVersionUID = 1L;

    private final String plane;

    /**
     * Takes one sentence.
     *
     * @param plane the name of the plane's labels: {@link PlaneLabels#name}
     */
    MisfitException(String plane, String message) {
        super(message);
        this.plane = plane;
    }

    /** The name of the plane's labels. */
    String plane() {
        return plane;
    }
}
