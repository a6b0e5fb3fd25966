package io.github.tessera.data;

/** A separable Gaussian of three deviations to either side, mirrored at the edges of a square. */
final class GaussianBlur {
    private final int side;
    private final int radius;
    private final float[] kernel;
    private final float[] before;
    private final float[] after;
    private final float[] sum;

    GaussianBlur(double sigma, int side) {
        this.side = side;
        radius = Math.max(1, (int) Math.ceil(3 * sigma));
        kernel = new float[radius + 1];
        double all = 0;
        for (int k = 0; k <= radius; k++) {
            kernel[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
            all += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k <= radius; k++) {
            kernel[k] /= (float) all;
        }
        before = new float[side];
        after = new float[side];
        sum = new float[side];
    }

    /** Blurs channels x side x side values in place. */
    void apply(float[] values, int channels) {
        float[] padded = new float[(side + 2 * radius) * side];
        for (int c = 0; c < channels; c++) {
            rows(values, c * side * side, padded);
            columns(padded, values, c * side * side);
        }
    }

    /** Into the middle of the padded rows. */
    private void rows(float[] values, int start, float[] padded) {
        float[] line = new float[side + 2 * radius];
        for (int y = 0; y < side; y++) {
            System.arraycopy(values, start + y * side, line, radius, side);
            for (int i = 0; i < radius; i++) {
                line[i] = line[radius + mirrored(i - radius)];
                line[radius + side + i] = line[radius + mirrored(side + i)];
            }
            weigh(line, radius, 1, padded, (y + radius) * side);
        }
    }

    private void columns(float[] padded, float[] values, int start) {
        for (int y = 0; y < radius; y++) {
            copyRow(padded, mirrored(-radius + y), y);
            copyRow(padded, mirrored(side + y), side + radius + y);
        }
        for (int y = 0; y < side; y++) {
            weigh(padded, (y + radius) * side, side, values, start + y * side);
        }
    }

    private void copyRow(float[] padded, int row, int to) {
        System.arraycopy(padded, (row + radius) * side, padded, to * side, side);
    }

    /**
     * One row of weighted sums over neighbours that lie so many values apart. Rows are copied to arrays of their own: Java computes
     * eight values at once only where all have one index.
     */
    private void weigh(float[] from, int middle, int apart, float[] to, int start) {
        System.arraycopy(from, middle, sum, 0, side);
        for (int x = 0; x < side; x++) {
            sum[x] *= kernel[0];
        }
        for (int k = 1; k <= radius; k++) {
            System.arraycopy(from, middle - k * apart, before, 0, side);
            System.arraycopy(from, middle + k * apart, after, 0, side);
            add(kernel[k], before, after, sum);
        }
        System.arraycopy(sum, 0, to, start, side);
    }

    private static void add(float weight, float[] before, float[] after, float[] sum) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * (before[x] + after[x]);
        }
    }

    private int mirrored(int place) {
        int period = Math.max(1, 2 * (side - 1));
        int within = Math.floorMod(place, period);
        return Math.min(within, period - within);
    }
}
