package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * The Gaussian filter of places alone, whose kernel is a product of one of columns and one of rows, so that each axis is done by itself.
 *
 * <p>Narrow kernels are exact but for what lies beyond three deviations; wide ones are worked out on a coarser grid ({@link GridAxis}), so that
 * time hardly depends on the width. Memory: up to 8 bytes a pixel and channel.
 */
final class GridFilter implements KernelFilter {
    /** Rows of knots that a thread takes at a time. */
    private static final int PIECE = 1 << 4;
    /** Numbers that are copied together, to stay in the nearest cache. */
    private static final int CHUNK = 1 << 9;

    private final GridAxis across;
    private final GridAxis down;

    /**
     * The filter of an image's size.
     *
     * @param width standard deviation in pixels, above 0
     */
    GridFilter(int columns, int rows, double width) {
        this(GridAxis.of(columns, width), GridAxis.of(rows, width));
    }

    private GridFilter(GridAxis across, GridAxis down) {
        this.across = across;
        this.down = down;
    }

    /** Most memory of a response, in bytes. */
    static long bytes(long pixels, int channels) {
        return 2 * pixels * channels * Float.BYTES;
    }

    @Override
    public int pixels() {
        return across.length() * down.length();
    }

    @Override
    public Response forward(int channels) {
        return new GridResponse(channels);
    }

    /** The same as {@link #forward}: the kernel is symmetric, on the grid too. */
    @Override
    public Response backward(int channels) {
        return forward(channels);
    }

    /** Of a product of kernels, sums are products too. */
    @Override
    public KernelFilter normalized(ParallelRanges threads) {
        return new GridFilter(across.normalized(), down.normalized());
    }

    private final class GridResponse implements Response {
        private final int channels;
        private final float[][] grid; // (knots down, knots across x channels)
        private final float[][] held; // (knots down, columns x channels)

        GridResponse(int channels) {
            this.channels = channels;
            grid = new float[down.knots()][across.knots() * channels];
            held = new float[down.knots()][across.length() * channels];
        }

        @Override
        public void filter(float[] values, ParallelRanges threads) {
            threads.each(down.knots(), PIECE, (from, to) -> {
                GridRow row = new GridRow(across, channels);
                for (int g = from; g < to; g++) {
                    splatDown(values, g, row.pixels(), held[g]);
                    row.splat(held[g], grid[g]);
                }
            });
            threads.each(down.knots(), PIECE, (from, to) -> {
                GridRow row = new GridRow(across, channels);
                for (int g = from; g < to; g++) {
                    blurDown(g, row.knots());
                    row.slice(held[g]);
                }
            });
        }

        private void splatDown(float[] values, int g, float[] row, float[] sums) {
            Arrays.fill(sums, 0);
            int first = Math.max(0, (g - 1) * down.step() + 1);
            int last = Math.min(down.length() - 1, (g + 1) * down.step() - 1);
            for (int y = first; y <= last; y++) {
                System.arraycopy(values, y * row.length, row, 0, row.length);
                GridRow.add(sums, down.share(y, g) * down.scale()[y], row);
            }
        }

        private void blurDown(int g, float[] sums) {
            Arrays.fill(sums, 0);
            int last = Math.min(grid.length - 1, g + down.reach());
            for (int h = Math.max(0, g - down.reach()); h <= last; h++) {
                GridRow.add(sums, down.taps()[Math.abs(g - h)], grid[h]);
            }
        }

        @Override
        public void addTo(float[] into, int from, int to, float factor) {
            int length = across.length() * channels;
            float[] row = new float[Math.min(CHUNK, into.length)];
            float[] part = new float[row.length];
            int end = (to - from) * channels;
            int count;
            for (int at = 0; at < end; at += count) {
                int y = (from + at / channels) / across.length();
                int x = (from * channels - y * length) + at;
                count = Math.min(Math.min(row.length, end - at), length - x);
                float next = down.next(y);
                float times = factor * down.scale()[y];
                System.arraycopy(into, at, row, 0, count);
                System.arraycopy(held[down.knot(y)], x, part, 0, count);
                GridRow.add(row, times * (1 - next), part);
                if (next > 0) {
                    System.arraycopy(held[down.behind(y)], x, part, 0, count);
                    GridRow.add(row, times * next, part);
                }
                System.arraycopy(row, 0, into, at, count);
            }
        }
    }
}
