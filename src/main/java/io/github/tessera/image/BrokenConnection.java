package io.github.tessera.image;

import java.io.IOException;

/** A transfer ended before the file did, for a reason that may pass: worth another try. */
final class BrokenConnection extends IOException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    /**
     * A break.
     *
     * @param reason why, as it stands after "because"
     * @param cure what the user can do if it does not pass, as it stands after a semicolon
     */
    BrokenConnection(String reason, String cure, Throwable cause) {
        super(reason, cause);
        this.cure = cure;
    }

    /** A break that other connections would not have: the cure is at the user's end. */
    BrokenConnection(String reason, Throwable cause) {
        this(
                reason,
                "check the internet connection and the proxy (Edit > Options > Proxy Settings...), then start again",
                cause);
    }

    String cure() {
        return cure;
    }
}
