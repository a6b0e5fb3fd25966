package io.github.tessera.bench;

import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Refines classes on an RGB image with the default settings (10 iterations), lattices built anew each time, by one and two threads in turn;
 * prints milliseconds, the median and the range.
 */
public final class CrfBenchmark {
    private static final double NOISE = 3;
    private static final double HINT = 1.5;
    private static final int WARM_UP = 4;

    private CrfBenchmark() {}

    /**
     * Takes an RGB image file, the number of classes and the number of rounds.
     *
     * @throws IOException if the image cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        GuideImage image = CrfAgreement.image(ImageIO.read(new File(arguments[0])), 1);
        UnaryEnergy unary = unary(image, Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        double[][] millis = new double[2][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int threads = 1; threads <= 2; threads++) {
                long start = System.nanoTime();
                new DenseCrf(DenseCrfSettings.DEFAULT, threads).refine(image, unary, Progress.NONE);
                millis[threads - 1][Math.max(0, round)] = (System.nanoTime() - start) / 1e6;
            }
        }
        for (int threads = 1; threads <= 2; threads++) {
            double[] sorted = millis[threads - 1];
            Arrays.sort(sorted);
            System.out.printf(
                    Locale.ROOT,
                    "%d x %d, %d classes, %d threads: %.0f ms (%.0f to %.0f)%n",
                    image.width(),
                    image.height(),
                    unary.classes(),
                    threads,
                    sorted[rounds / 2],
                    sorted[0],
                    sorted[rounds - 1]);
        }
    }

    /** Noise, and in each of a grid of fields a class that is a little more likely. */
    private static UnaryEnergy unary(GuideImage image, int classes) {
        SplittableRandom random = new SplittableRandom(1);
        float[] beliefs = new float[image.pixels() * classes];
        for (int i = 0; i < beliefs.length; i++) {
            beliefs[i] = (float) -random.nextDouble(NOISE);
        }
        for (int i = 0; i < image.pixels(); i++) {
            int field = i % image.width() * 5 / image.width() + 5 * (i / image.width() * 4 / image.height());
            beliefs[i * classes + field % classes] += (float) HINT;
        }
        return new UnaryEnergy(classes, beliefs);
    }
}
