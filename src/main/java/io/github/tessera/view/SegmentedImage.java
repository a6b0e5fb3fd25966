package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.tessera.image.PlaneNumbers;
import io.github.tessera.image.StackPlaces;

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
        Overlay all = new Overlay();
        StackPlaces places = new StackPlaces(image);
        if (image.getOverlay() != null) {
            for (Roi roi : image.getOverlay().toArray()) {
                boolean ours = roi.getProperty(LabelOverlay.CLASS_PROPERTY) != null;
                if (!ours || planes.numbers().stream().noneMatch(number -> places.holds(roi, number - 1))) {
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
