package io.github.tessera.command;

import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.Selection;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that works on images with labels: asks for them, before its own parameters, and reads them. */
abstract class DataCommand extends TesseraCommand {
    @Parameter(label = "Images", style = "directory", description = "Folder of images, or the title of an open stack.")
    private String images = "";

    @Parameter(
            label = "Masks",
            style = "directory",
            description =
                    "Folder of masks, named as their images (a common prefix or suffix does not matter), or the title of an open stack."
                            + " Regions: a folder of ROI files, GeoJSON or TIFFs with an overlay (it may be that of the images), or a"
                            + " COCO file; or the title of an open image with an overlay.")
    private String masks = "";

    @Parameter(
            label = "Labels",
            description =
                    "What masks hold: two values or class numbers (values), colours, a slice or channel for each class (one-hot),"
                            + " one class in each file (files), or numbered objects, made into objects and background, or with borders."
                            + " Automatic tells values from colours. Regions are drawn: ROIs, COCO or GeoJSON.")
    private LabelKind labels = LabelKind.AUTO;

    @Parameter(
            label = "Class value in the masks (-1 = the higher)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "65535",
            description = "In masks of two values, the one that is the class: 0 if it is drawn black.")
    private int classvalue = -1;

    @Parameter(
            label = "Ignored value in the masks (-1 = none)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "65535",
            description = "Mask value of pixels that are not learnt from.")
    private int ignorevalue = 255;

    @Parameter(
            label = "Table of classes (may stay empty)",
            attrs = @Attr(name = MORE),
            style = "file",
            required = false,
            description =
                    "Text file with a line for each class: its name, or name and colour, such as nucleus, #FF0000.")
    private String classes = "";

    @Parameter(
            label = "Border of objects (pixels)",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "100",
            description = "Width of the border inside each of the numbered objects with borders.")
    private int border = 2;

    @Parameter(
            label = "Rest is background",
            attrs = @Attr(name = MORE),
            description =
                    "One-hot masks, a file per class and regions: what is in no class is background; else it is not learnt from.")
    private boolean restbackground;

    @Parameter(
            label = "Class of ROIs",
            attrs = @Attr(name = MORE),
            description =
                    "What tells it: the name without the numbers behind it (cell-1, cell-2), the full name, or the group."
                            + " ROIs named ignore are not learnt from.")
    private RegionClass regionclass = RegionClass.NAME;

    @Parameter(
            label = "Channels",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Of the images: all, or numbers such as 1,3; red, green and blue are 1, 2 and 3.")
    private String channels = "all";

    @Parameter(
            label = "Slices",
            attrs = @Attr(name = MORE),
            required = false,
            description =
                    "Of the images: all, current, or numbers such as 1-10, 15. Masks have all slices too, or just these.")
    private String slices = "all";

    @Parameter(
            label = "Frames",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Of the images: all, current, or numbers such as 1-10, 15.")
    private String frames = "all";

    @Parameter(
            label = "Pixel size (micrometres, 0 = as it is)",
            attrs = @Attr(name = MORE),
            min = "0",
            description =
                    "Images and masks are rescaled to pixels of this size, if the images tell theirs (Image > Properties).")
    private double pixelsize;

    @Parameter(
            label = "Leave out what cannot be read",
            attrs = @Attr(name = MORE),
            description =
                    "Images and labels that cannot be read, or do not fit, are left out and told in the log; else the first stops it."
                            + " Tessera Check Data... lists them all in any case.")
    private boolean skipbad;

    /** What was entered for the images. */
    final String images() {
        return images;
    }

    /** What was entered for the masks. */
    final String masks() {
        return masks;
    }

    /**
     * Reads the images and their labels.
     *
     * @throws TesseraException naming file and cure if something is not as it should be
     */
    final LabelledSet set(Progress progress) {
        return set(skipbad, progress);
    }

    /**
     * Reads the images and labels that can be used, and leaves out the others, whatever was chosen.
     *
     * @throws TesseraException naming the first files and cures if nothing can be used
     */
    final LabelledSet usableSet(Progress progress) {
        return set(true, progress);
    }

    /** Which of the images' channels are read; a command that knows better may say so. */
    Selection channels(Selection entered) {
        return entered;
    }

    private LabelledSet set(boolean skip, Progress progress) {
        LabelChoice choice =
                new LabelChoice(labels, classvalue, ignorevalue, classes, border, restbackground, regionclass, skip);
        PlaneChoice planes = PlaneChoice.parse(channels, slices, frames);
        ReadingSettings reading = ReadingSettings.of(
                new PlaneChoice(channels(planes.channels()), planes.slices(), planes.frames()), pixelsize);
        return Paths.pairs("images", images, "masks", masks, choice.settings(), reading, progress);
    }
}
