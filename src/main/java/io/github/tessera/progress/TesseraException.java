package io.github.tessera.progress;

/**
 * Something the user can mend: the message is one sentence for the user that names the file or value and the cure.
 *
 * <p>Commands show the message alone, without a stack trace; every other exception is a fault of the program.
 */
public class TesseraException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TesseraException(String message) {
        super(message);
    }

    public TesseraException(String message, Throwable cause) {
        super(message, cause);
    }
}
