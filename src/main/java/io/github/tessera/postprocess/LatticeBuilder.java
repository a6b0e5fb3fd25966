package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;

/**
 * Finds for each pixel the simplex of the permutohedral lattice it lies in, and its barycentric coordinates there (Adams, Baek and Davis
 * 2010, sections 3.1 and 3.2).
 *
 * <p>A feature of d numbers is elevated onto the plane in d + 1 dimensions whose coordinates sum to 0. The lattice's points there have
 * integer coordinates that all leave the same remainder r modulo d + 1; each simplex has one vertex of each remainder. A point is kept as
 * r and the d quotients q = (coordinate - r) / (d + 1), packed into one long number in mixed radix, so that the step to another vertex of
 * the simplex, or to a neighbour, is adding a number that depends on the direction alone.
 */
final class LatticeBuilder {
    private static final int PIECE = 1 << 12;
    private static final int BLOCK = 1 << 16;

    /** Quotients that a simplex and its vertices' neighbours reach beyond those of the features, and two for rounding. */
    private static final int MARGIN = 4;

    private static final double LARGEST_KEY = 4e18;
    /** Whole numbers below this are exact in a float, with some bits to spare for what is beyond the point. */
    private static final double EXACT = 1 << 20;

    private final PixelFeatures features;
    private final int d;
    private final float[] scales;
    private final int[] least;
    private final long[] radices; // of each quotient; the last is not kept, as the coordinates sum to 0
    private final VertexTable table = new VertexTable();
    private final int[] vertices;
    private final float[] weights;

    LatticeBuilder(PixelFeatures features) {
        this.features = features;
        d = features.dimensions();
        scales = new float[d];
        // The deviation of the blur in the lattice's units, page 6, times the diagonal of the elevation, page 5.
        double deviation = Math.sqrt(2.0 / 3) * (d + 1);
        for (int i = 0; i < d; i++) {
            scales[i] = (float) (deviation / Math.sqrt((i + 1.0) * (i + 2)));
        }
        least = new int[d + 1];
        radices = new long[d + 1];
        long entries = (long) features.count() * (d + 1);
        if (entries > Integer.MAX_VALUE - 8) {
            throw new TesseraException("The image is too large to be refined in one piece; use smaller tiles.");
        }
        vertices = new int[(int) entries];
        weights = new float[(int) entries];
        packing();
    }

    /** Chooses the radices: the largest and smallest value that each coordinate of an elevated feature can have bounds its quotients. */
    private void packing() {
        double sumLow = 0;
        double sumHigh = 0;
        double radix = d + 1;
        for (int j = d; j > 0; j--) {
            float[] range = range(j - 1);
            if (j < d) {
                radix = keep(j, sumLow - j * (double) range[1], sumHigh - j * (double) range[0], radix);
            }
            sumLow += range[0];
            sumHigh += range[1];
        }
        keep(0, sumLow, sumHigh, radix);
    }

