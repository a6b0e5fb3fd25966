package io.github.tessera.postprocess;

import java.util.Arrays;

/**
 * One axis of {@link GridFilter}: values at {@code length} pixels are shared out among knots, every {@code step} pixels one, blurred there, and
 * read back by linear interpolation.
 *
 * <p>Sharing out and reading back each blur by a tent, of variance (step^2 - 1) / 6; the rest of the Gaussian's variance is left to the
 * knots. There it is cut off at three deviations.
 *
 * @param knots of which the last lies at the last pixel or beyond
 * @param taps the kernel between knots that are 0, 1... knots apart
 * @param scale factor of each pixel, before and after
 */
@SuppressWarnings("ArrayRecordComponent") // structure inside a filter; never compared
record GridAxis(int length, int step, int knots, float[] taps, float[] scale) {
    /** Deviation in steps: from 1.4, as little is left of it then, a step comes out right within 1 percent. */
    private static final double LEAST_DEVIATION = 1.5;

    private static final int REACH = 3;

    /**
     * The axis of a Gaussian.
     *
     * @param width standard deviation in pixels, above 0
     */
    static GridAxis of(int length, double width) {
        int step = (int) Math.max(1, Math.min(length, width / LEAST_DEVIATION));
        double deviation = Math.sqrt(width * width - ((double) step * step - 1) / 3) / step;
        int knots = (length - 1 + step - 1) / step + 1;
        float[] taps = new float[(int) Math.min(knots, Math.ceil(REACH * deviation) + 1)];
        for (int r = 0; r < taps.length; r++) {
            double distance = r / deviation;
            taps[r] = (float) (width / (step * deviation) * Math.exp(-distance * distance / 2));
        }
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return new GridAxis(length, step, knots, taps, ones);
    }

    /** With the factors that make the filter D^-1/2 K D^-1/2; see {@link KernelFilter#normalized}. */
    GridAxis normalized() {
        double[] shared = new double[knots];
        for (int i = 0; i < length; i++) {
            shared[knot(i)] += 1 - next(i);
            shared[behind(i)] += next(i);
        }
        double[] blurred = new double[knots];
        for (int g = 0; g < knots; g++) {
            for (int h = Math.max(0, g - reach()); h <= Math.min(knots - 1, g + reach()); h++) {
                blurred[g] += taps[Math.abs(g - h)] * shared[h];
            }
        }
        float[] roots = new float[length];
        for (int i = 0; i < length; i++) {
            roots[i] = (float) (1 / Math.sqrt((1 - next(i)) * blurred[knot(i)] + next(i) * blurred[behind(i)]));
        }
        return new GridAxis(length, step, knots, taps, roots);
    }

    /** Knots on either side that a knot hears of. */
    int reach() {
        return taps.length - 1;
    }

    /** The knot at a pixel, or the last one before it. */
    int knot(int pixel) {
        return pixel / step;
    }

    /** The knot at a pixel, or the first one behind it. */
    int behind(int pixel) {
        return (pixel + step - 1) / step;
    }

    /** How much of a pixel is shared with the knot behind it. */
    float next(int pixel) {
        return (float) (pixel % step) / step;
    }

    /** How much of a pixel is shared with a knot that lies no more than a step away. */
    float share(int pixel, int knot) {
        return 1 - Math.abs(pixel - knot * step) / (float) step;
    }
}
