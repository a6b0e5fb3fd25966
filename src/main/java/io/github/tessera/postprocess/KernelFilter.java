package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * Sums values over an image, each weighted by how alike two pixels are: (K v)_i = sum over j of k(f_i, f_j) v_j, the pixel itself
 * included, where f is what is known of a pixel ({@link PixelFeatures}) and k(f, g) = exp(-|f - g|^2 / 2).
 *
 * <p>Values lie pixel by pixel: (N, channels). A filter is linear, and does not change once it is made.
 */
public interface KernelFilter {
    /** Takes values through the filter, again and again with the same memory. */
    interface Response {
        /**
         * Filters.
         *
         * @param values (N, channels), finite; they may be changed once this returns
         */
        void filter(float[] values, ParallelRanges threads);

        /**
         * Adds {@code factor} times the filtered values of the pixels from {@code from} to {@code to - 1}; from any thread.
         *
         * @param into (to - from, channels)
         */
        void addTo(float[] into, int from, int to, float factor);
    }

    /** N. */
    int pixels();

    /**
     * K v.
     *
     * @param channels above 0
     */
    Response forward(int channels);

    /** K' v, of the transposed K: the adjoint, so that the sum of a (K b) is the sum of (K' a) b. */
    Response backward(int channels);

    /**
     * D^-1/2 K D^-1/2, where D_i is the sum of row i of K: the symmetric normalization of P. Kraehenbuehl and V. Koltun, "Parameter
     * learning and convergent inference for dense random fields", ICML 2013. It makes a weight mean the same for narrow and wide
     * kernels and in busy and flat parts of an image, and, unlike D^-1 K, keeps a symmetric kernel symmetric, which mean field needs.
     */
    KernelFilter normalized(ParallelRanges threads);

    /** D^-1/2, of each pixel. */
    default float[] roots(ParallelRanges threads) {
        float[] roots = new float[pixels()];
        Arrays.fill(roots, 1);
        float[] sums = applied(roots, 1, threads);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) (1 / Math.sqrt(sums[i]));
        }
        return roots;
    }

    /** All of K v, (N, channels). */
    default float[] applied(float[] values, int channels, ParallelRanges threads) {
        Response response = forward(channels);
        response.filter(values, threads);
        float[] all = new float[pixels() * channels];
        threads.each(pixels(), 1 << 8, (from, to) -> {
            float[] part = new float[(to - from) * channels];
            response.addTo(part, from, to, 1);
            System.arraycopy(part, 0, all, from * channels, part.length);
        });
        return all;
    }
}
