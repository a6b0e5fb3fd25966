package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SoftJaccardTest {
    private static final float[] EYE = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final float[] ONES = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    private static final float[] ZEROS = new float[9];

    @Test
    void theSeedsValues() {
        assertEquals(1, SoftJaccard.of(EYE, EYE));
        assertEquals(0.3333, SoftJaccard.of(EYE, ONES), 5e-5);
        assertEquals(1.1111e-05, SoftJaccard.of(ZEROS, ONES), 5e-10);
        assertEquals(1, SoftJaccard.of(ZEROS, ZEROS));
    }

    @Test
    void probabilitiesCountByTheirProduct() {
        double expected = (0.5 + 1e-4) / (1 + 1.25 - 0.5 + 1e-4);
        assertEquals(expected, SoftJaccard.of(new float[] {1, 0}, new float[] {0.5f, 0.75f}), 1e-12);
    }

    @Test
    void bothSetsAreOfOneSize() {
        assertThrows(IllegalArgumentException.class, () -> SoftJaccard.of(EYE, new float[4]));
    }
}
