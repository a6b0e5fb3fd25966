package io.github.tessera.postprocess;

/**
 * Which vertices of a lattice each pixel takes part in, and how much: the sparse matrix S of slicing, and S' of splatting.
 *
 * <p>Rows of channels are as short as there are classes. On HotSpot the three loads, three products and sums of {@link #addThree} in one
 * loop take half the time of three loops.
 *
 * @param size vertices of each pixel, d + 1
 * @param vertices (N, size)
 * @param weights (N, size)
 */
@SuppressWarnings("ArrayRecordComponent") // structure inside a filter; never compared
record Simplices(int size, int[] vertices, float[] weights) {
    /** Entries that are done in one loop. */
    private static final int GROUP = 3;

    /** Each pixel's weights times a factor of its own. */
    Simplices scaled(float[] factors) {
        float[] scaled = new float[weights.length];
        for (int i = 0; i < factors.length; i++) {
            for (int e = i * size; e < (i + 1) * size; e++) {
                scaled[e] = weights[e] * factors[i];
            }
        }
        return new Simplices(size, vertices, scaled);
    }

    int pixels() {
        return vertices.length / size;
    }

    /**
     * Adds some pixels' values to their vertices.
     *
     * @param values (N, channels)
     * @param from first pixel
     * @param to pixel after the last
     * @param sums (vertices, channels)
     */
    void splat(float[] values, int channels, int from, int to, float[] sums) {
        for (int i = from; i < to; i++) {
            int e = i * size;
            int end = e + size;
            int at = i * channels;
            for (; e + GROUP <= end; e += GROUP) {
                shareThree(values, at, sums, e, channels);
            }
            for (; e < end; e++) {
                add(values, at, weights[e], sums, vertices[e] * channels, channels);
            }
        }
    }

    private void shareThree(float[] values, int at, float[] sums, int e, int channels) {
        int a = vertices[e] * channels;
        int b = vertices[e + 1] * channels;
        int c = vertices[e + 2] * channels;
        float u = weights[e];
        float v = weights[e + 1];
        float w = weights[e + 2];
        for (int k = 0; k < channels; k++) {
            float value = values[at + k];
            sums[a + k] += u * value;
            sums[b + k] += v * value;
            sums[c + k] += w * value;
        }
    }

    /**
     * Adds {@code factor} times what the vertices of some pixels hold.
     *
     * @param sums (vertices, channels)
     * @param into (to - from, channels)
     */
    void slice(float[] sums, int channels, int from, int to, float factor, float[] into) {
        for (int i = from; i < to; i++) {
            int e = i * size;
            int end = e + size;
            int at = (i - from) * channels;
            for (; e + 2 * GROUP <= end; e += 2 * GROUP) {
                addSix(sums, e, channels, factor, into, at);
            }
            for (; e + GROUP <= end; e += GROUP) {
                addThree(sums, e, channels, factor, into, at);
            }
            for (; e < end; e++) {
                add(sums, vertices[e] * channels, factor * weights[e], into, at, channels);
            }
        }
    }

    private void addSix(float[] sums, int e, int channels, float factor, float[] into, int at) {
        int a = vertices[e] * channels;
        int b = vertices[e + 1] * channels;
        int c = vertices[e + 2] * channels;
        int d = vertices[e + 3] * channels;
        int f = vertices[e + 4] * channels;
        int g = vertices[e + 5] * channels;
        float u = factor * weights[e];
        float v = factor * weights[e + 1];
        float w = factor * weights[e + 2];
        float x = factor * weights[e + 3];
        float y = factor * weights[e + 4];
        float z = factor * weights[e + 5];
        for (int k = 0; k < channels; k++) {
            into[at + k] += u * sums[a + k]
                    + v * sums[b + k]
                    + w * sums[c + k]
                    + x * sums[d + k]
                    + y * sums[f + k]
                    + z * sums[g + k];
        }
    }

    private void addThree(float[] sums, int e, int channels, float factor, float[] into, int at) {
        int a = vertices[e] * channels;
        int b = vertices[e + 1] * channels;
        int c = vertices[e + 2] * channels;
        float u = factor * weights[e];
        float v = factor * weights[e + 1];
        float w = factor * weights[e + 2];
        for (int k = 0; k < channels; k++) {
            into[at + k] += u * sums[a + k] + v * sums[b + k] + w * sums[c + k];
        }
    }

    private static void add(float[] source, int from, float weight, float[] into, int at, int channels) {
        for (int k = 0; k < channels; k++) {
            into[at + k] += weight * source[from + k];
        }
    }
}
