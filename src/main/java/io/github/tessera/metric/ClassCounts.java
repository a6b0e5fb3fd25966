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
}
