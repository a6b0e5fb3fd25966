package io.github.tessera.command;

import ij.ImagePlus;
import ij.macro.Interpreter;
import io.github.tessera.image.ImageSearch;
import io.github.tessera.image.NamePattern;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TimeLeft;
import io.github.tessera.view.ImageSegmenter.Options;
import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Segment Folder...: labels the pixels of all images in a folder. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Segment Folder...",
        label = "Tessera Segment Folder...",
        description =
                "Segments every image of a folder. The output folder receives labels (TIFF, values are class numbers),"
                        + " overlays (the image with its ROIs, TIFF), what else is asked for (probabilities, masks, objects, tables), and two tables: segmentation.csv"
                        + " counts each class in each image, segmentation_images.csv tells time, objects and errors of each image.",
        headless = true,
        visible = false)
public final class SegmentFolderCommand extends SegmentingCommand {
    @Parameter(
            label = "Images",
            attrs = @Attr(name = FIRST),
            style = "directory",
            description = "Folder of images, or one image file.")
    private String input = "";

    @Parameter(
            label = "Names (such as *.tif, empty = all)",
            attrs = @Attr(name = FIRST),
            required = false,
            description =
                    "Which files: * is anything, ? one character; several with blanks or commas between them. Case"
                            + " does not matter. An ending that is written out, such as *.lsm, is tried even if Tessera does not know it.")
    private String pattern = "";

    @Parameter(
            label = "Subfolders, too",
            attrs = @Attr(name = FIRST),
            description = "Also takes the images of all subfolders; the results are in subfolders of the same names.")
    private boolean recursive;

    @Parameter(
            label = "Output folder",
            attrs = @Attr(name = FIRST),
            style = "directory",
            description = "Receives the results.")
    private String output = "";

    @Parameter(
            label = "Skip images that are done",
            description =
                    "Goes on with a run that was stopped: leaves out images whose results are there already, if the same model made them with the same settings.")
    private boolean skip;

    @Parameter(
            label = "Suffix of the results' names",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Added to each name: with _labels, a.tif becomes a_labels.tif.")
    private String suffix = "";

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Overview")
    private ImagePlus overview;

    @Override
    void execute(Progress progress) {
        requireDevice();
        Options options = options();
        Path given = Paths.input("input", input);
        Path target = Paths.output("output", output);
        boolean one = Files.isRegularFile(given);
        List<Path> files = one
                ? List.of(given)
                : new ImageSearch(NamePattern.parse(pattern), recursive)
                        .in(given, folder -> folder.equals(target) || holdsResults(folder, progress));
        ResultFolder results = new ResultFolder(target, one ? given.getParent() : given, files, suffix, kinds());
        try (Segmenter segmenter = segmenter().open(progress)) {
            Optional<ImagePlus> large = new FolderRun(results, note(segmenter), skip)
                    .segment(files, images(segmenter), options, new TimeLeft(progress));
            boolean seen = !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
            overview = one && seen ? large.orElse(null) : null;
        }
    }

    private static boolean holdsResults(Path folder, Progress progress) {
        boolean results = ResultNote.isIn(folder);
        if (results) {
            progress.log("Left out, for it holds results of Tessera: " + folder);
        }
        return results;
    }
}
