package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * Takes rows of pixels to knots and back; see {@link GridAxis}.
 *
 * <p>What lies elsewhere in a row is copied first, so that all arrays of a loop are used at the same places, for the sake of vector
 * instructions; see {@link Softmax}.
 */
final class GridRow {
    private final GridAxis axis;
    private final int channels;
    private final float[] scale; // of each pixel and channel
    private final float[] pixels;
    private final float[] knots;
    private final float[] left;
    private final float[] right;
    private final float[] padded; // knots with zeros on both sides

    GridRow(GridAxis axis, int channels) {
        this.axis = axis;
        this.channels = channels;
        scale = new float[axis.length() * channels];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = axis.scale()[i / channels];
        }
        pixels = new float[scale.length];
        knots = new float[axis.knots() * channels];
        left = new float[knots.length];
        right = new float[knots.length];
        padded = new float[knots.length + 2 * axis.reach() * channels];
    }

    /** Room for a row of pixels, (columns, channels). */
    float[] pixels() {
        return pixels;
    }

    /** Room for a row of knots, (knots, channels). */
    float[] knots() {
        return knots;
    }

    /** sums += weight * row. */
    static void add(float[] sums, float weight, float[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * row[i];
        }
    }

    /** Sets {@code blurred}, (knots, channels), to what becomes of a row of pixels. */
    void splat(float[] values, float[] blurred) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale[i] * values[i];
        }
        Arrays.fill(knots, 0);
        for (int r = 0; r < axis.step(); r++) {
            int some = 0;
            for (int x = r; x < axis.length(); x += axis.step()) {
                System.arraycopy(pixels, x * channels, left, some, channels);
                some += channels;
            }
            Arrays.fill(left, some, left.length, 0);
            add(knots, 1 - axis.next(r), left);
            if (r > 0) {
                Arrays.fill(right, 0, channels, 0);
                System.arraycopy(left, 0, right, channels, left.length - channels);
                add(knots, axis.next(r), right);
            }
        }
        blur(blurred);
    }

    private void blur(float[] blurred) {
        int edge = axis.reach() * channels;
        System.arraycopy(knots, 0, padded, edge, knots.length);
        Arrays.fill(blurred, 0);
        add(blurred, axis.taps()[0], knots);
        for (int r = 1; r <= axis.reach(); r++) {
            float tap = axis.taps()[r];
            System.arraycopy(padded, edge - r * channels, left, 0, left.length);
            System.arraycopy(padded, edge + r * channels, right, 0, right.length);
            for (int i = 0; i < blurred.length; i++) {
                blurred[i] += tap * (left[i] + right[i]);
            }
        }
    }

    /** Reads {@link #knots} back to a row of pixels. */
    void slice(float[] values) {
        System.arraycopy(knots, channels, right, 0, knots.length - channels);
        for (int r = 0; r < axis.step(); r++) {
            float next = axis.next(r);
            float here = 1 - next;
            for (int i = 0; i < left.length; i++) {
                left[i] = here * knots[i] + next * right[i];
            }
            int some = 0;
            for (int x = r; x < axis.length(); x += axis.step()) {
                System.arraycopy(left, some, values, x * channels, channels);
                some += channels;
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale[i];
        }
    }
}
