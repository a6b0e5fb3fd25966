package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;

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
        Overlay all = new Overlay();
        if (image.getOverlay() != null) {
            for (Roi roi : image.getOverlay().toArray()) {
                if (roi.getProperty(LabelOverlay.CLASS_PROPERTY) == null) {
                    all.add(roi);
                }
            }
        }
        for (Roi roi : overlay.toArray()) {
            all.add(roi);
        }
        image.setOverlay(all);
    }
}
