package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianBlurTest {
    @Test
    void aPointBecomesTheBell() {
        float[] bell = new float[41 * 31];
        bell[15 * 41 + 20] = 1;
        new GaussianBlur(2, 41, 31).apply(bell, 1);
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
        float[] blurred = even.clone();
        new GaussianBlur(4, 7, 5).apply(blurred, 1);
        assertArrayEquals(even, blurred, 1e-5f);
    }

    @Test
    void deviationNoughtChangesNothing() {
        float[] ramp = {1, 2, 3, 4, 5, 6};
        new GaussianBlur(0, 3, 2).apply(ramp, 1);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, ramp);
    }

    @Test
    void beyondTheEdgeTheImageIsMirrored() {
        float[] row = {1, 0, 0, 0};
        new GaussianBlur(1, 4, 1).apply(row, 1);
        double sum = 1 + 2 * (Math.exp(-0.5) + Math.exp(-2) + Math.exp(-4.5));
        // The first pixel is the mirror's own: it comes once.
        assertEquals(1 / sum, row[0], 1e-6);
        assertEquals(Math.exp(-0.5) / sum, row[1], 1e-6);
        assertEquals((Math.exp(-4.5) + Math.exp(-4.5)) / sum, row[3], 1e-6);
    }
}
