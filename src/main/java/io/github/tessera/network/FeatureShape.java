package io.github.tessera.network;

/**
 * The shape of one node's output for one image: (C, H, W).
 *
 * @param channels feature maps
 * @param height rows
 * @param width columns
 */
public record FeatureShape(int channels, int height, int width) {
    /** Values in one such output. */
    public long values() {
        return (long) channels * height * width;
    }

    FeatureShape withChannels(int other) {
        return new FeatureShape(other, height, width);
    }

    FeatureShape resized(int newHeight, int newWidth) {
        return new FeatureShape(channels, newHeight, newWidth);
    }
}
