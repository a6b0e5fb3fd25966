package io.github.tessera.command;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                        + " overlays (the image with its ROIs, TIFF), probabilities if asked for, and the table segmentation.csv.",
        headless = true,
        visible = false)
public final class SegmentFolderCommand extends SegmentingCommand {
    @Parameter(
            label = "Images",
            attrs = @Attr(name = FIRST),
            style = "directory",
            description = "Folder of images; its subfolders are left out.")
    private String input = "";

    @Parameter(
            label = "Output folder",
            attrs = @Attr(name = FIRST),
            style = "directory",
            description = "Receives the results.")
    private String output = "";

    @Parameter(
            label = "Skip images that are done",
            description = "Leaves out images whose label image is there already.")
    private boolean skip;

    @Override
    void execute(Progress progress) {
        Options options = options();
        Path source = Paths.input("input", input);
        List<Path> files = ImageFiles.list(source);
        ResultFolder results = new ResultFolder(Paths.output("output", output), source, files);
        List<String> failed = new ArrayList<>();
        try (Segmenter segmenter = segmenter(progress)) {
            ImageSegmenter images = images(segmenter);
            for (int i = 0; i < files.size(); i++) {
                progress.check();
                Progress part = new PartProgress(progress, i, files.size());
                try {
                    results.add(files.get(i), skip, images, options, part);
                } catch (TesseraException e) {
                    progress.log("Failed: " + e.getMessage());
                    failed.add(e.getMessage());
                }
            }
        } finally {
            // Cancelled or not: the table tells what is there.
            results.writeTable();
        }
        progress.log(files.size() - failed.size() + " of " + files.size() + " images are segmented in "
                + results.folder() + ".");
        if (!failed.isEmpty()) {
            throw new TesseraException(failed.size() + " of " + files.size()
                    + " images could not be segmented; the first: " + failed.get(0));
        }
    }
}
