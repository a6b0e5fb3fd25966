package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;

/**
 * What is believed of each pixel before its surroundings are asked: -log p of each class.
 *
 * @param classes K, at least 2
 * @param beliefs (N, K): log p, up to a constant of the pixel
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from probabilities to the mean field; never compared
public record UnaryEnergy(int classes, float[] beliefs) {
    /**
     * The least probability that is believed, as in pydensecrf's unary_from_softmax: a network's 0 is not so sure that nothing in the
     * image could tell otherwise.
     */
    static final float LEAST = 1e-5f;

    /** What rounding and resampling may add to probabilities. */
    private static final float TOLERANCE = 1e-2f;

    /** Checks the sizes. */
    public UnaryEnergy {
        if (classes < 2 || beliefs.length % classes != 0) {
            throw new IllegalArgumentException(beliefs.length + " beliefs of " + classes + " classes");
        }
    }

    /**
     * From a network's probabilities. Values are raised to 0.00001 at least. A pixel of which a value is not a number, or all are 0, could
     * be of any class, so that its surroundings decide.
     *
     * @param probabilities (K, N) in [0, 1], K at least 1: K = 1 is the class against the background, which are classes 1 and 0 then
     * @throws TesseraException if a value is below 0 or above 1
     */
    public static UnaryEnergy ofProbabilities(float[][] probabilities) {
        int k = Math.max(2, probabilities.length);
        int count = probabilities[0].length;
        float[] beliefs = new float[Math.multiplyExact(count, k)];
        float[] p = new float[k];
        for (int i = 0; i < count; i++) {
            if (read(probabilities, i, p) > 0) {
                for (int c = 0; c < k; c++) {
                    beliefs[i * k + c] = (float) Math.log(Math.max(LEAST, p[c]));
                }
            }
        }
        return new UnaryEnergy(k, beliefs);
    }

    /** Whether it is about 0 to 1, or not a number, so that nothing is known. */
    public static boolean isProbable(float value) {
        return Float.isNaN(value) || (value >= -TOLERANCE && value <= 1 + TOLERANCE);
    }

    /** One pixel's probabilities, those of two classes at least; returns their sum, NaN if one is not a number. */
    private static float read(float[][] probabilities, int i, float[] p) {
        float sum = 0;
        for (int c = 0; c < probabilities.length; c++) {
            p[c] = probabilities[c][i];
            sum += p[c];
            if (!isProbable(p[c])) {
                throw new TesseraException("A value of class " + c + " is " + p[c]
                        + ", which is no probability; give numbers from 0 to 1, as Tessera Segment does.");
            }
        }
        if (probabilities.length > 1) {
            return sum;
        }
        p[1] = p[0];
        p[0] = 1 - p[1];
        return p[0] + p[1];
    }

    /**
     * From labels: each is right with the same probability, and if not, all other classes are as likely. A label of no class, such as
     * {@link io.github.tessera.image.LabelImage#IGNORED}, could be any.
     *
     * @param labels class indices, unsigned
     * @param classes K, at least 2
     * @param confidence that a label is right, from 1 / K to 1; near 1 it is raised no higher than 0.99999
     * @throws TesseraException if the confidence is out of range
     */
    public static UnaryEnergy ofLabels(byte[] labels, int classes, double confidence) {
        if (!(confidence >= 1.0 / classes && confidence <= 1)) {
            throw new TesseraException("The confidence is " + confidence + "; choose a number from 1 / " + classes
                    + ", where labels tell nothing, to 1.");
        }
        float right = (float) Math.log(Math.min(1 - LEAST, confidence));
        float wrong = (float) Math.log(Math.max(LEAST, (1 - confidence) / (classes - 1)));
        float[] beliefs = new float[Math.multiplyExact(labels.length, classes)];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xFF;
            if (label < classes) {
                Arrays.fill(beliefs, i * classes, (i + 1) * classes, wrong);
                beliefs[i * classes + label] = right;
            }
        }
        return new UnaryEnergy(classes, beliefs);
    }

    /** N. */
    public int pixels() {
        return beliefs.length / classes;
    }
}
