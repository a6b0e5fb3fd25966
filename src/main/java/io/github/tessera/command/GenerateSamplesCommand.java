package io.github.tessera.command;

import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Generate Samples...: images of circles on noise, with their masks, to try a training on. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Generate Samples...",
        label = "Tessera Generate Samples...",
        description = "Makes images of bright and dark circles on noise, and their masks, to try a training on:"
                + " folders named images and masks in the output folder.",
        headless = true,
        visible = false)
public final class GenerateSamplesCommand extends TesseraCommand {
    /** Channels of the images. */
    public enum Kind implements Choice {
        GREY("Grey"),
        RGB("RGB");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    @Parameter(label = "Output folder", style = "directory", description = "Receives the folders images and masks.")
    private String output = "";

    @Parameter(label = "Kind", description = "Grey images of 8 bits, or RGB.")
    private Kind kind = Kind.GREY;

    @Parameter(label = "Number of samples", min = "1", max = "100000", description = "Pairs of image and mask.")
    private int samples = 40;

    @Parameter(label = "Width (pixels)", min = "8", max = "20000", description = "Width of each image.")
    private int width = 256;

    @Parameter(label = "Height (pixels)", min = "8", max = "20000", description = "Height of each image.")
    private int height = 256;

    @Parameter(
            label = "Circles in an image",
            min = "1",
            max = "100000",
            description = "Circles in each image; they may overlap.")
    private int circles = 10;

    @Parameter(
            label = "Noise (grey levels)",
            min = "0",
            description = "Standard deviation of the noise; circles have levels from 1 to 255.")
    private double noise = 20;

    @Parameter(label = "Seed", description = "Equal seeds give equal samples.")
    private long seed = 1;

    @Override
    void execute(Progress progress) {
        Path folder = Paths.output("output", output);
        ShapesGenerator generator = new ShapesGenerator(width, height, circles, noise, kind == Kind.RGB, seed);
        SampleFolder.write(generator, samples, folder, progress);
        progress.log(samples + " images and masks are in " + folder + ".");
    }
}
