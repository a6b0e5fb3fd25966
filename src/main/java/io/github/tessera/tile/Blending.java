package io.github.tessera.tile;

import io.github.tessera.progress.Choice;

/** How much the pixels of a tile count where tiles overlap, before the weights are made to sum to 1. */
public enum Blending implements Choice {
    /** 1 in the middle, 0 within the halo, a straight ramp between. */
    LINEAR("Linear"),
    /** A bell over the whole tile, its standard deviation an eighth of the side, as nnU-Net has it (Isensee et al., Nature Methods 2021). */
    GAUSSIAN("Gaussian");

    private final String label;

    Blending(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
