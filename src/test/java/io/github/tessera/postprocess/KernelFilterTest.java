package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact filter and the lattice. */
class KernelFilterTest {
    private final ParallelRanges threads = new ParallelRanges(2, Progress.NONE);

    @AfterEach
    void close() {
        threads.close();
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] all(KernelFilter.Response response, float[] values, int pixels, ParallelRanges threads) {
        response.filter(values, threads);
        float[] result = new float[values.length];
        response.addTo(result, 0, pixels, 1);
        return result;
    }

    @Test
    void theExactFilterOfTwoPixelsIsTheFormula() {
        KernelFilter filter = new ExactFilter(PixelFeatures.places(2, 1, 2));
        float near = (float) Math.exp(-1.0 / 8);
        assertArrayEquals(new float[] {1, near}, filter.applied(new float[] {1, 0}, 1, threads), 1e-7f);
        KernelFilter coloured =
                new ExactFilter(PixelFeatures.of(new GuideImage(2, 1, new float[][] {{3, 7}, {1, 1}}), 2, 4));
        float unlike = (float) Math.exp(-(1.0 / 4 + 1) / 2);
        assertArrayEquals(new float[] {unlike, 1}, coloured.applied(new float[] {0, 1}, 1, threads), 1e-7f);
    }

    @ParameterizedTest
    @EnumSource
    void theAdjointIsTheTransposed(Filtering filtering) {
        for (int channels = 0; channels < 6; channels++) {
            CrfScene scene = new CrfScene(23, 17, channels, 2, 1, channels);
            KernelFilter filter = filtering.of(PixelFeatures.of(scene.image, 5, 20), threads);
            filter = filter.normalized(threads);
            for (int classes : new int[] {1, 2, 7}) {
                float[] a = random(filter.pixels() * classes, 1);
                float[] b = random(filter.pixels() * classes, 2);
                float[] forward = all(filter.forward(classes), b, filter.pixels(), threads);
                float[] backward = all(filter.backward(classes), a, filter.pixels(), threads);
                double scale = Math.sqrt(product(a, a) * product(forward, forward));
                assertEquals(product(a, forward), product(backward, b), 1e-5 * scale);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void channelsDoNotMix(Filtering filtering) {
        CrfScene scene = new CrfScene(20, 11, 1, 2, 1, 4);
        KernelFilter filter = filtering.of(PixelFeatures.of(scene.image, 4, 20), threads);
        int channels = 13;
        float[] values = random(filter.pixels() * channels, 3);
        float[] together = filter.applied(values, channels, threads);
        for (int c = 0; c < channels; c++) {
            float[] alone = new float[filter.pixels()];
            float[] expected = new float[filter.pixels()];
            for (int i = 0; i < alone.length; i++) {
                alone[i] = values[i * channels + c];
                expected[i] = together[i * channels + c];
            }
            assertArrayEquals(expected, filter.applied(alone, 1, threads), 1e-5f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNormalizedFilterKeepsTheRootOfItsSums(Filtering filtering) {
        CrfScene scene = new CrfScene(31, 19, 3, 2, 1, 4);
        KernelFilter filter = filtering.of(PixelFeatures.of(scene.image, 8, 13), threads);
        float[] ones = new float[filter.pixels()];
        Arrays.fill(ones, 1);
        float[] roots = filter.applied(ones, 1, threads);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(roots[i]);
        }
        float[] kept = filter.normalized(threads).applied(roots, 1, threads);
        for (int i = 0; i < roots.length; i++) {
            assertEquals(roots[i], kept[i], 1e-5 * roots[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 6, 12})
    void theLatticeBlursAStepAsTheGaussianDoes(double width) {
        int columns = 40;
        int rows = 40;
        float[] step = new float[columns * rows];
        for (int i = 0; i < step.length; i++) {
            step[i] = i % columns < columns / 2 ? 0 : 1;
        }
        PixelFeatures places = PixelFeatures.places(columns, rows, width);
        float[] exact = averages(new ExactFilter(places), step);
        float[] lattice = averages(PermutohedralLattice.of(places, threads), step);
        for (int i = 0; i < step.length; i++) {
            assertEquals(exact[i], lattice[i], 0.06, "at " + i % columns);
        }
    }

    private float[] averages(KernelFilter filter, float[] values) {
        float[] ones = new float[values.length];
        Arrays.fill(ones, 1);
        float[] sums = filter.applied(ones, 1, threads);
        float[] averages = filter.applied(values, 1, threads);
        for (int i = 0; i < sums.length; i++) {
            averages[i] /= sums[i];
        }
        return averages;
    }

    @Test
    void inTheLatticeColoursFarApartHearNothingOfEachOther() {
        float[] colours = new float[400];
        float[] values = new float[400];
        for (int i = 0; i < 400; i++) {
            colours[i] = i % 2 == 0 ? 10 : 200;
            values[i] = i % 2;
        }
        KernelFilter filter = PermutohedralLattice.of(
                PixelFeatures.of(new GuideImage(20, 20, new float[][] {colours}), 5, 10), threads);
        float[] filtered = filter.applied(values, 1, threads);
        for (int i = 0; i < 400; i++) {
            assertTrue(i % 2 == 0 ? filtered[i] == 0 : filtered[i] > 1, i + ": " + filtered[i]);
        }
    }

    @Test
    void aPixelAloneGetsNoMoreThanItself() {
        SplittableRandom random = new SplittableRandom(1);
        for (int d = 1; d < 8; d++) {
            float[] place = new float[d];
            for (int j = 0; j < d; j++) {
                place[j] = (float) random.nextDouble(-50, 50);
            }
            KernelFilter lattice = PermutohedralLattice.of(new PixelFeatures(1, d, place), threads);
            float self = lattice.applied(new float[] {1}, 1, threads)[0];
            assertTrue(self > 0.2 && self <= 1.00001, d + " dimensions: " + self);
        }
    }
}