    /** Least and largest scaled value of a feature. */
    private float[] range(int j) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int at = j; at < features.values().length; at += d) {
            float value = features.values()[at] * scales[j];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        return new float[] {low, high};
    }

    /** Lets one coordinate have a radix; returns the next one's. */
    private double keep(int j, double low, double high, double radix) {
        double first = Math.floor(low / (d + 1)) - MARGIN;
        double span = Math.ceil(high / (d + 1)) + MARGIN - first + 1;
        if (!(radix * span < LARGEST_KEY && Math.abs(first) < EXACT && span < EXACT)) {
            throw new TesseraException(
                    "The kernel is too narrow for this image's colours or size: hardly two pixels are"
                            + " alike. Use larger widths or fewer channels.");
        }
        least[j] = (int) first;
        radices[j] = (long) radix;
        return radix * span;
    }

    /** All of the lattice. */
    PermutohedralLattice build(ParallelRanges threads) {
        long[] keys = new long[Math.min(features.count(), BLOCK) * (d + 1)];
        for (int start = 0; start < features.count(); start += BLOCK) {
            int first = start;
            int count = Math.min(BLOCK, features.count() - start);
            threads.each(count, PIECE, (from, to) -> place(first, from, to, keys));
            number(keys, first * (d + 1), count * (d + 1));
        }
        return new PermutohedralLattice(new Simplices(d + 1, vertices, weights), table.size(), neighbours(threads));
    }

    /** Finds the vertices of keys. Most often they are those of the pixel before. */
    private void number(long[] keys, int first, int count) {
        for (int e = 0; e < count; e++) {
            boolean same = e > d && keys[e] == keys[e - d - 1];
            vertices[first + e] = same ? vertices[first + e - d - 1] : table.add(keys[e]);
        }
    }

    /** Works out simplices of the pixels {@code first + from} to {@code first + to - 1}. */
    private void place(int first, int from, int to, long[] keys) {
        Simplex simplex = new Simplex();
        for (int i = from; i < to; i++) {
            simplex.elevate((first + i) * d);
            simplex.round();
            simplex.write(i * (d + 1), keys, (first + i) * (d + 1));
        }
    }

    /** For direction j of each vertex v, at j x vertices + v, the vertex one step on, or as many as there are vertices if there is none. */
    private int[] neighbours(ParallelRanges threads) {
        int count = table.size();
        int[] next = new int[count * (d + 1)];
        long all = 0;
        for (long radix : radices) {
            all += radix;
        }
        for (int j = 0; j <= d; j++) {
            int direction = j * count;
            // All coordinates are 1 less but the j-th, which is d more: from remainder 0 to d all quotients but the
            // j-th fall by one.
            long step = radices[j] - 1;
            long wrap = d - (all - radices[j]);
            threads.each(count, PIECE, (from, to) -> {
                for (int v = from; v < to; v++) {
                    long key = table.key(v);
                    int neighbour = table.find(key + (key % (d + 1) == 0 ? wrap : step));
                    next[direction + v] = neighbour < 0 ? count : neighbour;
                }
            });
        }
        return next;
    }

    /** One feature at a time. */
    private final class Simplex {
        private final float[] elevated = new float[d + 1];
        private final int[] quotients = new int[d + 1]; // of the nearest point of remainder 0
        private final int[] ranks =
                new int[d + 1]; // from the coordinate that is farthest above that point, 0, down to d
        private final float[] sorted = new float[d + 2]; // distances from that point by rank, in units of d + 1
        private final int[] coordinates = new int[d + 1]; // by rank

        void elevate(int at) {
            float sum = 0;
            for (int j = d; j > 0; j--) {
                float value = features.values()[at + j - 1] * scales[j - 1];
                elevated[j] = sum - j * value;
                sum += value;
            }
            elevated[0] = sum;
        }

        void round() {
            int sum = 0;
            for (int i = 0; i <= d; i++) {
                float value = elevated[i] / (d + 1);
                int nearest = (int) Math.floor(value + 0.5f);
                quotients[i] = nearest;
                elevated[i] = value - nearest;
                sum += nearest;
                ranks[i] = 0;
            }
            for (int i = 0; i < d; i++) {
                for (int j = i + 1; j <= d; j++) {
                    // The sign bit instead of a branch, which the processor could not foretell.
                    int less = Float.floatToRawIntBits(elevated[i] - elevated[j]) >>> 31;
                    ranks[i] += less;
                    ranks[j] += 1 - less;
                }
            }
            for (int i = 0; i <= d; i++) {
                ranks[i] += sum;
                int back = ranks[i] < 0 ? 1 : ranks[i] > d ? -1 : 0;
                ranks[i] += back * (d + 1);
                quotients[i] += back;
                elevated[i] -= back;
            }
        }

        void write(int at, long[] keys, int weightAt) {
            long key = 0;
            for (int i = 0; i <= d; i++) {
                sorted[ranks[i]] = elevated[i];
                coordinates[ranks[i]] = i;
                key += (quotients[i] - least[i]) * radices[i];
            }
            keys[at] = key;
            weights[weightAt] = 1 + sorted[d] - sorted[0];
            for (int r = 1; r <= d; r++) {
                key += 1 - radices[coordinates[d - r + 1]];
                keys[at + r] = key;
                weights[weightAt + r] = sorted[d - r] - sorted[d - r + 1];
            }
        }
    }
}
