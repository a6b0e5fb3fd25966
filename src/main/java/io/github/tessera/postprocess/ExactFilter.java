package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * The Gaussian filter by its definition, each pixel with each other: time grows with the square of the pixels, so it is for small images
 * and for measuring how near {@link PermutohedralLattice} comes. Sums are in double precision.
 */
public final class ExactFilter implements KernelFilter {
    /** Beyond this squared distance a kernel is below 4e-18, which is nothing beside the pixel itself, even of all pixels. */
    private static final double FARTHEST = 80;

    private final PixelFeatures features;
    private final float[] scale;

    /** The filter of an image's features. */
    public ExactFilter(PixelFeatures features) {
        this(features, ones(features.count()));
    }

    private ExactFilter(PixelFeatures features, float[] scale) {
        this.features = features;
        this.scale = scale;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public int pixels() {
        return features.count();
    }

    @Override
    public Response forward(int channels) {
        return new Response() {
            private float[] kept = {};

            @Override
            public void filter(float[] values, ParallelRanges threads) {
                kept = values.clone();
            }

            @Override
            public void addTo(float[] into, int from, int to, float factor) {
                for (int i = from; i < to; i++) {
                    double[] sums = sums(kept, channels, i);
                    for (int c = 0; c < channels; c++) {
                        into[(i - from) * channels + c] += (float) (factor * scale[i] * sums[c]);
                    }
                }
            }
        };
    }

    /** The same as {@link #forward}: k(f, g) = k(g, f). */
    @Override
    public Response backward(int channels) {
        return forward(channels);
    }

    private double[] sums(float[] values, int channels, int i) {
        double[] sums = new double[channels];
        for (int j = 0; j < pixels(); j++) {
            double square = square(i, j);
            if (square > FARTHEST) {
                continue;
            }
            double weight = Math.exp(-square / 2) * scale[j];
            for (int c = 0; c < channels; c++) {
                sums[c] += weight * values[j * channels + c];
            }
        }
        return sums;
    }

    private double square(int i, int j) {
        int d = features.dimensions();
        double square = 0;
        for (int k = 0; k < d; k++) {
            double difference = (double) features.values()[i * d + k] - features.values()[j * d + k];
            square += difference * difference;
        }
        return square;
    }

    @Override
    public KernelFilter normalized(ParallelRanges threads) {
        float[] product = roots(threads);
        for (int i = 0; i < product.length; i++) {
            product[i] *= scale[i];
        }
        return new ExactFilter(features, product);
    }
}
