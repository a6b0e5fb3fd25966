package io.github.tessera.view;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneNumbers;
import java.util.List;

/**
 * What a model made of an ImageJ image.
 *
 * @param planes of the image that were segmented
 * @param labels 8-bit class indices, of these planes
 * @param probabilities 32-bit, in [0, 1], one channel an output; null if not asked for
 * @param objects of the labels; null if not asked for
 * @param overlay ROIs that fit the image; null if not asked for
 */
public record SegmentedImage(
        PlaneNumbers planes, ImagePlus labels, ImagePlus probabilities, FoundObjects objects, Overlay overlay) {
    private static final int INSIDE = 255;

    /** Lays the overlay over an image; what Tessera laid over these planes before is replaced, everything else of the user's stays. */
    public void layOver(ImagePlus image) {
        LabelOverlay.replace(image, planes.numbers(), overlay);
    }

    /** A new image of 0 and 255 with a channel for each class but the first. */
    public ImagePlus masks() {
        List<String> classes = LabelImage.classes(labels);
        ImageStack stack = new ImageStack(labels.getWidth(), labels.getHeight());
        for (byte[] plane : LabelImage.labels(labels)) {
            for (int k = 1; k < classes.size(); k++) {
                byte[] mask = new byte[plane.length];
                for (int i = 0; i < mask.length; i++) {
                    mask[i] = (byte) (plane[i] == (byte) k ? INSIDE : 0);
                }
                stack.addSlice(classes.get(k), mask);
            }
        }
        ImagePlus masks = new ImagePlus(labels.getTitle().replaceFirst("_labels$", "_masks"), stack);
        masks.setCalibration(labels.getCalibration().copy());
        masks.setDimensions(classes.size() - 1, labels.getNSlices(), labels.getNFrames());
        return masks.getNChannels() == 1 ? masks : new CompositeImage(masks, CompositeImage.GRAYSCALE);
    }
}
