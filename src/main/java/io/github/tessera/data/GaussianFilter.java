package io.github.tessera.data;

/** A Gaussian over a whole image, row by row, then column by column; beyond the edge the last pixel is repeated. */
final class GaussianFilter {
    private GaussianFilter() {}

    /** The blurred image; the given one for a sigma of 0. */
    static float[] blur(float[] image, int width, int height, double sigma) {
        if (sigma == 0) {
            return image;
        }
        float[] kernel = kernel(sigma);
        float[] rows = new float[image.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = kernel[0] * image[y * width + x];
                for (int k = 1; k < kernel.length; k++) {
                    sum += kernel[k]
                            * (image[y * width + Math.max(0, x - k)] + image[y * width + Math.min(width - 1, x + k)]);
                }
                rows[y * width + x] = sum;
            }
        }
        float[] blurred = new float[image.length];
        for (int y = 0; y < height; y++) {
            for (int k = 0; k < kernel.length; k++) {
                int above = Math.max(0, y - k) * width;
                int below = Math.min(height - 1, y + k) * width;
                float weight = k == 0 ? kernel[0] / 2 : kernel[k];
                for (int x = 0; x < width; x++) {
                    blurred[y * width + x] += weight * (rows[above + x] + rows[below + x]);
                }
            }
        }
        return blurred;
    }

    /** One side of the bell from its top on, to three deviations; the whole adds up to 1. */
    private static float[] kernel(double sigma) {
        float[] kernel = new float[(int) Math.ceil(3 * sigma) + 1];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= (float) sum;
        }
        return kernel;
    }
}
