package io.github.tessera.torchscript;

import java.io.IOException;

/**
 * A word, a number, a text or a sign of TorchScript, or the place where a line or a block ends.
 *
 * @param text as it is written, a text without its quotes
 * @param line counted from 1
 */
record SourceToken(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN,
        LINE,
        INDENT,
        DEDENT,
        END
    }

    boolean is(String word) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(word);
    }

    /** What is said of a source that has this where PyTorch would write something else. */
    IOException unexpected() {
        String place = kind == Kind.NAME || kind == Kind.SIGN ? ", at " + shortened() : "";
        return new IOException("its code is not written as PyTorch writes networks (line " + line + place
                + "); nothing of it was run");
    }

    private String shortened() {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }
}
