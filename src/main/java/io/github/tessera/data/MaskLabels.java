package io.github.tessera.data;

import io.github.tessera.image.PlaneNumbers;
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
     * The planes of a mask that belong to those of an image.
     *
     * @param image the chosen planes
     * @param mask all its planes: as many as the whole image has, or as many as are chosen and then in ascending order
     * @throws TesseraException naming both if they are of different sizes, or the mask has another number of planes
     */
    static PlaneStack matching(PlaneStack image, PlaneStack mask) {
        requireSize(image, mask);
        PlaneNumbers places = image.numbers();
        int chosen = places.numbers().size();
        int given = mask.planes().size();
        if (given == places.count()) {
            requireOrder(image, mask);
            return mask.picked(places.numbers());
        }
        if (given == chosen
                && places.numbers().equals(places.numbers().stream().sorted().toList())) {
            return mask;
        }
        if (chosen == places.count()) {
            throw new TesseraException("The image " + image.name() + " has " + chosen
                    + (chosen == 1 ? " slice" : " slices") + ", but its mask "
                    + mask.name() + " has " + given + "; give both the same number.");
        }
        throw new TesseraException("Of the image " + image.name() + " " + chosen + " of " + places.count()
                + " slices are chosen, but its mask " + mask.name() + " has " + given
                + "; give the mask all slices of the image, or just the chosen ones, and choose them in ascending"
                + " order.");
    }

    /** A mask that says of itself that it has other slices and frames than its image has them in another order. */
    private static void requireOrder(PlaneStack image, PlaneStack mask) {
        PlaneNumbers of = image.numbers();
        PlaneNumbers own = mask.numbers();
        boolean several = of.slices() > 1 && of.frames() > 1 && own.slices() > 1 && own.frames() > 1;
        if (several && of.slices() != own.slices()) {
            throw new TesseraException("The image " + image.name() + " has " + of.slices() + " slices in "
                    + of.frames() + " frames, but its mask " + mask.name() + " has " + own.slices() + " slices in "
                    + own.frames() + " frames; give both the same (Image > Hyperstacks > Re-order Hyperstack).");
        }
    }
}
