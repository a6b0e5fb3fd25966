package io.github.tessera.postprocess;

import io.github.tessera.progress.Choice;

/** Through what of an image's planes objects go on. */
public enum ObjectLinking implements Choice {
    /** Each plane has objects of its own. */
    NONE("None", false, false),
    /** Through the slices of each frame: objects have three dimensions. */
    SLICES("Slices", true, false),
    /** Through the frames, each slice for itself. */
    FRAMES("Frames", false, true),
    /** Through the slices of each frame, and as wholes through the frames. */
    SLICES_AND_FRAMES("Slices and frames", true, true);

    private final String label;
    private final boolean throughSlices;
    private final boolean throughFrames;

    ObjectLinking(String label, boolean throughSlices, boolean throughFrames) {
        this.label = label;
        this.throughSlices = throughSlices;
        this.throughFrames = throughFrames;
    }

    @Override
    public String label() {
        return label;
    }

    boolean throughSlices() {
        return throughSlices;
    }

    boolean throughFrames() {
        return throughFrames;
    }

    @Override
    public String toString() {
        return label;
    }
}
