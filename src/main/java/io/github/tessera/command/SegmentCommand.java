package io.github.tessera.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.progress.TimeLeft;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.ObjectTable;
import io.github.tessera.view.SegmentPreview;
import io.github.tessera.view.SegmentPreview.Wish;
import io.github.tessera.view.SegmentedImage;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.Previewable;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Segment...: labels the pixels of the active image. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Segment...",
        label = "Tessera Segment...",
        description =
                "Gives every pixel of the active image a class, slice by slice, inside the area selection if there is one."
                        + " The image's pixels stay as they are; the results are a label image, an overlay and probability maps.",
        headless = true,
        visible = false)
public final class SegmentCommand extends SegmentingCommand implements Previewable {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Label image",
            description = "A new image whose values are the class numbers, named as the image with _labels.")
    private boolean labels = true;

    @Parameter(
            label = "Preview",
            persist = false,
            attrs = @Attr(name = UNRECORDED),
            description =
                    "Shows what these settings give on the part of the image that is seen, and follows them while you change them. For"
                            + " the dialog alone: in a macro it does nothing.")
    private boolean preview;

    @Parameter(
            label = "Table file",
            attrs = @Attr(name = MORE),
            required = false,
            style = "file",
            description =
                    "Saves the measured objects as CSV, and beside it name_summary.csv with a row for each class.")
    private String table = "";

    @Parameter(
            label = "Add to ROI Manager",
            attrs = @Attr(name = MORE),
            description = "The overlay's ROIs are appended to what the ROI Manager holds.")
    private boolean roimanager;

    // ShowOutputs reads these, in this order: the label image becomes the active one.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera objects")
    private ResultsTable objecttable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera summary of objects")
    private ResultsTable objectsummary;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Masks")
    private ImagePlus maskimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Probabilities")
    private ImagePlus probabilityimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Objects")
    private ImagePlus objectimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Labels")
    private ImagePlus labelimage;

    private final PreviewSwitch<Wish> shown = new PreviewSwitch<>(SegmentPreview::new);

    @Override
    public void preview() {
        shown.set(preview, image, () -> {
            SegmenterChoice networks = segmenter();
            return new Wish(networks, () -> networks.open(Progress.NONE), matchesPixelSize(), options());
        });
    }

    @Override
    public void cancel() {
        shown.close();
    }

    @Override
    void execute(Progress progress) {
        cancel();
        Options options = options();
        Set<ResultKind> kinds = kinds();
        requireWish(kinds);
        TableFile file = table.isBlank() ? null : new TableFile(Paths.outputFile("table", table));
        if (file != null && !kinds.contains(ResultKind.TABLES)) {
            throw new TesseraException(
                    "A file for the table was entered, but nothing is measured: choose \"Measure objects\" (measure).");
        }
        if (roimanager) {
            DrawnRois.requireManager(options.grouping());
        }
        try (Segmenter segmenter = segmenter().open(progress)) {
            SegmentedImage result = images(segmenter).segment(image, options, new TimeLeft(progress));
            if (result.overlay() != null) {
                result.layOver(image);
            }
            labelimage = labels ? result.labels() : null;
            probabilityimage = result.probabilities();
            maskimage = kinds.contains(ResultKind.MASKS) ? result.masks() : null;
            objectimage = kinds.contains(ResultKind.OBJECTS)
                    ? result.objects().instances(ImageSegmenter.baseName(image) + "_objects")
                    : null;
            if (kinds.contains(ResultKind.TABLES)) {
                objecttable = ObjectTable.empty();
                result.objects().addTo(objecttable, progress);
                objectsummary = ObjectTable.empty();
                result.objects().summarize(objectsummary);
                if (file != null) {
                    file.save(objecttable);
                    file.save(objectsummary, "summary");
                }
            }
            if (roimanager) {
                DrawnRois.append(result.overlay());
            }
        }
    }

    private void requireWish(Set<ResultKind> kinds) {
        if (!labels && !roimanager && kinds.equals(Set.of(ResultKind.LABELS))) {
            throw new TesseraException(
                    "Nothing is to be made of the image: choose a label image, an overlay, probability"
                            + " maps, masks, objects or measures.");
        }
    }
}
