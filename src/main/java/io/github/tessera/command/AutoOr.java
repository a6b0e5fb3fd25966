package io.github.tessera.command;

import io.github.tessera.progress.Choice;

/** A choice that may be left to the plan of the training: Fiji's dialogs have no empty choice. */
interface AutoOr<C extends Choice> extends Choice {
    /** What was chosen; null for automatic. */
    C choice();

    @Override
    default String label() {
        return choice() == null ? "Automatic" : choice().label();
    }

    @Override
    default String word() {
        return choice() == null ? "auto" : choice().word();
    }
}
