package io.github.tessera.progress;

import java.util.Locale;

/** A member of a closed list that users choose from: it has a name in menus and a word in macros. */
public interface Choice {
    /** The name in menus and dialogs. */
    String label();

    /** The word in macros: lower case, without blanks, unique in its list; the label so written unless the list says otherwise. */
    default String word() {
        return label().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
