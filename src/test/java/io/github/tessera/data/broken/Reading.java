package io.github.tessera.data.broken;

import java.io.IOException;

/** How a user has an input read. */
@FunctionalInterface
interface Reading {
    /** The labels that a set makes of its masks. */
    Reading LABELS = Scene::labels;

    /** The labels of what is drawn, on a background. */
    Reading DRAWN = Scene::drawn;

    /** The intensities of the images of a set. */
    Reading INTENSITIES = Scene::intensities;

    /** What was understood, in letters: see {@link Scene#LABELS}. */
    String read(Scene scene) throws IOException;
}
