package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Learning the parameters of the dense CRF. */
class CrfLearningTest {
    private static final DenseCrfSettings START = DenseCrfSettings.DEFAULT
            .withAppearance(1, 20, 13)
            .withSmoothness(1, 2)
            .withIterations(5);

    private static final CrfLearningSettings SHORT = CrfLearningSettings.DEFAULT.withEpochs(6);

    private static CrfLearningResult learn(
            CrfLearningSettings settings, DenseCrfSettings start, CrfExample... examples) {
        return new CrfLearning(settings, 1).learn(List.of(examples), List.of(), start, Progress.NONE);
    }

    private static double agreement(CrfScene scene, DenseCrfSettings settings) {
        float[][] refined = new DenseCrf(settings, 1).refine(scene.image, scene.unary, Progress.NONE);
        return CrfScene.agreement(scene.truth, CrfScene.labels(refined));
    }

    /**
     * Beliefs that are as sure as they should be, and labels that no surroundings tell: of class 0 or, a quarter, 1, and with three classes
     * all of class 2 in the right half.
     */
    private static CrfExample texture(int width, int height, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = width * height;
        byte[] labels = new byte[n];
        float[] colours = new float[n];
        float[] beliefs = new float[n * classes];
        for (int i = 0; i < n; i++) {
            labels[i] = (byte) (classes == 3 && i % width >= width / 2 ? 2 : random.nextInt(4) / 3);
            colours[i] = (float) random.nextDouble(20);
            for (int k = 0; k < classes; k++) {
                double before = Math.log(k == 1 ? 0.25 : 0.75);
                beliefs[i * classes + k] = (float) (before + (k == labels[i] ? 1 : 0) + random.nextGaussian());
            }
        }
        GuideImage image = new GuideImage(width, height, new float[][] {colours});
        return new CrfExample(image, new UnaryEnergy(classes, beliefs), labels);
    }

    @Test
    void clearEdgesAreLearntFrom() {
        CrfExample first = new CrfScene(40, 30, 1, 3, 1.2, 5).example(0.2, 1);
        CrfExample second = new CrfScene(30, 40, 1, 3, 1.2, 6).example(0.2, 2);
        CrfLearningResult result = learn(CrfLearningSettings.DEFAULT, START, first, second);
        assertTrue(result.improved());
        assertEquals(31, result.losses().size());
        double loss = result.losses().get(result.best());
        assertTrue(loss < 0.5 * result.losses().get(0), result.describe());
        result.losses().forEach(other -> assertTrue(loss <= other));
        CrfScene other = new CrfScene(50, 50, 1, 3, 1.2, 7);
        double before = agreement(other, START);
        double after = agreement(other, result.settings());
        assertTrue(after > before, before + " " + after);
        assertTrue(after > 0.98, before + " " + after);
    }

    @Test
    void whereTheSurroundingsTellNothingWeightsFallToZero() {
        CrfExample example = texture(24, 20, 2, 3);
        CrfLearningSettings settings =
                CrfLearningSettings.DEFAULT.withEpochs(60).withCompatibility(false);
        CrfLearningResult result = learn(settings, START, example);
        assertTrue(result.improved());
        for (CrfKernel kernel : CrfKernel.values()) {
            assertTrue(kernel.weight(result.settings()) < 0.1 * kernel.weight(START), result.describe());
        }
        assertSame(START.compatibility(), result.settings().compatibility());
    }

    @Test
    void classesThatLieMixedAreLearntToBearEachOther() {
        CrfLearningResult result = learn(CrfLearningSettings.DEFAULT.withEpochs(60), START, texture(24, 20, 3, 4));
        double[][] costs = result.settings().compatibility().matrix(3);
        for (int k = 0; k < 2; k++) {
            assertEquals(0, costs[k][k]);
            assertTrue(costs[k][1 - k] < 0.5 * costs[k][2], Arrays.deepToString(costs));
            assertTrue(costs[k][1 - k] < 0.5 * costs[2][k], Arrays.deepToString(costs));
        }
    }

    @Test
    void theSeedSaysTheOrder() {
        CrfExample[] examples = {texture(12, 9, 3, 1), texture(9, 12, 3, 2), texture(11, 8, 3, 3)};
        CrfLearningResult one = learn(SHORT, START, examples);
        assertEquals(one.losses(), learn(SHORT, START, examples).losses());
        CrfLearningResult threads = new CrfLearning(SHORT, 3).learn(List.of(examples), List.of(), START, Progress.NONE);
        assertEquals(one.losses(), threads.losses());
        assertArrayEquals(
                one.settings().compatibility().matrix(3),
                threads.settings().compatibility().matrix(3));
        assertNotEquals(one.losses(), learn(SHORT.withSeed(2), START, examples).losses());
        CrfLearningResult together = learn(SHORT.withBatch(3), START, examples);
        assertEquals(one.losses().get(0), together.losses().get(0), 1e-12);
        assertEquals(
                together.losses(),
                learn(SHORT.withBatch(9).withSeed(2), START, examples).losses());
    }

