package io.github.tessera.data;

import io.github.tessera.tile.Mirror;

/** A separable Gaussian of three deviations to either side, mirrored at the edges; a deviation of 0 changes nothing. Serves one thread. */
final class GaussianBlur {
    private final int width;
    private final int height;
    private final int radius;
    private final float[] kernel;
    private final int[] columns;
    private final int[] lines;
    private final float[] before;
    private final float[] after;
    private final float[] sum;

    GaussianBlur(double sigma, int width, int height) {
        this.width = width;
        this.height = height;
        radius = (int) Math.ceil(3 * sigma);
        kernel = kernel(sigma, radius);
        columns = Mirror.positions(-radius, width + 2 * radius, width);
        lines = Mirror.positions(-radius, height + 2 * radius, height);
        before = new float[width];
        after = new float[width];
        sum = new float[width];
    }

    /** One side of the bell, from its top on; the whole adds up to 1. */
    private static float[] kernel(double sigma, int radius) {
        float[] kernel = new float[radius + 1];
        kernel[0] = 1;
        double all = 1;
        for (int k = 1; k <= radius; k++) {
            kernel[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
            all += 2 * kernel[k];
        }
        for (int k = 0; k <= radius; k++) {
            kernel[k] /= (float) all;
        }
        return kernel;
    }

    /** Blurs channels x height x width values in place. */
    void apply(float[] values, int channels) {
        float[] padded = new float[(height + 2 * radius) * width];
        for (int c = 0; c < channels; c++) {
            rows(values, c * width * height, padded);
            columns(padded, values, c * width * height);
        }
    }

    /** Into the middle of the padded rows. */
    private void rows(float[] values, int start, float[] padded) {
        float[] line = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, start + y * width, line, radius, width);
            for (int i = 0; i < radius; i++) {
                line[i] = line[radius + columns[i]];
                line[radius + width + i] = line[radius + columns[radius + width + i]];
            }
            weigh(line, radius, 1, padded, (y + radius) * width);
        }
    }

    private void columns(float[] padded, float[] values, int start) {
        for (int y = 0; y < radius; y++) {
            copyRow(padded, lines[y], y);
            copyRow(padded, lines[radius + height + y], radius + height + y);
        }
        for (int y = 0; y < height; y++) {
            weigh(padded, (y + radius) * width, width, values, start + y * width);
        }
    }

    private void copyRow(float[] padded, int row, int to) {
        System.arraycopy(padded, (row + radius) * width, padded, to * width, width);
    }

    /**
     * One row of weighted sums over neighbours that lie so many values apart. Rows are copied to arrays of their own: Java computes
     * eight values at once only where all have one index.
     */
    private void weigh(float[] from, int middle, int apart, float[] to, int start) {
        System.arraycopy(from, middle, sum, 0, width);
        for (int x = 0; x < width; x++) {
            sum[x] *= kernel[0];
        }
        for (int k = 1; k <= radius; k++) {
            System.arraycopy(from, middle - k * apart, before, 0, width);
            System.arraycopy(from, middle + k * apart, after, 0, width);
            add(kernel[k], before, after, sum);
        }
        System.arraycopy(sum, 0, to, start, width);
    }

    private static void add(float weight, float[] before, float[] after, float[] sum) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * (before[x] + after[x]);
        }
    }
}
