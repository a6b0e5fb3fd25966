package io.github.tessera.view;

import io.github.tessera.progress.Choice;

/** What the values of a label image are. */
public enum LabelValues implements Choice {
    /** Told by class names in the image, or else by the values: two are a mask, more are numbers of objects. */
    AUTO("Automatic"),
    /** Numbers of classes; touching pixels of one class are an object. */
    CLASSES("Classes"),
    /** Numbers of objects, as StarDist and Cellpose leave them. */
    OBJECTS("Objects");

    private final String label;

    LabelValues(String label) {
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
