package io.github.tessera.command;

import io.github.tessera.data.NucleiGenerator;
import io.github.tessera.data.NucleiSettings;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.SampleGenerator;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins &gt; Tessera &gt; Tessera Generate Samples...: images of circles on noise, or of simulated nuclei, with their masks, to
 * try a training on.
 */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Generate Samples...",
        label = "Tessera Generate Samples...",
        description =
                "Makes images to try a training on, of bright and dark circles on noise or of simulated fluorescent nuclei,"
                        + " and their truth: folders named images, masks (0 and 255) and labels (the number of each object, 16 bits)"
                        + " in the output folder.",
        headless = true,
        visible = false)
public final class GenerateSamplesCommand extends TesseraCommand {
    /** What the images show. */
    public enum Kind implements Choice {
        /** Circles. */
        GREY("Grey"),
        /** Circles in colour. */
        RGB("RGB"),
        /** Nuclei, 8 bits. */
        NUCLEI("Nuclei"),
        /** Nuclei, 16 bits. */
        NUCLEI_16("Nuclei 16-bit");

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

    @Parameter(
            label = "Output folder",
            style = "directory",
            description = "Receives the folders images, masks and labels.")
    private String output = "";

    @Parameter(
            label = "Kind",
            description =
                    "Circles in grey or RGB, 8 bits; or fluorescent nuclei as a microscope shows them, 8 or 16 bits.")
    private Kind kind = Kind.GREY;

    @Parameter(label = "Number of samples", min = "1", max = "100000", description = "Images, each with its mask.")
    private int samples = 40;

    @Parameter(label = "Width (pixels)", min = "8", max = "20000", description = "Width of each image.")
    private int width = 256;

    @Parameter(label = "Height (pixels)", min = "8", max = "20000", description = "Height of each image.")
    private int height = 256;

    @Parameter(
            label = "Circles in an image",
            min = "1",
            max = "65535",
            description = "Circles in each image; they may overlap. Grey and RGB only.")
    private int circles = 10;

    @Parameter(
            label = "Noise (grey levels)",
            min = "0",
            description = "Standard deviation of the noise; circles have levels from 1 to 200. Grey and RGB only.")
    private double noise = 20;

    @Parameter(
            label = "Nuclei in an image",
            min = "1",
            max = "10000",
            description = "About how many nuclei are in each image; fewer where there is no more room. Nuclei only.")
    private int nuclei = 25;

    @Parameter(
            label = "Nucleus diameter (pixels)",
            min = "5",
            max = "1000",
            description = "Diameter of a usual nucleus; others are smaller and larger. Nuclei only.")
    private double diameter = 30;

    @Parameter(
            label = "Blur (pixels)",
            min = "0",
            max = "100",
            description =
                    "How blurred the microscope is: standard deviation of its point spread function. Nuclei only.")
    private double blur = 1.2;

    @Parameter(
            label = "Photons in a pixel",
            min = "1",
            max = "1000000",
            description =
                    "Photons in a pixel of a usual nucleus: 1000 is a clean image, 20 a very noisy one. Nuclei only.")
    private double photons = 400;

    @Parameter(label = "Seed", description = "Equal seeds give equal samples.")
    private long seed = 1;

    @Override
    void execute(Progress progress) {
        Path folder = Paths.output("output", output);
        SampleFolder.write(generator(), samples, folder, progress);
        progress.log(samples + " images and masks are in " + folder + ".");
    }

    private SampleGenerator generator() {
        return switch (kind) {
            case GREY, RGB -> new ShapesGenerator(width, height, circles, noise, kind == Kind.RGB, seed);
            case NUCLEI, NUCLEI_16 -> {
                int bits = kind == Kind.NUCLEI ? 8 : 16;
                yield new NucleiGenerator(
                        new NucleiSettings(width, height, nuclei, diameter, blur, photons, bits, seed));
            }
        };
    }
}
