package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Markov random fields on the grid of pixels. */
class MarkovMethodTest {
    private static final int ROUNDS = 60;
    private static final double NEAR = 1e-5;

    static GuideImage plain(int width, int height) {
        return new GuideImage(width, height, new float[0][]);
    }

    /** U from 0 to 3, with an image or without, of any weight. */
    private static MarkovEnergy random(int width, int height, int classes, SplittableRandom random) {
        float[] beliefs = new float[width * height * classes];
        for (int i = 0; i < beliefs.length; i++) {
            beliefs[i] = (float) -random.nextDouble(3);
        }
        float[][] channels = new float[random.nextInt(3)][width * height];
        for (float[] channel : channels) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = (float) random.nextDouble(255);
            }
        }
        double weight = Math.exp(random.nextDouble(-4, 3));
        return new MarkovEnergy(
                new UnaryEnergy(classes, beliefs), new GuideImage(width, height, channels), weight, Progress.NONE);
    }

    private static double least(MarkovEnergy energy, int pixels, int classes) {
        double least = Double.POSITIVE_INFINITY;
        byte[] labels = new byte[pixels];
        for (int n = 0; n < Math.pow(classes, pixels); n++) {
            int digits = n;
            for (int i = 0; i < pixels; i++) {
                labels[i] = (byte) (digits % classes);
                digits /= classes;
            }
            least = Math.min(least, energy.of(labels));
        }
        return least;
    }

    @Test
    void aSpeckGoesIfItsNeighboursOutweighIt() {
        float[] beliefs = new float[2 * 9];
        for (int i = 0; i < 9; i++) {
            beliefs[2 * i + (i == 4 ? 0 : 1)] = i == 4 ? -6 : -1;
        }
        double around = 4 + 4 * Math.sqrt(0.5);
        for (MarkovMethod method : MarkovMethod.values()) {
            for (double weight : new double[] {5.9 / around, 6.1 / around}) {
                MarkovEnergy energy = new MarkovEnergy(new UnaryEnergy(2, beliefs), plain(3, 3), weight, Progress.NONE);
                assertEquals(weight * around < 6 ? 1 : 0, method.minimize(energy, Progress.NONE)[4], method + "");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,4", "4,3", "1,12", "12,1", "2,6", "1,1"})
    void theCutOfTwoClassesIsTheLeastOfAllLabellings(int width, int height) {
        SplittableRandom random = new SplittableRandom(width);
        for (int round = 0; round < ROUNDS; round++) {
            MarkovEnergy energy = random(width, height, 2, random);
            double found = energy.of(MarkovMethod.GRAPH_CUT.minimize(energy, Progress.NONE));
            assertEquals(least(energy, width * height, 2), found, NEAR, "round " + round);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,3,3", "1,8,3", "2,3,4", "3,2,5"})
    void expansionOfMoreClassesIsWithinItsBound(int width, int height, int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        int exact = 0;
        for (int round = 0; round < ROUNDS; round++) {
            MarkovEnergy energy = random(width, height, classes, random);
            double found = energy.of(MarkovMethod.GRAPH_CUT.minimize(energy, Progress.NONE));
            double least = least(energy, width * height, classes);
            assertTrue(found <= 2 * least + NEAR, found + " " + least);
            assertTrue(found >= least - NEAR, found + " " + least);
            exact += found <= least + NEAR ? 1 : 0;
        }
        assertTrue(exact >= ROUNDS * 0.8, exact + " of " + ROUNDS);
    }

    @Test
    void expansionEndsNoHigherThanIteratedConditionalModes() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < ROUNDS; round++) {
            MarkovEnergy energy = random(1 + random.nextInt(20), 1 + random.nextInt(20), 2 + random.nextInt(5), random);
            double modes = energy.of(MarkovMethod.ICM.minimize(energy, Progress.NONE));
            double cut = energy.of(MarkovMethod.GRAPH_CUT.minimize(energy, Progress.NONE));
            assertTrue(modes <= energy.of(energy.mostProbable()));
            assertTrue(cut <= modes + NEAR, cut + " " + modes);
        }
    }

    @Test
    void noSweepRaisesTheEnergy() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < ROUNDS; round++) {
            int classes = 2 + random.nextInt(5);
            MarkovEnergy energy = random(1 + random.nextInt(20), 1 + random.nextInt(20), classes, random);
            byte[] labels = anyLabels(energy, classes, random);
            double last = energy.of(labels);
            for (int sweep = 0; sweep < 10; sweep++) {
                byte[] before = labels.clone();
                IteratedConditionalModes.sweep(energy, labels, Progress.NONE);
                double now = energy.of(labels);
                assertTrue(Arrays.equals(before, labels) ? now == last : now < last, now + " " + last);
                last = now;
            }
        }
    }

    @Test
    void noExpansionRaisesTheEnergyOrTakesPixelsFromItsClass() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < ROUNDS; round++) {
            int classes = 2 + random.nextInt(5);
            MarkovEnergy energy = random(1 + random.nextInt(20), 1 + random.nextInt(20), classes, random);
            byte[] labels = anyLabels(energy, classes, random);
            for (int turn = 0; turn < 8; turn++) {
                int alpha = random.nextInt(classes);
                byte[] before = labels.clone();
                boolean lower = AlphaExpansion.expand(energy, labels, alpha, Progress.NONE);
                assertEquals(lower, energy.of(labels) < energy.of(before));
                assertEquals(lower, !Arrays.equals(before, labels));
                for (int i = 0; i < labels.length; i++) {
                    assertTrue(labels[i] == before[i] || labels[i] == alpha);
                }
            }
        }
    }

    @Test
    void anExpansionIsTheBestOfAllSetsOfPixels() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < ROUNDS; round++) {
            MarkovEnergy energy = random(3, 3, 4, random);
            byte[] labels = anyLabels(energy, 4, random);
            double least = Double.POSITIVE_INFINITY;
            for (int set = 0; set < 1 << labels.length; set++) {
                byte[] tried = labels.clone();
                for (int i = 0; i < tried.length; i++) {
                    tried[i] = (set >> i & 1) == 1 ? 2 : tried[i];
                }
                least = Math.min(least, energy.of(tried));
            }
            AlphaExpansion.expand(energy, labels, 2, Progress.NONE);
            assertEquals(least, energy.of(labels), NEAR);
        }
    }

    private static byte[] anyLabels(MarkovEnergy energy, int classes, SplittableRandom random) {
        byte[] labels = energy.mostProbable();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(classes);
        }
        return labels;
    }

    @ParameterizedTest
    @EnumSource
    void noOtherClassOfOnePixelIsBetter(MarkovMethod method) {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < ROUNDS; round++) {
            int classes = 2 + random.nextInt(4);
            MarkovEnergy energy = random(1 + random.nextInt(9), 1 + random.nextInt(9), classes, random);
            byte[] labels = method.minimize(energy, Progress.NONE);
            double reached = energy.of(labels);
            for (int i = 0; i < labels.length; i++) {
                byte kept = labels[i];
                for (int k = 0; k < classes; k++) {
                    labels[i] = (byte) k;
                    assertTrue(energy.of(labels) >= reached - NEAR, energy.of(labels) + " " + reached);
                }
                labels[i] = kept;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutWeightEachPixelIsByItself(MarkovMethod method) {
        for (int classes = 2; classes < 5; classes++) {
            CrfScene scene = new CrfScene(13, 9, 1, classes, 1, classes);
            MarkovEnergy energy = new MarkovEnergy(scene.unary, scene.image, 0, Progress.NONE);
            assertArrayEquals(energy.mostProbable(), method.minimize(energy, Progress.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsCleanedUpToTheEdgesOfTheImage(MarkovMethod method) {
        CrfScene scene = new CrfScene(60, 50, 3, 3, 1, 5);
        MarkovEnergy energy = new MarkovEnergy(scene.unary, scene.image, 2, Progress.NONE);
        assertTrue(CrfScene.agreement(scene.truth, ints(energy.mostProbable())) < 0.8);
        double agreement = CrfScene.agreement(scene.truth, ints(method.minimize(energy, Progress.NONE)));
        assertTrue(agreement > (method == MarkovMethod.ICM ? 0.97 : 0.999), agreement + "");
    }

    private static int[] ints(byte[] labels) {
        int[] ints = new int[labels.length];
        Arrays.setAll(ints, i -> labels[i]);
        return ints;
    }

    @Test
    void aTurnedImageIsCutTheSameWay() {
        CrfScene scene = new CrfScene(31, 22, 2, 2, 2, 8);
        GuideImage turned = new GuideImage(31, 22, new float[][] {
            turned(scene.image.channels()[0], 1), turned(scene.image.channels()[1], 1)
        });
        UnaryEnergy unary = new UnaryEnergy(2, turned(scene.unary.beliefs(), 2));
        byte[] labels = MarkovMethod.GRAPH_CUT.minimize(
                new MarkovEnergy(scene.unary, scene.image, 0.7, Progress.NONE), Progress.NONE);
        byte[] others =
                MarkovMethod.GRAPH_CUT.minimize(new MarkovEnergy(unary, turned, 0.7, Progress.NONE), Progress.NONE);
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i], others[labels.length - 1 - i]);
        }
    }

    private static float[] turned(float[] values, int each) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[values.length - each - i / each * each + i % each] = values[i];
        }
        return turned;
    }

    @ParameterizedTest
    @EnumSource
    void cancelEndsIt(MarkovMethod method) {
        CrfScene scene = new CrfScene(40, 30, 1, 2, 1, 1);
        MarkovEnergy energy = new MarkovEnergy(scene.unary, scene.image, 1, Progress.NONE);
        Progress cancelled = new Progress() {
            private int asked;

            @Override
            public boolean cancelled() {
                return ++asked > 2;
            }
        };
        assertThrows(CancelledException.class, () -> method.minimize(energy, cancelled));
        assertThrows(CancelledException.class, () -> new MarkovEnergy(scene.unary, scene.image, 1, cancelled));
    }
}
