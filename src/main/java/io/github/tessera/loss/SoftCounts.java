package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;

/**
 * The counts that overlap losses are made of, on probabilities instead of decisions, pooled over the batch; each (K).
 *
 * @param both sum of p y: the soft true positives
 * @param predicted sum of p
 * @param truth sum of y
 */
record SoftCounts(NDArray both, NDArray predicted, NDArray truth) {
    private static final int[] BATCH_AND_PIXELS = {0, 2, 3};

    /**
     * Counts of one batch.
     *
     * @param probabilities (N, K, H, W) in [0, 1]
     */
    static SoftCounts of(NDArray probabilities, Targets targets) {
        NDArray p = targets.counted(probabilities);
        NDArray y = targets.oneHot(); // 0 already where ignored
        return new SoftCounts(p.mul(y).sum(BATCH_AND_PIXELS), p.sum(BATCH_AND_PIXELS), y.sum(BATCH_AND_PIXELS));
    }
}
