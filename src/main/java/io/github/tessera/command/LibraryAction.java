package io.github.tessera.command;

import io.github.tessera.progress.Choice;
import java.util.Locale;

/** What is done with PyTorch's libraries. */
enum LibraryAction implements Choice {
    /** Gets them unless they are there. */
    INSTALL("Install"),
    /** Compares them with what was installed, and gets them anew if they differ. */
    REPAIR("Check and repair"),
    /** Deletes them. */
    REMOVE("Remove");

    private final String label;

    LibraryAction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return label.replaceFirst(".* ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label;
    }
}
