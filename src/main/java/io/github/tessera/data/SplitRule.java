package io.github.tessera.data;

import io.github.tessera.progress.Choice;

/** By which rule images are dealt out to training, validation and test. */
public enum SplitRule implements Choice {
    /** Whole images, drawn by the seed; tiles that were cut from one image stay together. A count is of images. */
    IMAGE("By image"),
    /** The first images are learnt from, those after them validate, the last ones test. A count is of images. */
    ORDER("In order"),
    /** As a file says, see {@link SplitFile}. */
    LIST("By list file"),
    /** Groups, such as patients, that stay together, drawn by the seed. A count is of groups. */
    GROUP("By group"),
    /** Every tile for itself, drawn by the seed, so that neighbours leak. A count is of tiles. */
    TILE("By tile");

    private final String label;

    SplitRule(String label) {
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
