package io.github.tessera.predict;

import io.github.tessera.progress.TesseraException;

/**
 * How probabilities become classes.
 *
 * <p>One output is the class against the background: it is there from the threshold on. Of several outputs the most probable class is
 * taken; with a threshold of its own, the most probable but the first, and the first (the background) where that is below the threshold.
 *
 * @param threshold from 0 to 1; NaN for one half with one output, and for the most probable class with several
 */
public record Decision(double threshold) {
    /** One half, or the most probable class. */
    public static final Decision USUAL = new Decision(Double.NaN);

    private static final double HALF = 0.5;

    public Decision {
        if (threshold < 0 || threshold > 1) {
            throw new TesseraException("The threshold " + threshold + " is out of range: use a number from 0 to 1.");
        }
    }

    /**
     * Decides.
     *
     * @param probabilities (K, at least {@code count} pixels)
     * @param into receives class indices
     * @param start where in {@code into} they begin
     */
    public void decide(float[][] probabilities, int count, byte[] into, int start) {
        boolean own = !Double.isNaN(threshold);
        float least = (float) (own ? threshold : HALF);
        if (probabilities.length == 1) {
            float[] p = probabilities[0];
            for (int i = 0; i < count; i++) {
                into[start + i] = (byte) (p[i] >= least ? 1 : 0);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int best = mostProbable(probabilities, i, own ? 1 : 0);
            into[start + i] = (byte) (own && probabilities[best][i] < least ? 0 : best);
        }
    }

    private static int mostProbable(float[][] probabilities, int i, int from) {
        int best = from;
        for (int k = from + 1; k < probabilities.length; k++) {
            if (probabilities[k][i] > probabilities[best][i]) {
                best = k;
            }
        }
        return best;
    }
}
