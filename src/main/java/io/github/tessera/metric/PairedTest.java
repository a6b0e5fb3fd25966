package io.github.tessera.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether differences of pairs, such as those of two models on the same images, could be chance: the paired permutation test. If there
 * were no difference, each might as well have the other sign; p is the share of all choices of signs whose mean is at least as far from 0
 * as the real one (two-sided). Fisher, "The Design of Experiments", 1935, section 21; for many pairs signs are drawn, and the real ones
 * count among them: Phipson and Smyth, Statistical Applications in Genetics and Molecular Biology 9, 2010.
 */
public final class PairedTest {
    /** With no more pairs all choices of signs are tried. */
    static final int MOST_EXACT = 16;

    /** As many are drawn for more pairs. */
    static final int DRAWN = 99_999;

    /** Sums of the same numbers in another order may differ in the last digits. */
    private static final double ROUNDING = 1e-12;

    private PairedTest() {}

    /**
     * The test.
     *
     * @param differences of each pair; NaN for one that has none
     * @param seed equal seeds draw equal signs
     * @return p, above 0 and at most 1; NaN without a pair
     */
    public static double probability(double[] differences, long seed) {
        double[] pairs =
                Arrays.stream(differences).filter(d -> !Double.isNaN(d)).toArray();
        if (pairs.length == 0) {
            return Double.NaN;
        }
        double real = Math.abs(Arrays.stream(pairs).sum());
        double least = real - ROUNDING * Arrays.stream(pairs).map(Math::abs).sum();
        return pairs.length <= MOST_EXACT ? exact(pairs, least) : drawn(pairs, least, seed);
    }

    private static double exact(double[] pairs, double least) {
        int all = 1 << pairs.length;
        int asFar = 0;
        for (int signs = 0; signs < all; signs++) {
            double sum = 0;
            for (int i = 0; i < pairs.length; i++) {
                sum += (signs >> i & 1) == 0 ? pairs[i] : -pairs[i];
            }
            asFar += Math.abs(sum) >= least ? 1 : 0;
        }
        return (double) asFar / all;
    }

    private static double drawn(double[] pairs, double least, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int asFar = 1;
        for (int n = 0; n < DRAWN; n++) {
            double sum = 0;
            for (double pair : pairs) {
                sum += random.nextBoolean() ? pair : -pair;
            }
            asFar += Math.abs(sum) >= least ? 1 : 0;
        }
        return (double) asFar / (DRAWN + 1);
    }
}
