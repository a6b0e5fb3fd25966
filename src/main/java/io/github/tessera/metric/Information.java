package io.github.tessera.metric;

/**
 * What knowing one segmentation of an image tells of the other, in bits a pixel.
 *
 * @param truth entropy H(T) of a pixel's true segment
 * @param prediction entropy H(S) of its predicted segment
 * @param split H(S|T), what is left open about the predicted segment where the true one is known
 * @param merge H(T|S), what is left open about the true segment where the predicted one is known
 */
record Information(double truth, double prediction, double split, double merge) {
    private static final double LN_2 = Math.log(2);

    static Information of(ContingencyTable table) {
        long[] truthSizes = table.truthSizes();
        long[] predictionSizes = table.predictionSizes();
        long pixels = table.pixels();
        double split = 0;
        double merge = 0;
        // Each term is 0 or more, so that nothing cancels out: identical segmentations give 0 exactly.
        for (int cell = 0; cell < table.cells(); cell++) {
            long shared = table.shared(cell);
            split += shared * bits(truthSizes[table.row(cell)], shared);
            merge += shared * bits(predictionSizes[table.column(cell)], shared);
        }
        return new Information(
                entropy(truthSizes, pixels), entropy(predictionSizes, pixels), split / pixels, merge / pixels);
    }

    private static double entropy(long[] sizes, long pixels) {
        double sum = 0;
        for (long size : sizes) {
            sum += size * bits(pixels, size);
        }
        return sum / pixels;
    }

    /** log2(whole / part). */
    private static double bits(long whole, long part) {
        return Math.log((double) whole / part) / LN_2;
    }

    /** 2 I(S;T) / (H(S) + H(T)); 1 where both have one segment, and all is known of nothing. */
    double fScore() {
        double both = truth + prediction;
        // I = (H(S) + H(T) - H(S|T) - H(T|S)) / 2, which rounding may leave below 0.
        return both == 0 ? 1 : Math.max(0, (both - split - merge) / both);
    }
}
