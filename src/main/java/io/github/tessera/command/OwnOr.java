package io.github.tessera.command;

import io.github.tessera.progress.Choice;

/** A choice that may be left to the network: Fiji's dialogs have no empty choice. */
interface OwnOr<C extends Choice> extends Choice {
    /** What was chosen; null for the network's own. */
    C choice();

    @Override
    default String label() {
        return choice() == null ? "The network's own" : choice().label();
    }

    @Override
    default String word() {
        return choice() == null ? "own" : choice().word();
    }
}
