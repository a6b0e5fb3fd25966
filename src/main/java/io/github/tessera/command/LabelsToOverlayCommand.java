package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelObjects;
import io.github.tessera.view.LabelValues;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Labels to Overlay...: lays a label image over an image as ROIs. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Labels to Overlay...",
        label = "Tessera Labels to Overlay...",
        description =
                "Lays the active label image over an image as ROIs, exact to the pixel: a label image of Tessera, a mask of two"
                        + " values, or the numbered objects of StarDist, Cellpose and others; of 8, 16 or 32 bits, one slice or many. What"
                        + " Tessera laid over the image before is replaced; ROIs of your own stay.",
        headless = true,
        visible = false)
public final class LabelsToOverlayCommand extends TesseraCommand {
    @Parameter(label = "Label image", persist = false, description = "The active image unless told.")
    private ImagePlus labels;

    @Parameter(
            label = "Image (empty = the label image)",
            persist = false,
            required = false,
            description = "Title of the open image that the ROIs are laid over; empty: the label image itself.")
    private String image = "";

    @Parameter(
            label = "Values",
            description =
                    "What they are: numbers of classes, or of objects. Automatic: what Tessera's label images tell, or else two"
                            + " values are a mask, and more are numbers of objects.")
    private LabelValues values = LabelValues.AUTO;

    @Parameter(
            label = "Overlay",
            description =
                    "One ROI for each object (where there are more than 10,000 in a slice, a layer) or for each class, or a layer, which is"
                            + " quick however many objects there are; none takes away what Tessera laid over the image.")
    private OverlayChoice overlay = OverlayChoice.OBJECT;

    @Parameter(
            label = "Overlay opacity (percent)",
            style = "slider",
            min = "0",
            max = "100",
            description = "0 draws outlines alone.")
    private int opacity = 40;

    @Override
    void execute(Progress progress) {
        ImagePlus target = image.isBlank() ? labels : OpenImage.titled("image", image);
        requireFit(target);
        int count = overlay.layOver(target, LabelObjects.of(labels, values, progress), opacity, progress);
        progress.log(Count.of(count, "ROI") + " of " + labels.getTitle() + " laid over " + target.getTitle() + ".");
    }

    private void requireFit(ImagePlus target) {
        boolean sameSize = labels.getWidth() == target.getWidth() && labels.getHeight() == target.getHeight();
        int planes = Planes.count(labels);
        if (!sameSize || (planes > 1 && planes != Planes.count(target))) {
            throw new TesseraException("The label image " + labels.getTitle() + " is " + size(labels) + ", but "
                    + target.getTitle() + " is " + size(target) + ": choose the image that the labels belong to.");
        }
    }

    private static String size(ImagePlus image) {
        int planes = Planes.count(image);
        return image.getWidth() + " x " + image.getHeight() + " pixels, " + planes
                + (planes == 1 ? " slice" : " slices");
    }
}
