package io.github.tessera.command;

import io.github.tessera.progress.Choice;

/** Where the labels of an image are. */
public enum LabelPlace implements Choice {
    /** Where there are some; each command says in what order it looks. */
    AUTO("Automatic", "auto"),
    /** The ROIs that lie over the image. */
    OVERLAY("Overlay", "overlay"),
    /** The ROIs in the ROI Manager. */
    ROI_MANAGER("ROI Manager", "roimanager"),
    /** A label image. */
    LABELS("Label image", "labels");

    private final String label;
    private final String word;

    LabelPlace(String label, String word) {
        this.label = label;
        this.word = word;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}
