package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import java.util.SplittableRandom;

/** A made-up image in which classes have colours, and beliefs that are often wrong. */
final class CrfScene {
    private static final double NOISE = 6;

    final GuideImage image;
    final UnaryEnergy unary;
    final int[] truth;

    /**
     * Stripes and a disc, each class with a grey level of its own in each channel.
     *
     * @param doubt standard deviation of the beliefs around 1.5 for the right class and 0 for the others
     */
    CrfScene(int width, int height, int channels, int classes, double doubt, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        truth = new int[width * height];
        float[][] colours = new float[channels][width * height];
        float[] beliefs = new float[width * height * classes];
        for (int i = 0; i < truth.length; i++) {
            int row = i / width;
            double x = i % width - width / 2.0;
            double y = row - height / 2.0;
            boolean disc = x * x + y * y < Math.min(width, height) * Math.min(width, height) / 9.0;
            truth[i] = disc ? classes - 1 : i % width * classes / width;
            for (int c = 0; c < channels; c++) {
                colours[c][i] = (float) (((truth[i] + 1) * (c + 2) * 53) % 200 + 20 + NOISE * random.nextGaussian());
            }
            for (int k = 0; k < classes; k++) {
                beliefs[i * classes + k] = (float) ((k == truth[i] ? 1.5 : 0) + doubt * random.nextGaussian());
            }
        }
        image = new GuideImage(width, height, colours);
        unary = new UnaryEnergy(classes, beliefs);
    }

    /** What is believed, (N, K). */
    double[][] logs() {
        double[][] logs = new double[unary.pixels()][unary.classes()];
        for (int i = 0; i < logs.length; i++) {
            for (int k = 0; k < unary.classes(); k++) {
                logs[i][k] = unary.beliefs()[i * unary.classes() + k];
            }
        }
        return logs;
    }

    /** To learn from, each pixel's right label ignored with a chance. */
    CrfExample example(double ignored, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[truth.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < ignored ? LabelImage.IGNORED : truth[i]);
        }
        return new CrfExample(image, unary, labels);
    }

    static int[] labels(float[][] probabilities) {
        int[] labels = new int[probabilities[0].length];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 1; k < probabilities.length; k++) {
                labels[i] = probabilities[k][i] > probabilities[labels[i]][i] ? k : labels[i];
            }
        }
        return labels;
    }

    /** Part of the pixels that have the same label. */
    static double agreement(int[] a, int[] b) {
        int same = 0;
        for (int i = 0; i < a.length; i++) {
            same += a[i] == b[i] ? 1 : 0;
        }
        return same / (double) a.length;
    }
}
