package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Overlay;
import io.github.tessera.image.PlaneNumbers;

/**
 * What a model made of an ImageJ image.
 *
 * @param planes of the image that were segmented
 * @param labels 8-bit class indices, of these planes
 * @param probabilities 32-bit, in [0, 1], one channel an output; null if not asked for
 * @param overlay ROIs that fit the image; null if not asked for
 */
public record SegmentedImage(PlaneNumbers planes, ImagePlus labels, ImagePlus probabilities, Overlay overlay) {
    /** Lays the overlay over an image; what Tessera laid over these planes before is replaced, everything else of the user's stays. */
    public void layOver(ImagePlus image) {
        LabelOverlay.replace(image, planes.numbers(), overlay);
    }
}
