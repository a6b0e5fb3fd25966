package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.List;

/** Reads labels of a kind that has one mask image for each image. */
abstract class MaskLabels<T extends PlaneLabels> implements LabelReader<T> {
    @Override
    public final List<T> read(PlaneStack image, List<LabelFile> files, Progress progress) {
        return read(image, MaskFile.open(files.get(0).path()), progress);
    }

    /** Reads the mask of one image. */
    abstract List<T> read(PlaneStack image, MaskFile mask, Progress progress);

    /**
     * Checks that an image and its mask are of one size.
     *
     * @throws TesseraException naming both otherwise
     */
    static void requireSize(PlaneStack image, PlaneStack mask) {
        if (image.width() != mask.width() || image.height() != mask.height()) {
            throw new TesseraException("The image " + image.name() + " is " + image.width() + " x " + image.height()
                    + " pixels, but its mask " + mask.name() + " is " + mask.width() + " x " + mask.height()
                    + "; give both the same size.");
        }
    }

    /**
     * Checks that an image and its mask have as many slices.
     *
     * @throws TesseraException naming both otherwise
     */
    static void requireSlices(PlaneStack image, PlaneStack mask) {
        if (image.planes().size() != mask.planes().size()) {
            throw new TesseraException(
                    "The image " + image.name() + " has " + image.planes().size() + " slices, but its mask "
                            + mask.name() + " has " + mask.planes().size() + "; give both the same number.");
        }
    }
}
