package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Overlay;

/**
 * What a model made of an ImageJ image.
 *
 * @param labels 8-bit class indices, as many planes as the image has slices and frames
 * @param probabilities 32-bit, in [0, 1], one channel an output; null if not asked for
 * @param overlay ROIs that fit the image; null if not asked for
 */
public record SegmentedImage(ImagePlus labels, ImagePlus probabilities, Overlay overlay) {
    /** Lays the overlay over an image; what Tessera laid there before is replaced, everything else of the user's stays. */
    public void layOver(ImagePlus image) {
        LabelOverlay.replace(image, overlay);
    }
}
