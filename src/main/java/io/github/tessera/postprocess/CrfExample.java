package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;

/**
 * An image of which the right labels are known, to learn from what {@link DenseCrf} should do.
 *
 * @param image tells which pixels are alike
 * @param unary what is believed before refining, K classes
 * @param labels (N), class indices, unsigned; {@link LabelImage#IGNORED} where nothing is known
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of pixels; never compared
public record CrfExample(GuideImage image, UnaryEnergy unary, byte[] labels) {
    /**
     * Checks sizes and labels.
     *
     * @throws TesseraException if sizes differ, a label is of no class, or all are ignored
     */
    public CrfExample {
        if (image.pixels() != unary.pixels() || image.pixels() != labels.length) {
            throw new TesseraException("The image has " + image.pixels() + " pixels, its probabilities "
                    + unary.pixels() + " and its right labels " + labels.length + "; give all of one size.");
        }
        boolean known = false;
        for (byte value : labels) {
            int label = value & 0xFF;
            if (label >= unary.classes() && label != LabelImage.IGNORED) {
                throw new TesseraException("A right label is " + label + ", but there are only the classes 0 to "
                        + (unary.classes() - 1) + "; give labels of these classes, and " + LabelImage.IGNORED
                        + " where nothing is known.");
            }
            known |= label != LabelImage.IGNORED;
        }
        if (!known) {
            throw new TesseraException("All right labels of an image are " + LabelImage.IGNORED
                    + ", which is ignored; label some pixels, or leave the image out.");
        }
    }

    /** Pixels that are not ignored. */
    int known() {
        int known = 0;
        for (byte label : labels) {
            known += (label & 0xFF) == LabelImage.IGNORED ? 0 : 1;
        }
        return known;
    }
}
