package io.github.tessera.image;

import java.util.Arrays;

/**
 * The normalization of one image, one entry a channel: {@code normalized = raw * scale[c] + offset[c]}.
 *
 * <p>A constant channel has scale and offset 0, so that it maps to 0 and never to NaN.
 *
 * @param scale factors by channel, finite
 * @param offset summands by channel, finite
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record IntensityMap(float[] scale, float[] offset) {
    /** Copies both arrays; they must be of one length. */
    public IntensityMap {
        if (scale.length != offset.length) {
            throw new IllegalArgumentException("scale has " + scale.length + " channels, offset " + offset.length);
        }
        scale = scale.clone();
        offset = offset.clone();
    }

    /** Raw intensities for so many channels. */
    public static IntensityMap identity(int channels) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1f);
        return new IntensityMap(ones, new float[channels]);
    }

    /** Factors by channel, a copy. */
    @Override
    public float[] scale() {
        return scale.clone();
    }

    /** Summands by channel, a copy. */
    @Override
    public float[] offset() {
        return offset.clone();
    }

    /** How many channels it maps. */
    public int channels() {
        return scale.length;
    }

    /** The normalized value of a raw intensity. */
    public float apply(int channel, float raw) {
        return raw * scale[channel] + offset[channel];
    }

    /** Equal scales and offsets. */
    @Override
    public boolean equals(Object other) {
        return other instanceof IntensityMap map
                && Arrays.equals(scale, map.scale)
                && Arrays.equals(offset, map.offset);
    }

    /** Follows {@link #equals}. */
    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(scale) + Arrays.hashCode(offset);
    }

    /** Scales and offsets, for messages. */
    @Override
    public String toString() {
        return "raw * " + Arrays.toString(scale) + " + " + Arrays.toString(offset);
    }
}
