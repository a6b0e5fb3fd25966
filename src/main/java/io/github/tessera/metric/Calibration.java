package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;

/**
 * Whether probabilities can be taken at their word: pixels are put into {@value #BINS} bins of equal width by the probability of their most
 * probable class, and in each that probability is compared with how often the class is right. A bin holds its upper end, not its lower one,
 * but for 0: probabilities saved as bytes often lie at an end. Guo, Pleiss, Sun and Weinberger, ICML 2017, section 2. For one thread at a
 * time.
 */
public final class Calibration {
    /** As many as in the paper. */
    public static final int BINS = 15;

    private final long[] pixels = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] confidence = new double[BINS];

    /**
     * Counts pixels.
     *
     * @param truth class indices; {@value LabelImage#IGNORED} is not counted
     * @param start where in {@code truth} the pixels begin
     */
    public void add(byte[] truth, int start, Probabilities probabilities) {
        int classes = probabilities.classes();
        for (int i = 0; i < probabilities.count(); i++) {
            int label = truth[start + i] & 0xff;
            if (label != LabelImage.IGNORED) {
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    best = probabilities.of(k, i) > probabilities.of(best, i) ? k : best;
                }
                float sure = probabilities.of(best, i);
                int bin = Math.max(0, (int) Math.ceil(sure * BINS) - 1);
                pixels[bin]++;
                confidence[bin] += sure;
                right[bin] += label == best ? 1 : 0;
            }
        }
    }

    /** Pixels in a bin. */
    public long pixels(int bin) {
        return pixels[bin];
    }

    /** The mean probability in a bin; NaN if it is empty. */
    public double confidence(int bin) {
        return confidence[bin] / pixels[bin];
    }

    /** The share of a bin's pixels whose most probable class is right; NaN if it is empty. */
    public double accuracy(int bin) {
        return (double) right[bin] / pixels[bin];
    }

    /** ECE, formula 3: the mean difference of probability and accuracy over all pixels, from 0 (best) to 1; NaN without pixels. */
    public double expectedError() {
        double sum = 0;
        long all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(right[bin] - confidence[bin]);
            all += pixels[bin];
        }
        return sum / all;
    }

    /** MCE, formula 5: the largest difference of any bin, from 0 (best) to 1; NaN without pixels. */
    public double largestError() {
        double largest = Double.NaN;
        for (int bin = 0; bin < BINS; bin++) {
            if (pixels[bin] > 0) {
                double error = Math.abs(accuracy(bin) - confidence(bin));
                largest = largest > error ? largest : error;
            }
        }
        return largest;
    }
}
