package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.data.ClassTableFile;
import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.DrawnLabels;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Overlay to Labels...: makes a label image of the ROIs over an image. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Overlay to Labels...",
        label = "Tessera Overlay to Labels...",
        description =
                "Makes a label image of what is drawn over the active image: of its classes, or of its objects, each with a number."
                        + " Where ROIs overlap the later one counts; what is named ignore is 255 among classes, and 0 among objects, whatever"
                        + " else is there. A ROI with a position lies on its slice, one without on all.",
        headless = true,
        visible = false)
public final class OverlayToLabelsCommand extends TesseraCommand {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Numbered objects",
            description = "One number for each ROI, in their order, from 1 on; else one for each class.")
    private boolean objects;

    @Parameter(
            label = "ROI Manager instead of the overlay",
            description = "The ROIs in the ROI Manager are taken, which stay there.")
    private boolean roimanager;

    @Parameter(
            label = "Class of ROIs",
            description = "What tells it: the name without the numbers behind it, the full name, or the group.")
    private RegionClass regionclass = RegionClass.NAME;

    @Parameter(
            label = "Table of classes (may stay empty)",
            style = "file",
            required = false,
            description =
                    "Text file with a line for each class, from 0 on: its name, or name and colour. Without one, background is 0;"
                            + " classes that Tessera drew keep their numbers, others follow in the order of their names.")
    private String classes = "";

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Labels")
    private ImagePlus labelimage;

    @Override
    void execute(Progress progress) {
        DrawnRois drawn = DrawnRois.of(image, roimanager ? LabelPlace.ROI_MANAGER : LabelPlace.OVERLAY);
        DrawnLabels labels = DrawnLabels.of(
                image,
                drawn.source(),
                drawn.rois(),
                regionclass,
                classes.isBlank()
                        ? Optional.empty()
                        : Optional.of(ClassTableFile.read(Paths.input("classes", classes))),
                progress);
        labelimage = objects ? labels.objectImage(progress) : labels.classImage(progress);
        progress.log(Count.of(labels.count(), "object") + " of " + image.getTitle() + " made into "
                + labelimage.getTitle() + ".");
    }
}
