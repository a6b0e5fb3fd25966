package io.github.tessera.command;

import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.progress.Choice;

/** A kind of upsampling, or the network's own. */
public enum UpsamplingChoice implements Choice {
    OWN(null),
    TRANSPOSED(Upsampling.TRANSPOSED),
    BILINEAR(Upsampling.BILINEAR);

    private final Upsampling choice;

    UpsamplingChoice(Upsampling choice) {
        this.choice = choice;
    }

    /** The choice; null for the network's own. */
    Upsampling choice() {
        return choice;
    }

    @Override
    public String label() {
        return choice == null ? "The network's own" : choice.label();
    }

    @Override
    public String word() {
        return choice == null ? "own" : choice.word();
    }

    @Override
    public String toString() {
        return label();
    }
}
