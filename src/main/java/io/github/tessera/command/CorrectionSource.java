package io.github.tessera.command;

import io.github.tessera.progress.Choice;

/** Where the user has corrected what a model predicted. */
public enum CorrectionSource implements Choice {
    /** Where it differs most from what the model predicts. */
    AUTO("Automatic", "auto"),
    /** The ROIs that lie over the image. */
    OVERLAY("Overlay", "overlay"),
    /** The ROIs in the ROI Manager. */
    ROI_MANAGER("ROI Manager", "roimanager"),
    /** A label image with a brush. */
    LABELS("Label image", "labels");

    private final String label;
    private final String word;

    CorrectionSource(String label, String word) {
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
