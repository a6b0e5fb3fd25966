package io.github.tessera.model;

import java.io.IOException;

/** A sound package that cannot be used here; the message says why and what to do, and follows on a colon. */
final class UnsupportedModelException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedModelException(String reason) {
        super(reason);
    }
}
