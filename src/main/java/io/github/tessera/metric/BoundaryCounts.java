package io.github.tessera.metric;

/**
 * Boundary pixels of one class in one or more images, and how many of them lie near the other boundary.
 *
 * @param truth of the true mask
 * @param truthNear those of them that are within the tolerance of the predicted boundary
 * @param prediction of the predicted mask
 * @param predictionNear those of them that are within the tolerance of the true boundary
 */
public record BoundaryCounts(long truth, long truthNear, long prediction, long predictionNear) {
    /** These and those of other images. */
    public BoundaryCounts plus(BoundaryCounts other) {
        return new BoundaryCounts(
                truth + other.truth,
                truthNear + other.truthNear,
                prediction + other.prediction,
                predictionNear + other.predictionNear);
    }
}
