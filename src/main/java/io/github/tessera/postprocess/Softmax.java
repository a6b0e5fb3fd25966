package io.github.tessera.postprocess;

/**
 * exp(x_k) / sum of exp(x_l), for a block of pixels at a time.
 *
 * <p>The mean field would need a third of its time for {@link Math#exp}. Here the exponential is worked out in two loops over all values of
 * the block: the first is arithmetic alone, of which HotSpot makes vector instructions, the second puts the exponents in.
 */
final class Softmax {
    /** Below this a class has no part: exp(-50) is 2e-22. So no denormal numbers come about, which are slow. */
    private static final float NOTHING = -50;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** 1.5 x 2^23: added, it leaves a number rounded to a whole one, which stands in the lowest bits. */
    private static final float ROUNDER = 12582912;

    private static final int EXPONENT = 23;

    // Taylor's series of 2^x to the 6th power: for |x| <= 1/2 the next term is below 2e-7.
    private static final float C1 = coefficient(1);
    private static final float C2 = coefficient(2);
    private static final float C3 = coefficient(3);
    private static final float C4 = coefficient(4);
    private static final float C5 = coefficient(5);
    private static final float C6 = coefficient(6);

    private final int classes;
    private final float[] x;
    private final float[] shifted;
    private final float[] series;

    /**
     * Makes room for a block.
     *
     * @param classes at least 2
     */
    Softmax(int classes, int pixels) {
        this.classes = classes;
        x = new float[pixels * classes];
        shifted = new float[x.length];
        series = new float[x.length];
    }

    private static float coefficient(int power) {
        double coefficient = 1;
        for (int i = 1; i <= power; i++) {
            coefficient *= Math.log(2) / i;
        }
        return (float) coefficient;
    }

    /** The exponents (pixels, classes), to be filled with finite values. */
    float[] exponents() {
        return x;
    }

    /** Changes the exponents to values that sum to 1 for each pixel. */
    void run() {
        for (int at = 0; at < x.length; at += classes) {
            float most = most(at);
            for (int k = 0; k < classes; k++) {
                x[at + k] -= most;
            }
        }
        exp();
        for (int at = 0; at < x.length; at += classes) {
            float sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += x[at + k];
            }
            float factor = 1 / sum;
            for (int k = 0; k < classes; k++) {
                x[at + k] *= factor;
            }
        }
    }

    /** The largest, of even and odd places apart: one comparison need not wait for the other. */
    private float most(int at) {
        float even = x[at];
        float odd = x[at + 1];
        int k = 2;
        for (; k + 1 < classes; k += 2) {
            even = Math.max(even, x[at + k]);
            odd = Math.max(odd, x[at + k + 1]);
        }
        return Math.max(k < classes ? Math.max(even, x[at + k]) : even, odd);
    }

    /** For x from -50 to 0, to within 3e-7 of the largest, 1; below -50 as at -50. */
    private void exp() {
        // All at the same places, or HotSpot cannot know that one does not overwrite what another reads, and makes no
        // vectors.
        for (int i = 0; i < x.length; i++) {
            float power = Math.max(NOTHING, x[i]) * LOG2_E;
            float rounded = power + ROUNDER;
            float rest = power - (rounded - ROUNDER);
            shifted[i] = rounded;
            series[i] = 1 + rest * (C1 + rest * (C2 + rest * (C3 + rest * (C4 + rest * (C5 + rest * C6)))));
        }
        for (int i = 0; i < x.length; i++) {
            int exponent = Float.floatToRawIntBits(shifted[i]) << EXPONENT;
            x[i] = Float.intBitsToFloat(Float.floatToRawIntBits(series[i]) + exponent);
        }
    }
}
