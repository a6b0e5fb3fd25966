package io.github.tessera.command;

import java.util.Locale;

/** What became of an image of a folder. */
enum ImageState {
    SEGMENTED,
    /** Its results were there already. */
    SKIPPED,
    FAILED;

    /** As it stands in a table. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
