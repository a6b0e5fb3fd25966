package io.github.tessera.command;

import io.github.tessera.network.NetworkSettings.Upsampling;

/** A kind of upsampling, or the network's own. */
public enum UpsamplingChoice implements OwnOr<Upsampling> {
    OWN(null),
    TRANSPOSED(Upsampling.TRANSPOSED),
    BILINEAR(Upsampling.BILINEAR);

    private final Upsampling choice;

    UpsamplingChoice(Upsampling choice) {
        this.choice = choice;
    }

    @Override
    public Upsampling choice() {
        return choice;
    }

    @Override
    public String toString() {
        return label();
    }
}
