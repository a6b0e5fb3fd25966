package io.github.tessera.data;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;

/** The images of a set, with labels of one kind: which there are, and how they are read. */
interface LabelSource {
    /** Opens folders of images and labels; every kind of labels has one way. */
    interface Opener {
        /**
         * Finds images and labels, and which belong together.
         *
         * @param planes what is read of each image, and of its labels
         * @throws io.github.tessera.progress.TesseraException naming folder and cure if nothing does
         */
        LabelSource open(Path images, Path labels, MaskSettings settings, PlaneChoice planes, Progress progress);
    }

    /** The image files that have labels, at least one, in natural order. */
    List<Path> images();

    /** Files that have no partner, as folder/name. */
    List<String> unpaired();

    /** What else the user should know of what was found, a line each. */
    List<String> notes();

    /**
     * Reads the chosen planes of an image, and keeps their labels.
     *
     * @param image each of {@link #images}, in their order
     * @param progress asked now and then whether the user has cancelled
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if the labels are not as they should be
     */
    PlaneStack read(Path image, Progress progress);

    /**
     * The labels of all images, when all have been read; only now it may be known what they mean.
     *
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if they do not go together
     */
    Labels labels();
}
