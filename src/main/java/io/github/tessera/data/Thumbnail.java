package io.github.tessera.data;

/**
 * The coarse look of an image: 16 x 16 mean intensities, free of brightness and contrast, to find images that are nearly the same.
 *
 * <p>A mean hash (8 x 8 cells, a bit for each that is brighter than the mean) sorts out nearly all pairs before anything is
 * multiplied.
 */
final class Thumbnail {
    static final int SIDE = 16;
    private static final int HASH_SIDE = 8;
    private static final int MOST_BITS = 8;

    private final float[] cells;
    private final long hash;

    private Thumbnail(float[] cells, long hash) {
        this.cells = cells;
        this.hash = hash;
    }

    /**
     * The look of an image.
     *
     * @param means intensity of 16 x 16 cells, row by row; NaN where a cell has no pixel
     */
    static Thumbnail of(double[] means) {
        double mean = 0;
        for (double value : means) {
            mean += value / means.length;
        }
        double norm = 0;
        for (double value : means) {
            norm += (value - mean) * (value - mean);
        }
        float[] cells = new float[means.length];
        // Neither a constant image nor one of fewer than 16 x 16 pixels looks like any other.
        if (norm > 0) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (float) ((means[i] - mean) / Math.sqrt(norm));
            }
        }
        return new Thumbnail(cells, hash(cells));
    }

    private static long hash(float[] cells) {
        long hash = 0;
        for (int y = 0; y < SIDE; y += 2) {
            for (int x = 0; x < SIDE; x += 2) {
                int i = y * SIDE + x;
                boolean bright = cells[i] + cells[i + 1] + cells[i + SIDE] + cells[i + SIDE + 1] > 0;
                hash |= bright ? 1L << (y / 2 * HASH_SIDE + x / 2) : 0;
            }
        }
        return hash;
    }

    /** Whether the correlation of the cells is at least so high. */
    boolean resembles(Thumbnail other, double correlation) {
        return Long.bitCount(hash ^ other.hash) <= MOST_BITS && correlation(other) >= correlation;
    }

    /** Pearson's correlation of the cells; 0 if either is constant or too small. */
    double correlation(Thumbnail other) {
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += cells[i] * other.cells[i];
        }
        return sum;
    }
}
