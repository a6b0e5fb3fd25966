package io.github.tessera.metric;

/**
 * How far probabilities overlap with the truth: sums over pixels of the true p in {0, 1} (or from 0 to 1) and the predicted q, from which
 * {@link SoftMetric} makes its values. Sums of several images are added; a class that no pixel has is still counted where it is predicted.
 *
 * @param product sum of p q
 * @param truth sum of p
 * @param prediction sum of q
 * @param truthSquared sum of p p
 * @param predictionSquared sum of q q
 */
public record SoftOverlap(
        double product, double truth, double prediction, double truthSquared, double predictionSquared) {
    /** Of no pixels. */
    public static final SoftOverlap NONE = new SoftOverlap(0, 0, 0, 0, 0);

    /**
     * Sums two sets of as many values.
     *
     * @param truth from 0 to 1
     * @param prediction from 0 to 1
     */
    public static SoftOverlap of(float[] truth, float[] prediction) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException(truth.length + " true, but " + prediction.length + " predicted values");
        }
        double product = 0;
        double p = 0;
        double q = 0;
        double pp = 0;
        double qq = 0;
        for (int i = 0; i < truth.length; i++) {
            product += (double) truth[i] * prediction[i];
            p += truth[i];
            q += prediction[i];
            pp += (double) truth[i] * truth[i];
            qq += (double) prediction[i] * prediction[i];
        }
        return new SoftOverlap(product, p, q, pp, qq);
    }

    /** Both together. */
    public SoftOverlap plus(SoftOverlap other) {
        return new SoftOverlap(
                product + other.product,
                truth + other.truth,
                prediction + other.prediction,
                truthSquared + other.truthSquared,
                predictionSquared + other.predictionSquared);
    }
}
