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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Gaussian of places alone. */
class GridFilterTest {
    private final ParallelRanges threads = new ParallelRanges(2, Progress.NONE);

    @AfterEach
    void close() {
        threads.close();
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    /** Of a width below 3 there is a knot at each pixel. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.7, 1, 2, 2.9})
    void aPixelAloneBecomesTheKernel(double width) {
        float[] alone = new float[21 * 17];
        alone[8 * 21 + 5] = 1;
        float[] blurred = new GridFilter(21, 17, width).applied(alone, 1, threads);
        for (int i = 0; i < blurred.length; i++) {
            int x = Math.abs(i % 21 - 5);
            int y = Math.abs(i / 21 - 8);
            boolean far = Math.max(x, y) > Math.ceil(3 * width);
            double expected = far ? 0 : Math.exp(-(x * x + y * y) / (2 * width * width));
            assertEquals(expected, blurred[i], 1e-6, x + " " + y);
        }
    }

    /** In sums, no pixel's kernel is off by more than some percent of it, whatever lies between knots or at the image's edge. */
    @ParameterizedTest
    @CsvSource({"1,0.002", "2.5,0.01", "3,0.05", "6,0.06", "11,0.06", "40,0.06", "1000,0.06"})
    void normalizedItIsNearTheExactFilter(double width, double tolerance) {
        int columns = 31;
        int rows = 23;
        KernelFilter exact = new ExactFilter(PixelFeatures.places(columns, rows, width)).normalized(threads);
        KernelFilter grid = new GridFilter(columns, rows, width).normalized(threads);
        for (long seed = 0; seed < 3; seed++) {
            float[] values = random(columns * rows * 3, seed);
            float[] expected = exact.applied(values, 3, threads);
            float[] blurred = grid.applied(values, 3, threads);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], blurred[i], tolerance * expected[i], i + " of " + width);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,3", "1,40,6", "40,1,6", "2,3,100", "33,29,1.5", "33,29,4.6", "33,29,9"})
    void itIsSymmetric(int columns, int rows, double width) {
        KernelFilter filter = new GridFilter(columns, rows, width).normalized(threads);
        float[] a = random(columns * rows * 2, 1);
        float[] b = random(columns * rows * 2, 2);
        float[] forward = filter.applied(b, 2, threads);
        float[] backward = filter.applied(a, 2, threads);
        double left = 0;
        double right = 0;
        for (int i = 0; i < a.length; i++) {
            left += (double) a[i] * forward[i];
            right += (double) backward[i] * b[i];
        }
        assertEquals(left, right, 1e-5 * left);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 17})
    void normalizedItKeepsTheRootOfItsSums(double width) {
        GridFilter filter = new GridFilter(37, 26, width);
        float[] roots = new float[filter.pixels()];
        Arrays.fill(roots, 1);
        roots = filter.applied(roots, 1, threads);
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(roots[i]);
        }
        float[] kept = filter.normalized(threads).applied(roots, 1, threads);
        for (int i = 0; i < roots.length; i++) {
            assertEquals(roots[i], kept[i], 1e-5 * roots[i]);
        }
    }

    @Test
    void anyPartOfItIsTheSame() {
        KernelFilter filter = new GridFilter(40, 30, 5);
        int channels = 21;
        float[] values = random(filter.pixels() * channels, 4);
        float[] whole = filter.applied(values, channels, threads);
        KernelFilter.Response response = filter.forward(channels);
        response.filter(values, threads);
        response.filter(values, threads);
        float[] part = new float[(777 - 123) * channels];
        response.addTo(part, 123, 777, 0.5f);
        response.addTo(part, 123, 777, 0.5f);
        assertArrayEquals(Arrays.copyOfRange(whole, 123 * channels, 777 * channels), part, 1e-3f);
        assertTrue(part[0] > 1);
    }
}
