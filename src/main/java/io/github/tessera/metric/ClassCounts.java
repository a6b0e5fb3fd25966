package io.github.tessera.metric;

/**
 * Pixels of one class against all others.
 *
 * @param truePositives of the class, and predicted so
 * @param falsePositives of another class, but predicted as this one
 * @param falseNegatives of the class, but predicted as another one
 * @param trueNegatives of another class, and predicted as another one
 */
public record ClassCounts(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    /** All pixels counted. */
    public long pixels() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** True where the class occurs in the truth or in the prediction. */
    public boolean present() {
        return truePositives + falsePositives + falseNegatives > 0;
    }

    /** Pixels of both. */
    public ClassCounts plus(ClassCounts other) {
        return new ClassCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /**
     * F-beta: (1 + b b) TP / ((1 + b b) TP + b b FN + FP), which is {@link Metric#DICE} with b = 1. Van Rijsbergen, "Information
     * Retrieval", 1979, chapter 7.
     *
     * @param beta how many times as much recall counts as precision, above 0
     * @return from 0 to 1; NaN where the class is neither in truth nor in prediction
     */
    public double fBeta(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("beta " + beta);
        }
        double square = beta * beta;
        double hits = (1 + square) * truePositives;
        return hits / (hits + square * falseNegatives + falsePositives); // 0/0 is NaN
    }
}
