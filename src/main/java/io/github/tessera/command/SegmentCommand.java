package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.model.Ensemble;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.Segmenter.Tiling;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.SegmentedImage;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

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
public final class SegmentCommand extends TesseraCommand {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

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

    @Parameter(
            label = "Overlay",
            description =
                    "What is laid over the image: one ROI for each connected object or for each class, or nothing.")
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
            description = "Largest side of the tiles that the image is cut into.")
    private int tile;

    @Parameter(
            label = "Cut down to level (0 = whole network)",
            min = "0",
            max = "7",
            description = "Of a UNet++ learnt with auxiliary outputs: 1 is the quickest.")
    private int level;

    @Parameter(label = "Device", description = "auto, cpu, gpu, or a GPU's number: gpu 1.")
    private String device = "auto";

    @Parameter(
            label = "Label image",
            description = "A new image whose values are the class numbers, named as the image with _labels.")
    private boolean labels = true;

    @Parameter(
            label = "Probability maps",
            description = "A new 32-bit image with a channel for each class, named with _probabilities.")
    private boolean probabilities;

    @Parameter(
            label = "Rescale to the model's pixel size",
            description =
                    "The image is rescaled to the pixel size that the model learnt from, and the results are brought back. Both must know their pixel size.")
    private boolean matchpixelsize;

    // ShowOutputs reads these two, in this order: the label image becomes the active one.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Probabilities")
    private ImagePlus probabilityimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Labels")
    private ImagePlus labelimage;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    void execute(Progress progress) {
        DeviceChoice chosen = DeviceChoice.parse(device);
        Tiling tiling = new Tiling(tile, Tiling.AUTO.overlap());
        try (Segmenter segmenter =
                new Segmenter(Ensemble.read(ModelPath.of("model", model, progress)), chosen, tiling, level)) {
            segmenter.describe().lines().forEach(progress::log);
            SegmentedImage result = new ImageSegmenter(segmenter, matchpixelsize)
                    .segment(image, overlay.options(probabilities, opacity), progress);
            if (result.overlay() != null) {
                result.layOver(image);
            }
            labelimage = labels ? result.labels() : null;
            probabilityimage = result.probabilities();
        }
    }
}
