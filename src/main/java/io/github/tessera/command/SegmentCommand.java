package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import org.scijava.ItemIO;
import org.scijava.command.Command;
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
public final class SegmentCommand extends SegmentingCommand {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Label image",
            description = "A new image whose values are the class numbers, named as the image with _labels.")
    private boolean labels = true;

    // ShowOutputs reads these two, in this order: the label image becomes the active one.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Probabilities")
    private ImagePlus probabilityimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Labels")
    private ImagePlus labelimage;

    @Override
    void execute(Progress progress) {
        Options options = options();
        try (Segmenter segmenter = segmenter(progress)) {
            SegmentedImage result = images(segmenter).segment(image, options, progress);
            if (result.overlay() != null) {
                result.layOver(image);
            }
            labelimage = labels ? result.labels() : null;
            probabilityimage = result.probabilities();
        }
    }
}
