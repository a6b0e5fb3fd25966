package io.github.tessera.model;

import java.io.IOException;

/** A file of a package is not the one that the description means; the message says which. */
final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String name) {
        super(name + " is not the file that the description tells of, by its SHA-256");
    }
}
