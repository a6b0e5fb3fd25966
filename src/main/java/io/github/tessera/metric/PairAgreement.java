package io.github.tessera.metric;

import java.math.BigInteger;

/**
 * Pairs of different pixels, each counted twice, by whether truth and prediction have them in one segment.
 *
 * @param both in one segment in both
 * @param truth in one segment in the truth, whatever the prediction does
 * @param prediction in one segment in the prediction, whatever the truth does
 * @param all all pairs
 */
record PairAgreement(BigInteger both, BigInteger truth, BigInteger prediction, BigInteger all) {
    static PairAgreement of(ContingencyTable table) {
        BigInteger both = BigInteger.ZERO;
        for (int cell = 0; cell < table.cells(); cell++) {
            both = both.add(pairs(table.shared(cell)));
        }
        return new PairAgreement(
                both, pairs(table.truthSizes()), pairs(table.predictionSizes()), pairs(table.pixels()));
    }

    private static BigInteger pairs(long[] sizes) {
        BigInteger sum = BigInteger.ZERO;
        for (long size : sizes) {
            sum = sum.add(pairs(size));
        }
        return sum;
    }

    // Exact, for the square of billions of pixels is beyond a long, and differences of such sums beyond a double.
    private static BigInteger pairs(long pixels) {
        return BigInteger.valueOf(pixels).multiply(BigInteger.valueOf(pixels - 1));
    }

    /** Rand 1971: the share of pairs about which both say the same. */
    double randIndex() {
        BigInteger different = truth.add(prediction).subtract(both).subtract(both);
        return ratio(all.subtract(different), all);
    }

    /** Hubert and Arabie 1985: (both - expected) / (mean of truth and prediction - expected), expected being truth x prediction / all. */
    double adjustedRandIndex() {
        BigInteger expected = truth.multiply(prediction);
        BigInteger most = truth.add(prediction).multiply(all).shiftRight(1);
        boolean identical = both.equals(truth) && both.equals(prediction);
        // With all pixels in one segment, or each in its own, chance is as good as perfect: 0 / 0.
        return identical && all.signum() > 0
                ? 1
                : ratio(both.multiply(all).subtract(expected), most.subtract(expected));
    }

    /** Of pairs in one segment in the truth, the share that is so in the prediction. */
    double split() {
        return ratio(both, truth);
    }

    /** Of pairs in one segment in the prediction, the share that is so in the truth. */
    double merge() {
        return ratio(both, prediction);
    }

    /** The harmonic mean of {@link #split} and {@link #merge}. */
    double fScore() {
        return ratio(both.shiftLeft(1), truth.add(prediction));
    }

    private static double ratio(BigInteger part, BigInteger whole) {
        return whole.signum() == 0 ? Double.NaN : part.doubleValue() / whole.doubleValue();
    }
}
