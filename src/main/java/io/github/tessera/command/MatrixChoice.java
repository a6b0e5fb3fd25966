package io.github.tessera.command;

import io.github.tessera.progress.Choice;

/** Whether the compatibility of classes is learnt. */
enum MatrixChoice implements Choice {
    /** With few classes, for many have more numbers than a few images can tell. */
    AUTO("Automatic"),
    YES("Yes"),
    NO("No");

    /** Eleven classes and three images learnt a matrix that did harm on other images; two classes one that helped. */
    private static final int MOST_CLASSES = 4;

    private final String label;

    MatrixChoice(String label) {
        this.label = label;
    }

    boolean learnt(int classes) {
        return this == YES || (this == AUTO && classes <= MOST_CLASSES);
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
