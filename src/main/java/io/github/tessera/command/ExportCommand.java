package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.image.GeoJsonWriter;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.DrawnLabels;
import io.github.tessera.view.ExportFormat;
import io.github.tessera.view.ExportSource;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.LabelObjects;
import io.github.tessera.view.LabelValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Export...: writes the labels of an image into a file that other programs read. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Export...",
        label = "Tessera Export...",
        description =
                "Writes the labels of the active image into a file: what is drawn over it, or the label image that it is, as a set"
                        + " of ROIs, GeoJSON for QuPath, COCO, a table of the objects, or a label image; exact to the pixel, and Tessera"
                        + " reads each of them again. As TIFF an image is saved with what is drawn over it. In QuPath: File > Import objects"
                        + " from file.",
        headless = true,
        visible = false)
public final class ExportCommand extends TesseraCommand {
    /** What Tessera puts behind the names of label images. */
    private static final Pattern LABELS_OF = Pattern.compile("(.+)_(labels|objects)$");

    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(label = "Format", description = "What kind of file.")
    private ExportFormat format = ExportFormat.ROI_ZIP;

    @Parameter(
            label = "File",
            style = "file",
            persist = false,
            description =
                    "Its ending is added if it is missing. Of a stack as PNG each slice gets a file: cells_slice_2.png.")
    private String file = "";

    @Parameter(
            label = "Labels",
            description =
                    "Where they are: in the overlay, in the ROI Manager, or the image is a label image. Automatic: the overlay, or"
                            + " else the label image, if Tessera made it; for PNG and TIFF the label image first.")
    private LabelPlace from = LabelPlace.AUTO;

    @Parameter(
            label = "Replace what is there",
            persist = false,
            description = "Otherwise a file of that name stays as it is, and nothing is written.")
    private boolean overwrite;

    @Parameter(
            label = "Values of the label image",
            attrs = @Attr(name = MORE),
            description =
                    "What they are: numbers of classes, or of objects. Automatic: what Tessera's label images tell, or else two"
                            + " values are a mask, and more are numbers of objects.")
    private LabelValues values = LabelValues.AUTO;

    @Parameter(
            label = "One object for each class",
            attrs = @Attr(name = MORE),
            description =
                    "Of a label image all pixels of a class in a slice are one object (in COCO a crowd); else connected ones.")
    private boolean perclass;

    @Parameter(
            label = "Class of ROIs",
            attrs = @Attr(name = MORE),
            description = "What tells it: the name without the numbers behind it, the full name, or the group.")
    private RegionClass regionclass = RegionClass.NAME;

    @Parameter(
            label = "Detections for QuPath",
            attrs = @Attr(name = MORE),
            description = "QuPath shows thousands of detections quickly; annotations can be changed and learnt from.")
    private boolean detections;

    @Parameter(
            label = "Name of the image in COCO (empty = its own)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            description = "The file that the objects belong to; empty: the title, for a label image without _labels.")
    private String imagename = "";

    @Override
    void execute(Progress progress) {
        Path path = Paths.outputFile("file", file);
        List<Path> files = format.files(image, path);
        if (!overwrite) {
            files.stream().filter(Files::exists).findFirst().ifPresent(ExportCommand::refuse);
        }
        ExportSource source = source(progress);
        GeoJsonWriter.Kind kind = detections ? GeoJsonWriter.Kind.DETECTION : GeoJsonWriter.Kind.ANNOTATION;
        String written = format.write(source, new ExportFormat.Settings(imageName(source), kind), path, progress);
        String more = files.size() == 1 ? "" : " and the files after it";
        progress.log(written + " of " + image.getTitle() + " written to " + files.get(0) + more + ".");
    }

    private static void refuse(Path there) {
        throw new TesseraException("The file " + there
                + " is there already: choose another name, or let it be replaced (overwrite=true).");
    }

    private ExportSource source(Progress progress) {
        LabelPlace place = from == LabelPlace.AUTO ? found() : from;
        if (place == LabelPlace.LABELS) {
            return new ExportSource.Labels(LabelObjects.of(image, values, progress), perclass);
        }
        DrawnRois drawn = DrawnRois.of(image, place);
        DrawnLabels labels =
                DrawnLabels.of(image, drawn.source(), drawn.rois(), regionclass, Optional.empty(), progress);
        return new ExportSource.Drawn(labels, Arrays.asList(drawn.rois()));
    }

    private LabelPlace found() {
        boolean labels = LabelObjects.hasClasses(image);
        boolean asImage = format == ExportFormat.PNG || format == ExportFormat.TIFF;
        if (DrawnRois.overlay(image).isPresent() && !(labels && asImage)) {
            return LabelPlace.OVERLAY;
        }
        if (!labels) {
            throw new TesseraException("The image " + image.getTitle()
                    + " has no overlay, and is no label image of Tessera: choose the image that was segmented or drawn on; a label"
                    + " image of another program is exported with from=labels.");
        }
        return LabelPlace.LABELS;
    }

    /** The image that a label image was made of, by its title, with the file ending if that image is open. */
    private String imageName(ExportSource source) {
        if (!imagename.isBlank()) {
            return imagename.strip();
        }
        var labelsOf = LABELS_OF.matcher(ImageSegmenter.baseName(image));
        if (!(source instanceof ExportSource.Labels) || !labelsOf.matches()) {
            return image.getTitle();
        }
        String base = labelsOf.group(1);
        return Arrays.stream(WindowManager.getImageTitles())
                .filter(title -> ImageFiles.baseName(title).equals(base))
                .findFirst()
                .orElse(base);
    }
}
