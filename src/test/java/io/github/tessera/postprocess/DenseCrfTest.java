package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fully connected conditional random field. */
class DenseCrfTest {
    private static final DenseCrfSettings SMALL =
            DenseCrfSettings.DEFAULT.withAppearance(4, 6, 15).withIterations(5);

    private static float[][] refined(CrfScene scene, DenseCrfSettings settings) {
        return new DenseCrf(settings, 1).refine(scene.image, scene.unary, Progress.NONE);
    }

    private static Compatibility unlike(int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] costs = new double[classes][classes];
        for (double[] row : costs) {
            Arrays.setAll(row, k -> random.nextDouble(-0.2, 1));
        }
        return Compatibility.of(costs);
    }

    @ParameterizedTest
    @CsvSource({"9,7,3,2", "12,5,1,3", "1,17,0,4", "8,8,2,5", "1,1,3,2"})
    void theExactFilterEqualsTheFormulas(int width, int height, int channels, int classes) {
        CrfScene scene = new CrfScene(width, height, channels, classes, 1, 1);
        for (Compatibility costs : new Compatibility[] {Compatibility.POTTS, unlike(classes, 2)}) {
            DenseCrfSettings settings = SMALL.withCompatibility(costs).withFiltering(Filtering.EXACT);
            double[][] expected = new BruteForceMeanField(scene.image, settings).run(scene.logs(), settings);
            float[][] refined = refined(scene, settings);
            for (int i = 0; i < expected.length; i++) {
                for (int k = 0; k < classes; k++) {
                    assertEquals(expected[i][k], refined[k][i], 1e-6, i + " " + k);
                }
            }
        }
    }

    @Test
    void withoutWeightsBeliefsStayAsTheyAre() {
        float[][] p = {{0.2f, 0.7f}, {0.5f, 0.1f}, {0.3f, 0.2f}};
        GuideImage image = new GuideImage(2, 1, new float[][] {{3, 4}});
        DenseCrfSettings settings =
                DenseCrfSettings.DEFAULT.withAppearance(0, 80, 13).withSmoothness(0, 3);
        float[][] refined = new DenseCrf(settings, 1).refine(image, UnaryEnergy.ofProbabilities(p), Progress.NONE);
        for (int k = 0; k < 3; k++) {
            assertArrayEquals(p[k], refined[k], 1e-6f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoisyHalfPlaneIsCleaned(Filtering filtering) {
        CrfScene scene = new CrfScene(40, 30, 1, 2, 1.2, 5);
        int[] before = CrfScene.labels(refined(scene, DenseCrfSettings.DEFAULT.withIterations(0)));
        assertTrue(CrfScene.agreement(scene.truth, before) < 0.85);
        int[] after = CrfScene.labels(refined(scene, DenseCrfSettings.DEFAULT.withFiltering(filtering)));
        assertEquals(1, CrfScene.agreement(scene.truth, after));
    }

    @ParameterizedTest
    @CsvSource({"3,5,13", "3,10,13", "3,80,13", "3,80,40", "1,80,13", "1,20,5", "2,40,20"})
    void theLatticeAgreesWithTheExactFilter(int channels, double width, double colours) {
        CrfScene scene = new CrfScene(36, 30, channels, 4, 1, 3);
        DenseCrfSettings settings = DenseCrfSettings.DEFAULT.withAppearance(10, width, colours);
        int[] lattice = CrfScene.labels(refined(scene, settings));
        int[] exact = CrfScene.labels(refined(scene, settings.withFiltering(Filtering.EXACT)));
        assertTrue(CrfScene.agreement(lattice, exact) >= 0.99, () -> "" + CrfScene.agreement(lattice, exact));
    }

    /** The widths and weights that Tessera Refine begins with. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 21})
    void theLatticeAgreesWithTheExactFilterWhereRefiningBegins(int classes) {
        CrfScene scene = new CrfScene(40, 36, 3, classes, 1, 3);
        DenseCrfSettings settings =
                DenseCrfSettings.DEFAULT.withAppearance(3, 30, 13).withSmoothness(1, 3);
        int[] lattice = CrfScene.labels(refined(scene, settings));
        int[] exact = CrfScene.labels(refined(scene, settings.withFiltering(Filtering.EXACT)));
        int[] before = CrfScene.labels(refined(scene, settings.withIterations(0)));
        assertTrue(CrfScene.agreement(before, exact) < 0.95, () -> "" + CrfScene.agreement(before, exact));
        assertTrue(CrfScene.agreement(lattice, exact) >= 0.99, () -> "" + CrfScene.agreement(lattice, exact));
    }

    @ParameterizedTest
    @EnumSource
    void threadsDoNotChangeABit(Filtering filtering) {
        CrfScene scene = new CrfScene(61, 43, 3, 5, 1, 7);
        DenseCrfSettings settings = SMALL.withFiltering(filtering);
        float[][] one = refined(scene, settings);
        for (int threads : new int[] {2, 3, 7}) {
            float[][] several = new DenseCrf(settings, threads).refine(scene.image, scene.unary, Progress.NONE);
            for (int k = 0; k < one.length; k++) {
                assertArrayEquals(one[k], several[k], threads + " threads");
            }
        }
    }

    @Test
    void anUnknownPixelIsOfTheClassOfItsSurroundings() {
        float[][] p = new float[2][25];
        Arrays.fill(p[0], 0.2f);
        Arrays.fill(p[1], 0.8f);
        p[0][12] = Float.NaN;
        p[1][13] = Float.NaN;
        GuideImage image = new GuideImage(5, 5, new float[][] {new float[25]});
        float[][] refined = new DenseCrf(SMALL, 1).refine(image, UnaryEnergy.ofProbabilities(p), Progress.NONE);
        assertTrue(refined[1][12] > 0.9 && refined[1][13] > 0.9, refined[1][12] + " " + refined[1][13]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anythingGivesProbabilities(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sides = {1, 1, 2, 3, 17, 40};
        for (int turn = 0; turn < 12; turn++) {
            int classes = random.nextInt(2, 24);
            CrfScene scene = new CrfScene(
                    sides[random.nextInt(6)],
                    sides[random.nextInt(6)],
                    random.nextInt(6),
                    classes,
                    3,
                    random.nextLong());
            DenseCrfSettings settings = DenseCrfSettings.DEFAULT
                    .withAppearance(
                            random.nextDouble(60),
                            Math.exp(random.nextDouble(-3, 9)),
                            Math.exp(random.nextDouble(-1, 9)))
                    .withSmoothness(random.nextDouble(60), Math.exp(random.nextDouble(-3, 9)))
                    .withCompatibility(random.nextBoolean() ? Compatibility.POTTS : unlike(classes, seed))
                    .withIterations(3);
            float[][] refined = refined(scene, settings);
            for (int i = 0; i < refined[0].length; i++) {
                double sum = 0;
                for (float[] plane : refined) {
                    assertTrue(plane[i] >= 0 && plane[i] <= 1 + 1e-6, settings.toString());
                    sum += plane[i];
                }
                assertEquals(1, sum, 1e-5, settings.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesSoLargeThatSumsWouldOverflowAreRefused(Filtering filtering) {
        CrfScene scene = new CrfScene(9, 7, 2, 3, 1, 1);
        DenseCrfSettings most = SMALL.withFiltering(filtering)
                .withAppearance(1e6, 6, 15)
                .withSmoothness(1e6, 3)
                .withCompatibility(Compatibility.of(new double[][] {{0, 1e6, -1e6}, {1e6, 0, 1}, {1, 1, 0}}));
        for (float[] plane : refined(scene, most)) {
            for (float p : plane) {
                assertTrue(p >= 0 && p <= 1 + 1e-6, "" + p);
            }
        }
        refused("choose a number from 0 to 1000000.", () -> most.withAppearance(3e38, 6, 15));
        refused("choose a number from 0 to 1000000.", () -> most.withSmoothness(Double.POSITIVE_INFINITY, 3));
        refused("choose a number above 0, up to 1000000.", () -> most.withSmoothness(1, Double.POSITIVE_INFINITY));
        refused("choose a number from 0 to 1000.", () -> most.withIterations(1001));
        Compatibility dear = Compatibility.of(new double[][] {{0, 1e300}, {1, 0}});
        refused("choose costs from -1000000 to 1000000.", () -> most.withCompatibility(dear));
    }

    private static void refused(String told, Executable settings) {
        TesseraException refusal = assertThrows(TesseraException.class, settings);
        assertTrue(refusal.getMessage().endsWith(told), refusal.getMessage());
    }

    @Test
    void onePassTellsHowFarItIsAndEndsWhenCancelled() {
        CrfScene scene = new CrfScene(20, 20, 1, 2, 1, 1);
        Progress cancelling = new Progress() {
            private long seen;

            @Override
            public void update(long done, long total) {
                assertEquals(seen + 1, done);
                assertEquals(5, total);
                seen = done;
            }

            @Override
            public boolean cancelled() {
                return seen == 2;
            }
        };
        DenseCrf crf = new DenseCrf(SMALL, 2);
        assertThrows(CancelledException.class, () -> crf.refine(scene.image, scene.unary, cancelling));
    }

    @Test
    void whatDoesNotFitIsRefusedWithASentence() {
        CrfScene scene = new CrfScene(6, 5, 3, 2, 1, 1);
        GuideImage other = new GuideImage(5, 5, new float[0][]);
        DenseCrf crf = new DenseCrf(SMALL, 1);
        assertThrows(TesseraException.class, () -> crf.refine(other, scene.unary, Progress.NONE));
        DenseCrf three = new DenseCrf(SMALL.withCompatibility(unlike(3, 1)), 1);
        assertThrows(TesseraException.class, () -> three.refine(scene.image, scene.unary, Progress.NONE));
        DenseCrf narrow = new DenseCrf(SMALL.withAppearance(1, 1e-6, 1e-6), 1);
        assertThrows(TesseraException.class, () -> narrow.refine(scene.image, scene.unary, Progress.NONE));
        assertThrows(TesseraException.class, () -> SMALL.withSmoothness(1, 0));
        assertThrows(TesseraException.class, () -> SMALL.withAppearance(Double.NaN, 1, 1));
        assertThrows(TesseraException.class, () -> SMALL.withIterations(-1));
    }

    @Test
    void memoryIsThatOfFeaturesLatticesAndBeliefs() {
        long beliefs = 1000 * 2 * 4;
        long places = 1000 * 2 * (4 + 4);
        long colours = 1000 * (6 * (4 + 4 + 4) + 5 * 4) + 500 * (6 * (4 + 4) + 2 * (4 + 4));
        assertEquals(beliefs + places, DenseCrf.bytes(1000, 0, 2));
        assertEquals(beliefs + places + colours, DenseCrf.bytes(1000, 3, 2));
    }
}
