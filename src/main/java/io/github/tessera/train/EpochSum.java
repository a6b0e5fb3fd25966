package io.github.tessera.train;

/**
 * What is summed up over an epoch.
 *
 * @param loss sum over its batches
 * @param steps its batches
 * @param seconds spent in it
 */
record EpochSum(double loss, long steps, double seconds) {
    /** Nothing yet. */
    static final EpochSum NONE = new EpochSum(0, 0, 0);

    EpochSum plus(double batchLoss) {
        return new EpochSum(loss + batchLoss, steps + 1, seconds);
    }

    EpochSum plusSeconds(double more) {
        return new EpochSum(loss, steps, seconds + more);
    }
}
