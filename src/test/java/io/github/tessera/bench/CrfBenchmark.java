package io.github.tessera.bench;

import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.DenseCrfSettings;
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
 * Refines 21 classes on an RGB image with the default settings (10 iterations), lattices built anew each time, by one and two threads in
 * turn; prints milliseconds.
 */
public final class CrfBenchmark {
    private static final double NOISE = 3;
    private static final double HINT = 1.5;

    private CrfBenchmark() {}

    /**
     * Takes an RGB image file, the number of classes and the number of rounds.
     *
     * @throws IOException if the image cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        GuideImage image = image(ImageIO.read(new File(arguments[0])));
        UnaryEnergy unary = unary(image, Integer.parseInt(arguments[1]));
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            for (int threads = 1; threads <= 2; threads++) {
                long start = System.nanoTime();
                new DenseCrf(DenseCrfSettings.DEFAULT.withIterations(0), threads).refine(image, unary, Progress.NONE);
                long built = System.nanoTime();
                new DenseCrf(DenseCrfSettings.DEFAULT, threads).refine(image, unary, Progress.NONE);
                long end = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "%d x %d, %d classes, threads %d: without iterations %.0f ms, all %.0f ms%n",
                        image.width(),
                        image.height(),
                        unary.classes(),
                        threads,
                        (built - start) / 1e6,
                        (end - built) / 1e6);
            }
        }
    }

    private static GuideImage image(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        float[][] channels = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            int rgb = picture.getRGB(i % width, i / width);
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = (rgb >> (16 - 8 * c)) & 0xFF;
            }
        }
        return new GuideImage(width, height, channels);
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
