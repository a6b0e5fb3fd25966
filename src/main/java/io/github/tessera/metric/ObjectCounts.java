package io.github.tessera.metric;

/**
 * True and predicted objects of one or more images, matched one to one.
 *
 * @param truePositives matched pairs
 * @param falsePositives predicted objects without a partner
 * @param falseNegatives true objects without a partner
 * @param iouSum the sum of the pairs' intersections over unions
 */
public record ObjectCounts(long truePositives, long falsePositives, long falseNegatives, double iouSum) {
    /** These and those of other images. */
    public ObjectCounts plus(ObjectCounts other) {
        return new ObjectCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                iouSum + other.iouSum);
    }
}
