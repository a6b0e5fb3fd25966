package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The mean field's loss and gradient. */
class UnrolledMeanFieldTest {
    private static final double STEP = 1e-5;

    private static final DenseCrfSettings SMALL =
            DenseCrfSettings.DEFAULT.withAppearance(1.3, 4, 25).withSmoothness(0.7, 1.5);

    private static Compatibility unlike(int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        double[][] costs = new double[classes][classes];
        for (double[] row : costs) {
            Arrays.setAll(row, k -> random.nextDouble(-0.3, 1.2));
        }
        return Compatibility.of(costs);
    }

    private static CrfGradient gradient(CrfExample example, DenseCrfSettings settings, int threads) {
        try (ParallelRanges ranges = new ParallelRanges(threads, Progress.NONE)) {
            return new UnrolledMeanField(example, settings, ranges).gradient(settings, ranges);
        }
    }

    /** The filters' matrices, column by column what becomes of a pixel alone. */
    private static BruteForceMeanField formulas(GuideImage image, DenseCrfSettings settings) {
        int n = image.pixels();
        float[] alone = new float[n * n];
        for (int i = 0; i < n; i++) {
            alone[i * n + i] = 1;
        }
        Map<CrfKernel, double[][]> kernels = new EnumMap<>(CrfKernel.class);
        try (ParallelRanges ranges = new ParallelRanges(1, Progress.NONE)) {
            for (CrfKernel kernel : CrfKernel.values()) {
                if (kernel.fits(image)) {
                    float[] all = kernel.filter(image, settings, ranges).applied(alone.clone(), n, ranges);
                    double[][] matrix = new double[n][n];
                    for (int i = 0; i < n * n; i++) {
                        matrix[i / n][i % n] = all[i];
                    }
                    kernels.put(kernel, matrix);
                }
            }
        }
        return new BruteForceMeanField(kernels);
    }

