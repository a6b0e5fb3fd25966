package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTransformTest {
    @Test
    void aMarkedPixelHasDistanceZeroAndItsNeighboursThePixelSize() {
        BitSet marked = new BitSet();
        marked.set(2 * 5 + 1); // x 1, y 2 in 5 columns
        DistanceTransform transform = new DistanceTransform(marked, 5, 2, 3);
        double[] squared = new double[5];
        transform.row(2, squared);
        assertArrayEquals(new double[] {4, 0, 4, 16, 36}, squared);
        transform.row(0, squared);
        assertArrayEquals(new double[] {40, 36, 40, 52, 72}, squared);
        transform.row(3, squared);
        assertArrayEquals(new double[] {13, 9, 13, 25, 45}, squared);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 1, 1",
        "40, 1, 1",
        "200, 1, 1",
        "3, 0.25, 1",
        "40, 0.25, 1",
        "40, 1, 7.5",
        "600, 0.3, 0.7",
        "1, 3, 2",
        "20, 1e-7, 2e-7",
        "20, 3e6, 1e6"
    })
    void equalsTheLeastOfAllDistances(int count, double pixelWidth, double pixelHeight) {
        int width = 37;
        int height = 23;
        Random random = new Random(count);
        for (int repeat = 0; repeat < 20; repeat++) {
            BitSet marked = new BitSet();
            for (int i = 0; i < count; i++) {
                marked.set(random.nextInt(width * height));
            }
            DistanceTransform transform = new DistanceTransform(marked, width, pixelWidth, pixelHeight);
            double[] squared = new double[width];
            for (int y = 0; y < height; y++) {
                transform.row(y, squared);
                for (int x = 0; x < width; x++) {
                    double expected = least(marked, x, y, width, pixelWidth, pixelHeight);
                    assertEquals(expected, squared[x], 1e-12 * expected, x + ", " + y);
                }
            }
        }
    }

    private static double least(BitSet marked, int x, int y, int width, double pixelWidth, double pixelHeight) {
        return marked.stream()
                .mapToDouble(pixel ->
                        Math.pow((pixel % width - x) * pixelWidth, 2) + Math.pow((pixel / width - y) * pixelHeight, 2))
                .min()
                .orElseThrow();
    }
}
