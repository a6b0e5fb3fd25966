package io.github.tessera.postprocess;

/**
 * What a kernel knows of each pixel: its place, and its colour if that counts, each divided by the kernel's width, so that the kernel of
 * two pixels is exp(-|f - g|^2 / 2).
 *
 * @param count N, pixels
 * @param dimensions d, numbers a pixel
 * @param values (N, d), finite
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from an image to a filter; never compared
public record PixelFeatures(int count, int dimensions, float[] values) {
    /** Checks the sizes. */
    public PixelFeatures {
        if (count < 1 || dimensions < 1 || values.length != count * dimensions) {
            throw new IllegalArgumentException(count + " x " + dimensions + " features: " + values.length);
        }
    }

    /**
     * Places alone, d = 2: the smoothness kernel.
     *
     * @param width standard deviation in pixels, above 0
     */
    public static PixelFeatures places(int columns, int rows, double width) {
        return of(new GuideImage(columns, rows, new float[0][]), width, 1);
    }

    /**
     * Places and colours, d = 2 + channels: the appearance, or bilateral, kernel.
     *
     * @param width standard deviation in pixels, above 0
     * @param colourWidth standard deviation in the image's intensities, the same for each channel, above 0
     */
    public static PixelFeatures of(GuideImage image, double width, double colourWidth) {
        int d = 2 + image.channels().length;
        float[] values = new float[image.pixels() * d];
        for (int i = 0; i < image.pixels(); i++) {
            int x = i % image.width();
            int y = i / image.width();
            values[i * d] = (float) (x / width);
            values[i * d + 1] = (float) (y / width);
        }
        for (int c = 2; c < d; c++) {
            float[] channel = image.channels()[c - 2];
            for (int i = 0; i < channel.length; i++) {
                values[i * d + c] = (float) (channel[i] / colourWidth);
            }
        }
        return new PixelFeatures(image.pixels(), d, values);
    }
}
