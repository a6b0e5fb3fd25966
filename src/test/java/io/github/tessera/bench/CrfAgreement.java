package io.github.tessera.bench;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.postprocess.Filtering;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.RefineSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * On how many pixels a CRF by the lattice gives the label that it gives by the exact filter, and as much for the labels before: a table by
 * widths and classes, the mean over images and the least. Classes are ranges of brightness, believed with much noise.
 *
 * <p>The weights are those of Tessera Refine, whose widths are 30 pixels, 13 levels and 3 pixels, but for the last row, which has all values
 * of the authors' example.
 */
public final class CrfAgreement {
    private static final double[][] WIDTHS = {
        {30, 13, 3}, {30, 13, 1}, {10, 13, 3}, {80, 13, 3}, {30, 5, 3}, {30, 40, 3}, {30, 13, 8}
    };
    private static final int[] CLASSES = {2, 4, 21};
    private static final double HINT = 2;

    private CrfAgreement() {}

    /** Takes the side of the square that is cut out of the middle of each image, and RGB image files. */
    public static void main(String[] arguments) {
        GuideImage[] images = Arrays.stream(arguments)
                .skip(1)
                .map(file -> image(Path.of(file), Integer.parseInt(arguments[0])))
                .toArray(GuideImage[]::new);
        System.out.println("appearance, colours, smoothness: classes mean (least), before");
        for (double[] widths : WIDTHS) {
            DenseCrfSettings crf = RefineSettings.DEFAULT.crf();
            print(
                    crf.withAppearance(crf.appearanceWeight(), widths[0], widths[1])
                            .withSmoothness(crf.smoothnessWeight(), widths[2]),
                    images);
        }
        print(DenseCrfSettings.DEFAULT, images);
    }

    private static void print(DenseCrfSettings settings, GuideImage[] images) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%.0f, %.0f, %.0f:",
                settings.appearanceWidth(),
                settings.colourWidth(),
                settings.smoothnessWidth()));
        for (int classes : CLASSES) {
            double sum = 0;
            double least = 100;
            double before = 0;
            for (GuideImage image : images) {
                UnaryEnergy unary = unary(image, classes);
                int[] exact = labels(image, unary, settings.withFiltering(Filtering.EXACT));
                double agreement = agreement(labels(image, unary, settings), exact);
                sum += agreement;
                least = Math.min(least, agreement);
                before += agreement(labels(image, unary, settings.withIterations(0)), exact);
            }
            line.append(String.format(
                    Locale.ROOT,
                    " %d %.2f %% (%.2f), %.1f;",
                    classes,
                    sum / images.length,
                    least,
                    before / images.length));
        }
        System.out.println(line);
    }

    private static GuideImage image(Path file, int side) {
        var picture = ImageFiles.open(file).getProcessor();
        int left = (picture.getWidth() - side) / 2;
        int top = (picture.getHeight() - side) / 2;
        float[][] channels = new float[3][side * side];
        for (int i = 0; i < side * side; i++) {
            int[] rgb = picture.getPixel(left + i % side, top + i / side, null);
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = rgb[c];
            }
        }
        return new GuideImage(side, side, channels);
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
