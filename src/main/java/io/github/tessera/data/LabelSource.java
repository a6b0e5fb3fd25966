package io.github.tessera.data;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * The images of a set, with labels of one kind: which there are, and how they are read.
 *
 * @param <T> what is known of a plane's labels before all have been read
 */
interface LabelSource<T extends PlaneLabels> {
    /** Opens folders of images and labels; every kind of labels has one way. */
    interface Opener {
        /**
         * Finds images and labels, and which belong together.
         *
         * @param planes what is read of each image, and of its labels
         * @throws io.github.tessera.progress.TesseraException naming folder and cure if nothing does
         */
        LabelSource<?> open(Path images, Path labels, MaskSettings settings, PlaneChoice planes, Progress progress);
    }

    /**
     * An image that was read.
     *
     * @param image its chosen planes
     * @param labels of each of these
     */
    record Read<T>(PlaneStack image, List<T> labels) {
        public Read {
            labels = List.copyOf(labels);
        }
    }

    /** The image files that have labels, at least one, in natural order. */
    List<Path> images();

    /** Files that have no partner, as folder/name. */
    List<String> unpaired();

    /** What else the user should know of what was found, a line each. */
    List<String> notes();

    /**
     * Reads the chosen planes of an image and their labels.
     *
     * @param image one of {@link #images}
     * @param progress asked now and then whether the user has cancelled
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if either is not as it should be
     */
    Read<T> read(Path image, Progress progress);

    /**
     * The labels of all planes, when all have been read; only now it may be known what they mean.
     *
     * @param planes in the order of the images, at least one; used up
     * @throws MisfitException if one of them does not go together with the others
     * @throws io.github.tessera.progress.TesseraException naming the cure if they do not go together
     */
    Labels labels(List<T> planes);
}
