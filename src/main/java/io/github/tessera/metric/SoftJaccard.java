package io.github.tessera.metric;

/**
 * The Jaccard index of values between 0 and 1, such as probabilities: (I + eps) / (U + eps), where I = sum(a b) and
 * U = sum(a) + sum(b) - I.
 *
 * <p>The small constant makes two empty masks agree perfectly, where {@link Metric#IOU} is undefined.
 */
public final class SoftJaccard {
    /** Added to intersection and union. */
    public static final double EPSILON = 1e-4;

    private SoftJaccard() {}

    /**
     * The index of two sets of as many values.
     *
     * @return above 0, at most 1
     */
    public static double of(float[] truth, float[] prediction) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException(truth.length + " true, but " + prediction.length + " predicted values");
        }
        double intersection = 0;
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            intersection += (double) truth[i] * prediction[i];
            sum += (double) truth[i] + prediction[i];
        }
        return (intersection + EPSILON) / (sum - intersection + EPSILON);
    }
}
