package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;

/**
 * The Gaussian filter in high dimensions in linear time: A. Adams, J. Baek and M. A. Davis, "Fast high-dimensional filtering using the
 * permutohedral lattice", Eurographics 2010.
 *
 * <p>Each pixel's values are shared out among the d + 1 vertices of the simplex it lies in (splat, S'), the vertices are blurred along the
 * d + 1 directions of the lattice (B), and pixels read their vertices back (slice, S): K v = S B_d ... B_0 S' v. Only vertices that some
 * pixel touches are there, so the blurs do not quite commute: the transposed filter blurs in the opposite order.
 *
 * <p>It is within some percent of the exact filter ({@link ExactFilter}), and takes d + 1 multiplications a pixel and channel each to
 * splat and slice. Where a vertex has many pixels, as is usual, the image is splatted in parts that threads share and that are summed up
 * afterwards; how many depends on the image alone, so that the result is the same for any number of threads. Memory: 8 (d + 1) bytes a pixel
 * (48 with RGB), 8 (d + 1) bytes a vertex, and, while values are filtered, 8 bytes a vertex and channel, and up to one a pixel and channel.
 */
public final class PermutohedralLattice implements KernelFilter {
    private static final int PIECE = 1 << 10;
    private static final int MOST_PARTS = 8;
    /** Fewer, and summing the parts up would take as long as splatting them. */
    private static final int PIXELS_FOR_A_PART = 4;

    private final int d;
    private final Simplices simplices;
    private final int vertices;
    private final int[] next; // for each direction and vertex the vertex one step on; "vertices" where there is none
    private final int[] previous;

    /**
     * A lattice of known geometry.
     *
     * @param simplices the vertices and barycentric coordinates of each pixel
     * @param next for each direction, of each vertex, the neighbour, or {@code vertices}
     */
    PermutohedralLattice(Simplices simplices, int vertices, int[] next) {
        this(simplices, vertices, next, reversed(next, vertices));
    }

    private PermutohedralLattice(Simplices simplices, int vertices, int[] next, int[] previous) {
        this.simplices = simplices;
        this.vertices = vertices;
        this.next = next;
        this.previous = previous;
        d = simplices.size() - 1;
    }

    /**
     * Builds the lattice of an image's features.
     *
     * @throws io.github.tessera.progress.TesseraException if the features' range is so large that the lattice's points cannot be numbered
     */
    public static PermutohedralLattice of(PixelFeatures features, ParallelRanges threads) {
        return new LatticeBuilder(features).build(threads);
    }

    /**
     * Memory of a lattice and one response, in bytes, while it is normalized.
     *
     * @param vertices see {@link #vertices}
     * @param dimensions d
     */
    static long bytes(long pixels, long vertices, int dimensions, int channels) {
        long size = dimensions + 1L;
        return pixels * (size * 3 + dimensions) * Float.BYTES + vertices * (size + channels) * 2 * Float.BYTES;
    }

    private static int[] reversed(int[] next, int vertices) {
        int[] previous = new int[next.length];
        Arrays.fill(previous, vertices);
        for (int direction = 0; direction < next.length; direction += vertices) {
            for (int v = 0; v < vertices; v++) {
                if (next[direction + v] < vertices) {
                    previous[direction + next[direction + v]] = v;
                }
            }
        }
        return previous;
    }

    @Override
    public int pixels() {
        return simplices.pixels();
    }

    /** Points of the lattice that pixels touch. */
    public int vertices() {
        return vertices;
    }

    @Override
    public Response forward(int channels) {
        return new LatticeResponse(channels, false);
    }

    @Override
    public Response backward(int channels) {
        return new LatticeResponse(channels, true);
    }

    private final class LatticeResponse implements Response {
        private final int channels;
        private final boolean backwards;
        private final float factor;
        // One row more, of zeros: the neighbour where there is none.
        private float[] held;
        private float[] spare;
        private final float[][] parts; // sums of each part of the image but the first

        LatticeResponse(int channels, boolean backwards) {
            if ((vertices + 1L) * channels > Integer.MAX_VALUE - 8) {
                throw new TesseraException("The image is too large to be refined in one piece; use smaller tiles.");
            }
            this.channels = channels;
            this.backwards = backwards;
            held = new float[(vertices + 1) * channels];
            spare = new float[held.length];
            int count = Math.max(1, Math.min(MOST_PARTS, pixels() / vertices / PIXELS_FOR_A_PART));
            parts = new float[count - 1][held.length];
            // What a vertex gets back of its own: itself, and what has gone once round along all d + 1 directions,
            // which sum to nothing.
            factor = 1 / (1 + (float) Math.pow(2, -d));
        }

        @Override
        public void filter(float[] values, ParallelRanges threads) {
            splat(values, threads);
            for (int step = 0; step <= d; step++) {
                int direction = (backwards ? d - step : step) * vertices;
                float[] old = held;
                float[] blurred = spare;
                threads.each(vertices, PIECE, (from, to) -> blur(old, blurred, channels, direction, from, to));
                held = blurred;
                spare = old;
            }
        }

        private void splat(float[] values, ParallelRanges threads) {
            int part = (pixels() + parts.length) / (parts.length + 1);
            float[] all = held;
            threads.each(pixels(), part, (from, to) -> {
                float[] sums = from == 0 ? all : parts[from / part - 1];
                Arrays.fill(sums, 0);
                simplices.splat(values, channels, from, to, sums);
            });
            threads.each(all.length, PIECE * channels, (from, to) -> {
                for (float[] sums : parts) {
                    for (int at = from; at < to; at++) {
                        all[at] += sums[at];
                    }
                }
            });
        }

        @Override
        public void addTo(float[] into, int from, int to, float times) {
            simplices.slice(held, channels, from, to, times * factor, into);
        }
    }

    /** 1/4, 1/2, 1/4 along one direction, times 2. */
    private void blur(float[] old, float[] blurred, int channels, int direction, int from, int to) {
        for (int v = from; v < to; v++) {
            int at = v * channels;
            int a = next[direction + v] * channels;
            int b = previous[direction + v] * channels;
            for (int c = 0; c < channels; c++) {
                blurred[at + c] = old[at + c] + 0.5f * (old[a + c] + old[b + c]);
            }
        }
    }

    @Override
    public KernelFilter normalized(ParallelRanges threads) {
        return new PermutohedralLattice(simplices.scaled(roots(threads)), vertices, next, previous);
    }
}