    @Test
    void theStartStaysIfNothingIsBetter() {
        byte[] labels = {0, 1, 2};
        float[] sure = {99, 0, 0, 0, 99, 0, 0, 0, 99};
        GuideImage image = new GuideImage(3, 1, new float[1][3]);
        CrfExample example = new CrfExample(image, new UnaryEnergy(3, sure), labels);
        CrfLearningResult result = learn(SHORT, START, example);
        assertEquals(0, result.losses().get(0));
        assertEquals(0, result.best());
        assertSame(START, result.settings());
        assertTrue(result.describe().contains("stay"), result.describe());
    }

    @Test
    void aMatrixIsLearntFromAsOneOfZeroDiagonal() {
        CrfExample example = texture(12, 9, 3, 1);
        double[][] costs = {{0.5, 1, 2}, {0.25, 0.75, 1}, {1, 1.5, -0.5}};
        DenseCrfSettings start = START.withCompatibility(Compatibility.of(costs));
        CrfParameters parameters = new CrfParameters(start, 3, true);
        DenseCrfSettings same = parameters.settings(parameters.vector());
        double[][] expected = {{0, 0.25, 2.5}, {-0.25, 0, 1.5}, {0.5, 0.75, 0}};
        assertArrayEquals(expected, same.compatibility().matrix(3));
        try (ParallelRanges ranges = new ParallelRanges(1, Progress.NONE)) {
            UnrolledMeanField field = new UnrolledMeanField(example, start, ranges);
            assertEquals(field.loss(start, ranges), field.loss(same, ranges), 1e-6);
        }
    }

    /** A strong bond helps where edges are clear, and harms, after a while, where the surroundings tell nothing. */
    @Test
    void theParametersKeptAreThoseThatAreBestForImagesHeldOut() {
        List<CrfExample> clear = List.of(new CrfScene(40, 30, 1, 3, 1.2, 5).example(0.2, 1));
        List<CrfExample> mixed = List.of(texture(24, 20, 3, 4));
        CrfLearning learning = new CrfLearning(
                CrfLearningSettings.DEFAULT.withPull(0).withCompatibility(false).withRate(0.5), 1);
        DenseCrfSettings weak = START.withAppearance(0.1, 20, 13).withSmoothness(0.1, 2);
        CrfLearningResult result = learning.learn(clear, mixed, weak, Progress.NONE);
        List<Double> heldOut = result.heldOutLosses();
        assertEquals(result.losses().size(), heldOut.size());
        assertEquals(heldOut.indexOf(Collections.min(heldOut)), result.best());
        assertTrue(result.improved() && result.best() < 30, result.describe());
        assertTrue(result.losses().get(30) < result.losses().get(result.best()), "learning went on");
        try (ParallelRanges ranges = new ParallelRanges(1, Progress.NONE)) {
            UnrolledMeanField field = new UnrolledMeanField(mixed.get(0), weak, ranges);
            assertEquals(heldOut.get(result.best()), field.loss(result.settings(), ranges));
        }
        assertTrue(result.describe().contains("on the images held out fell"), result.describe());

        CrfLearningResult same = learning.learn(clear, List.of(), weak, Progress.NONE);
        assertEquals(result.losses(), same.losses());
        assertTrue(same.best() > result.best() && same.heldOutLosses().isEmpty(), same.describe());

        DenseCrfSettings strong = START.withAppearance(4, 20, 13).withSmoothness(4, 2);
        CrfLearningResult worse = learning.learn(clear, mixed, strong, Progress.NONE);
        assertTrue(worse.losses().get(30) < worse.losses().get(0));
        assertEquals(0, worse.best());
        assertSame(strong, worse.settings());
    }