    private static double loss(double[][] beliefs, byte[] labels) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xFF) != LabelImage.IGNORED) {
                sum -= Math.log(beliefs[i][labels[i]]);
                known++;
            }
        }
        return sum / known;
    }

    private static double slope(ToDoubleFunction<DenseCrfSettings> loss, DoubleFunction<DenseCrfSettings> moved) {
        return (loss.applyAsDouble(moved.apply(STEP)) - loss.applyAsDouble(moved.apply(-STEP))) / (2 * STEP);
    }

    private static DenseCrfSettings moved(DenseCrfSettings settings, int classes, int k, int l, double by) {
        double[][] costs = settings.compatibility().matrix(classes);
        costs[k][l] += by;
        return settings.withCompatibility(Compatibility.of(costs));
    }

    private static void check(CrfScene scene, DenseCrfSettings settings) {
        CrfExample example = scene.example(0.3, 5);
        int classes = scene.unary.classes();
        BruteForceMeanField field = formulas(scene.image, settings);
        ToDoubleFunction<DenseCrfSettings> loss = s -> loss(field.run(scene.logs(), s), example.labels());
        CrfGradient gradient = gradient(example, settings, 1);
        assertEquals(loss.applyAsDouble(settings), gradient.loss(), 2e-6);
        assertEquals(example.known(), gradient.pixels());
        for (CrfKernel kernel : CrfKernel.values()) {
            double expected = slope(loss, by -> kernel.withWeight(settings, kernel.weight(settings) + by));
            assertEquals(expected, gradient.weights().get(kernel), 3e-6, settings + " " + kernel);
        }
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < classes; l++) {
                int row = k;
                int column = l;
                double expected = slope(loss, by -> moved(settings, classes, row, column, by));
                assertEquals(expected, gradient.compatibility()[k][l], 3e-6, settings + " " + k + " " + l);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LATTICE,2,1",
        "LATTICE,2,4",
        "LATTICE,4,2",
        "LATTICE,4,5",
        "EXACT,2,3",
        "EXACT,2,5",
        "EXACT,4,1",
        "EXACT,4,4"
    })
    void gradientsAreThoseOfFiniteDifferences(Filtering filtering, int classes, int iterations) {
        DenseCrfSettings settings = SMALL.withFiltering(filtering).withIterations(iterations);
        CrfScene scene = new CrfScene(8, 7, 2, classes, 1, 9);
        check(scene, settings);
        check(scene, settings.withCompatibility(unlike(classes)));
    }

    @ParameterizedTest
    @EnumSource
    void anImageWithoutChannelsHasNoAppearance(Filtering filtering) {
        CrfScene scene = new CrfScene(9, 5, 0, 3, 1, 2);
        DenseCrfSettings settings = SMALL.withFiltering(filtering).withIterations(3);
        check(scene, settings);
        assertEquals(0, gradient(scene.example(0, 1), settings, 1).weights().get(CrfKernel.APPEARANCE));
    }

    /** A kernel without weight is not heard, but what it would do is known: so a weight can grow from 0. */
    @Test
    void aWeightOfZeroHasASlope() {
        CrfScene scene = new CrfScene(8, 7, 2, 3, 1, 9);
        DenseCrfSettings settings = SMALL.withAppearance(0, 4, 25).withIterations(3);
        CrfExample example = scene.example(0, 1);
        CrfGradient none = gradient(example, settings, 1);
        CrfGradient little = gradient(example, settings.withAppearance(1e-4, 4, 25), 1);
        double slope = none.weights().get(CrfKernel.APPEARANCE);
        assertTrue(slope < -1e-3, "" + slope);
        assertEquals(little.weights().get(CrfKernel.APPEARANCE), slope, 1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void lossIsThatOfWhatIsRefined(Filtering filtering) {
        CrfScene scene = new CrfScene(31, 27, 3, 4, 1, 3);
        DenseCrfSettings settings = SMALL.withFiltering(filtering).withIterations(4);
        CrfExample example = scene.example(0.5, 3);
        float[][] refined = new DenseCrf(settings, 1).refine(scene.image, scene.unary, Progress.NONE);
        double[][] beliefs = new double[scene.truth.length][4];
        for (int i = 0; i < beliefs.length; i++) {
            for (int k = 0; k < 4; k++) {
                beliefs[i][k] = refined[k][i];
            }
        }
        assertEquals(
                loss(beliefs, example.labels()), gradient(example, settings, 1).loss(), 1e-12);
        try (ParallelRanges ranges = new ParallelRanges(2, Progress.NONE)) {
            double loss = new UnrolledMeanField(example, settings, ranges).loss(settings, ranges);
            assertEquals(loss(beliefs, example.labels()), loss, 1e-12);
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        CrfExample example = new CrfScene(91, 83, 3, 4, 1, 7).example(0.1, 1);
        CrfGradient one = gradient(example, SMALL, 1);
        for (int threads : new int[] {2, 5}) {
            CrfGradient several = gradient(example, SMALL, threads);
            assertEquals(one.loss(), several.loss());
            assertEquals(one.weights(), several.weights());
            assertArrayEquals(one.compatibility(), several.compatibility());
        }
    }

    @Test
    void ignoredPixelsDoNotCountThemselves() {
        CrfScene scene = new CrfScene(1, 2, 0, 2, 1, 3);
        DenseCrfSettings settings = SMALL.withSmoothness(0, 3).withIterations(2);
        byte ignored = (byte) LabelImage.IGNORED;
        CrfExample first = new CrfExample(scene.image, scene.unary, new byte[] {1, ignored});
        CrfExample second = new CrfExample(scene.image, scene.unary, new byte[] {ignored, 0});
        CrfExample both = new CrfExample(scene.image, scene.unary, new byte[] {1, 0});
        CrfGradient mean = CrfGradient.mean(List.of(gradient(first, settings, 1), gradient(second, settings, 1)));
        CrfGradient all = gradient(both, settings, 1);
        assertEquals(2, mean.pixels());
        assertEquals(all.loss(), mean.loss(), 1e-12);
        for (CrfKernel kernel : CrfKernel.values()) {
            assertEquals(all.weights().get(kernel), mean.weights().get(kernel), 1e-6);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithASentence() {
        CrfScene scene = new CrfScene(2, 2, 1, 2, 1, 1);
        for (byte[] labels : new byte[][] {{0, 1, 1}, {0, 1, 2, 0}, {-1, -1, -1, -1}}) {
            assertThrows(TesseraException.class, () -> new CrfExample(scene.image, scene.unary, labels));
        }
    }
}
