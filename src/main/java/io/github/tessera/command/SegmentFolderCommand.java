package io.github.tessera.command;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.Ensemble;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.Segmenter.Tiling;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

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
public final class SegmentFolderCommand extends TesseraCommand {
    @Parameter(label = "Images", style = "directory", description = "Folder of images; its subfolders are left out.")
    private String input = "";

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description =
                    "Folder that Tessera Train... made, or Tessera Cross-Validate...: then all its models together; or a name in the list of models.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(label = "Output folder", style = "directory", description = "Receives the results.")
    private String output = "";

    @Parameter(
            label = "Overlay",
            description =
                    "What is laid over a copy of each image: one ROI for each connected object or for each class, or nothing.")
    private OverlayChoice overlay = OverlayChoice.OBJECT;

    @Parameter(
            label = "Overlay opacity (percent)",
            style = "slider",
            min = "0",
            max = "100",
            description = "0 draws outlines alone.")
    private int opacity = 40;

    @Parameter(
            label = "Tile (pixels, 0 = automatic)",
            min = "0",
            max = "16384",
            description = "Largest side of the tiles that an image is cut into.")
    private int tile;

    @Parameter(
            label = "Cut down to level (0 = whole network)",
            min = "0",
            max = "7",
            description = "Of a UNet++ learnt with auxiliary outputs: 1 is the quickest.")
    private int level;

    @Parameter(label = "Device", description = "auto, cpu, gpu, or a GPU's number: gpu 1.")
    private String device = "auto";

    @Parameter(label = "Probability maps", description = "Saves 32-bit images with a channel for each class.")
    private boolean probabilities;

    @Parameter(
            label = "Skip images that are done",
            description = "Leaves out images whose label image is there already.")
    private boolean skip;

    @Parameter(
            label = "Rescale to the model's pixel size",
            description =
                    "Each image is rescaled to the pixel size that the model learnt from, and the results are brought back. Both must know their pixel size.")
    private boolean matchpixelsize;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    void execute(Progress progress) {
        DeviceChoice chosen = DeviceChoice.parse(device);
        Path source = Paths.input("input", input);
        List<Path> files = ImageFiles.list(source);
        ResultFolder results = new ResultFolder(Paths.output("output", output), source, files);
        Tiling tiling = new Tiling(tile, Tiling.AUTO.overlap());
        List<String> failed = new ArrayList<>();
        try (Segmenter segmenter =
                new Segmenter(Ensemble.read(ModelPath.of("model", model, progress)), chosen, tiling, level)) {
            segmenter.describe().lines().forEach(progress::log);
            ImageSegmenter images = new ImageSegmenter(segmenter, matchpixelsize);
            for (int i = 0; i < files.size(); i++) {
                progress.check();
                Progress part = new PartProgress(progress, i, files.size());
                try {
                    results.add(files.get(i), skip, images, overlay.options(probabilities, opacity), part);
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
