package io.github.tessera.postprocess;

import io.github.tessera.progress.Choice;

/** How objects that touch are told apart. */
public enum ObjectSplit implements Choice {
    /** Not at all: what touches is one object. */
    NONE("None"),
    /** At their necks, by the watershed of the distance to the background: see {@link ObjectSettings#tolerance}. */
    DISTANCE("Distance"),
    /**
     * By a model that learnt interior (class 1) and border (class 2), as {@code labels=borders} makes them: each connected interior is an
     * object, and the border belongs to the nearest.
     */
    BORDERS("Borders");

    private final String label;

    ObjectSplit(String label) {
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
