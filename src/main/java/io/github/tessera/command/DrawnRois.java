package io.github.tessera.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.github.tessera.image.LabelLayer;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.awt.GraphicsEnvironment;
import java.util.Optional;

/**
 * ROIs of an image.
 *
 * @param source what messages call them: "the overlay"
 * @param rois in their order; not copied
 */
record DrawnRois(String source, Roi[] rois) {
    /**
     * The ROIs of an image's overlay, or of the ROI Manager.
     *
     * @param place one of the two; for others the overlay
     * @throws TesseraException naming the cure if there are none
     */
    static DrawnRois of(ImagePlus image, LabelPlace place) {
        if (place == LabelPlace.ROI_MANAGER) {
            Roi[] managed = managed()
                    .orElseThrow(() -> new TesseraException(
                            "The ROI Manager holds no ROIs: add those of " + image.getTitle() + " to it."));
            return new DrawnRois("the ROI Manager", managed);
        }
        Roi[] overlay = overlay(image)
                .orElseThrow(() -> new TesseraException("The image " + image.getTitle()
                        + " has no overlay: draw on it and add each selection (Image > Overlay > Add Selection), or take the"
                        + " ROI Manager (roimanager)."));
        return new DrawnRois("the overlay", overlay);
    }

    /** The ROIs of an image's overlay, if it has some. */
    static Optional<Roi[]> overlay(ImagePlus image) {
        return Optional.ofNullable(image.getOverlay()).map(Overlay::toArray).filter(rois -> rois.length > 0);
    }

    /** The ROIs in the ROI Manager, if it is open and has some. */
    static Optional<Roi[]> managed() {
        return Optional.ofNullable(RoiManager.getRawInstance())
                .map(RoiManager::getRoisAsArray)
                .filter(rois -> rois.length > 0);
    }

    /**
     * Checks that an overlay can be added to the ROI Manager.
     *
     * @throws TesseraException naming the cure if there is no display, or no overlay
     */
    static void requireManager(Optional<Grouping> overlay) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new TesseraException(
                    "Without a display there is no ROI Manager: save the ROIs with Tessera Export...,"
                            + " format=roizip.");
        }
        if (overlay.isEmpty() || overlay.get() == Grouping.LAYER) {
            throw new TesseraException(
                    "The ROI Manager gets the overlay's ROIs: choose an overlay of objects or classes.");
        }
    }

    /** Adds an overlay's ROIs to those that the ROI Manager holds; opens it. */
    static void append(Overlay overlay) {
        RoiManager manager = RoiManager.getRoiManager();
        for (Roi roi : overlay.toArray()) {
            // A layer that stands for too many objects is no ROI of theirs.
            if (!LabelLayer.is(roi)) {
                manager.addRoi((Roi) roi.clone());
            }
        }
    }
}
