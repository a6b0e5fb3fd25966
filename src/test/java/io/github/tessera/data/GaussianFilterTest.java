package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianFilterTest {
    @Test
    void aPointBecomesTheBell() {
        float[] point = new float[41 * 31];
        point[15 * 41 + 20] = 1;
        float[] bell = GaussianFilter.blur(point, 41, 31, 2);
        double sum = 0;
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 41; x++) {
                int dx = x - 20;
                int dy = y - 15;
                sum += bell[y * 41 + x];
                double expected = Math.exp(-(dx * dx + dy * dy) / 8.0) / (8 * Math.PI);
                // Cut off at three deviations, which hold 99.7 % of each side.
                assertEquals(expected, bell[y * 41 + x], 6e-4, x + ", " + y);
            }
        }
        assertEquals(1, sum, 1e-5);
    }

    @Test
    void anEvenImageStaysEvenToItsEdges() {
        float[] even = new float[7 * 5];
        Arrays.fill(even, 3);
        assertArrayEquals(even, GaussianFilter.blur(even, 7, 5, 4), 1e-5f);
        assertArrayEquals(even, GaussianFilter.blur(even, 7, 5, 0));
    }
}