    /** By differences of loss + pull x strain. */
    @Test
    void theGradientIsThatOfLossAndPull() {
        double[][] costs = {{0, 0.7, 1.5}, {1.2, 0, 0.4}, {0.9, 1.1, 0}};
        DenseCrfSettings start =
                START.withCompatibility(Compatibility.of(costs)).withIterations(2);
        CrfParameters parameters = new CrfParameters(start, 3, true);
        double[] vector = parameters.vector();
        vector[0] = 1.5;
        vector[1] = 0.6;
        double pull = 0.3;
        try (ParallelRanges ranges = new ParallelRanges(1, Progress.NONE)) {
            UnrolledMeanField field = new UnrolledMeanField(texture(12, 9, 3, 1), start, ranges);
            double[] gradient = parameters.gradient(field.gradient(parameters.settings(vector), ranges), vector, pull);
            for (int i = 0; i < vector.length; i++) {
                double[] sums = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[] moved = vector.clone();
                    moved[i] += side == 0 ? -1e-2 : 1e-2;
                    sums[side] = field.loss(parameters.settings(moved), ranges) + pull * parameters.strain(moved);
                }
                assertEquals((sums[1] - sums[0]) / 2e-2, gradient[i], 2e-4, "parameter " + i);
            }
        }
    }

    /** By hand: weights of 2 and 0.5 times their start, and one cost of 3 instead of 1: (1 + 0.25 + 4) / 2. */
    @Test
    void thePullIsTowardsStartAndPotts() {
        CrfParameters parameters = new CrfParameters(START, 2, true);
        double[] vector = parameters.vector();
        assertEquals(0, parameters.strain(vector));
        vector[0] *= 2;
        vector[1] *= 0.5;
        vector[3] = 3;
        assertEquals(2.625, parameters.strain(vector), 1e-12);
        CrfExample example = texture(12, 9, 3, 1);
        double[][] free = learn(CrfLearningSettings.DEFAULT.withPull(0), START, example)
                .settings()
                .compatibility()
                .matrix(3);
        double[][] pulled = learn(CrfLearningSettings.DEFAULT.withPull(1), START, example)
                .settings()
                .compatibility()
                .matrix(3);
        assertTrue(
                distanceFromPotts(pulled) < 0.5 * distanceFromPotts(free),
                Arrays.deepToString(free) + Arrays.deepToString(pulled));
    }

    private static double distanceFromPotts(double[][] costs) {
        double sum = 0;
        for (int k = 0; k < costs.length; k++) {
            for (int l = 0; l < costs.length; l++) {
                sum += Math.abs(costs[k][l] - (k == l ? 0 : 1));
            }
        }
        return sum;
    }

    @Test
    void cancellingEndsIt() {
        Progress cancelling = new Progress() {
            private long seen;

            @Override
            public void update(long done, long total) {
                assertEquals(++seen, done);
                assertEquals(6, total);
            }

            @Override
            public boolean cancelled() {
                return seen == 2;
            }
        };
        CrfLearning learning = new CrfLearning(SHORT, 2);
        List<CrfExample> examples = List.of(texture(12, 9, 3, 1));
        assertThrows(CancelledException.class, () -> learning.learn(examples, List.of(), START, cancelling));
    }

    @Test
    void whatDoesNotFitIsRefusedWithASentence() {
        CrfExample three = texture(12, 9, 3, 1);
        CrfExample two = new CrfScene(5, 5, 1, 2, 1, 1).example(0, 1);
        assertThrows(TesseraException.class, () -> learn(SHORT, START));
        assertThrows(TesseraException.class, () -> learn(SHORT, START, three, two));
        assertThrows(TesseraException.class, () -> learn(SHORT, START.withIterations(0), two));
        Compatibility pair = Compatibility.of(new double[][] {{0, 1}, {1, 0}});
        assertThrows(TesseraException.class, () -> learn(SHORT, START.withCompatibility(pair), three));
        assertThrows(TesseraException.class, () -> new CrfLearning(SHORT, 1)
                .learn(List.of(three), List.of(two), START, Progress.NONE));
        assertThrows(TesseraException.class, () -> SHORT.withPull(-1));
        assertThrows(TesseraException.class, () -> SHORT.withEpochs(0));
        assertThrows(TesseraException.class, () -> SHORT.withBatch(0));
        assertThrows(TesseraException.class, () -> SHORT.withRate(Double.NaN));
    }

    /** By hand: the first step is the rate, against the sign; the second from moments 0.19 and 0.001999 of a gradient of 1. */
    @Test
    void adamStepsByTheRate() {
        double[] parameters = {1, 2, 3};
        VectorAdam adam = new VectorAdam(0.1, 3);
        adam.step(parameters, new double[] {4, -0.5, 0});
        assertArrayEquals(new double[] {0.9, 2.1, 3}, parameters, 1e-8);
        adam.step(parameters, new double[] {4, 0, 0});
        double second = (0.9 * 0.1 / 0.19) / Math.sqrt(0.999 * 0.001 / 0.001999);
        assertArrayEquals(new double[] {0.8, 2.1 + 0.1 * second, 3}, parameters, 1e-7);
    }

    @Test
    void memoryIsThatOfLatticesAndBeliefs() {
        CrfExample example = texture(10, 10, 3, 1);
        long lattices = DenseCrf.bytes(100, 1, 0);
        long vertices = DenseCrf.bytes(100, 1, 3) - lattices;
        long one = lattices + 2 * vertices + (5 + 2) * 100 * 3 * 4;
        assertEquals(one, CrfLearning.bytes(List.of(example), 5));
        assertEquals(one + lattices, CrfLearning.bytes(List.of(example, example), 5));
    }
}
