package io.github.tessera.bench;

import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.postprocess.Filtering;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * On how many pixels a CRF by the lattice gives the label that it gives by the exact filter: a table by widths, and as much for the labels
 * before. Classes are ranges of brightness, believed with much noise.
 */
public final class CrfAgreement {
    private static final double[] WIDTHS = {5, 10, 20, 40, 80, 160};
    private static final double[] COLOURS = {5, 13, 40, 100};
    private static final double HINT = 2;

    private CrfAgreement() {}

    /**
     * Takes an RGB image file, of which every how manieth pixel is used, and the number of classes.
     *
     * @throws IOException if the image cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        GuideImage image = image(ImageIO.read(new File(arguments[0])), Integer.parseInt(arguments[1]));
        UnaryEnergy unary = unary(image, Integer.parseInt(arguments[2]));
        int[] before = labels(image, unary, DenseCrfSettings.DEFAULT.withIterations(0));
        System.out.printf("%d x %d, %d classes%n", image.width(), image.height(), unary.classes());
        for (double width : WIDTHS) {
            for (double colours : COLOURS) {
                DenseCrfSettings lattice = DenseCrfSettings.DEFAULT.withAppearance(10, width, colours);
                int[] exact = labels(image, unary, lattice.withFiltering(Filtering.EXACT));
                System.out.printf(
                        Locale.ROOT,
                        "width %.0f, colours %.0f: %.2f %% (before %.2f %%)%n",
                        width,
                        colours,
                        agreement(labels(image, unary, lattice), exact),
                        agreement(before, exact));
            }
        }
    }

    /** Every so manieth pixel of a picture. */
    static GuideImage image(BufferedImage picture, int step) {
        int width = picture.getWidth() / step;
        int height = picture.getHeight() / step;
        float[][] channels = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            int rgb = picture.getRGB(i % width * step, i / width * step);
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = (rgb >> (16 - 8 * c)) & 0xFF;
            }
        }
        return new GuideImage(width, height, channels);
    }

    private static UnaryEnergy unary(GuideImage image, int classes) {
        SplittableRandom random = new SplittableRandom(1);
        float[] beliefs = new float[image.pixels() * classes];
        for (int i = 0; i < image.pixels(); i++) {
            double brightness = 0;
            for (float[] channel : image.channels()) {
                brightness += channel[i] / image.channels().length;
            }
            int hinted = (int) (brightness * classes / (1 << 8));
            for (int k = 0; k < classes; k++) {
                beliefs[i * classes + k] = (float) (random.nextGaussian() + (k == hinted ? HINT : 0));
            }
        }
        return new UnaryEnergy(classes, beliefs);
    }

    private static int[] labels(GuideImage image, UnaryEnergy unary, DenseCrfSettings settings) {
        float[][] probabilities = new DenseCrf(settings, 2).refine(image, unary, Progress.NONE);
        int[] labels = new int[image.pixels()];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 1; k < probabilities.length; k++) {
                labels[i] = probabilities[k][i] > probabilities[labels[i]][i] ? k : labels[i];
            }
        }
        return labels;
    }

    private static double agreement(int[] a, int[] b) {
        int same = 0;
        for (int i = 0; i < a.length; i++) {
            same += a[i] == b[i] ? 1 : 0;
        }
        return 100.0 * same / a.length;
    }
}
