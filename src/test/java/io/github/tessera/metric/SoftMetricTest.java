package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftMetricTest {
    private static final float[] EYE = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final float[] ONES = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    private static final float[] ZEROS = new float[9];
    private static final double LITTLE = 1e-4;

    @Test
    void theJaccardIndexOfATutorial() {
        assertEquals(1, SoftMetric.IOU.of(SoftOverlap.of(EYE, EYE), LITTLE));
        assertEquals(0.3333, SoftMetric.IOU.of(SoftOverlap.of(EYE, ONES), LITTLE), 5e-5);
        assertEquals(1.1111e-05, SoftMetric.IOU.of(SoftOverlap.of(ZEROS, ONES), LITTLE), 5e-10);
        assertEquals(1, SoftMetric.IOU.of(SoftOverlap.of(ZEROS, ZEROS), LITTLE));
    }

    @Test
    void byHand() {
        // sum pq = 0.5, sum p = 1, sum q = 1.25, sum pp = 1, sum qq = 0.25 + 0.5625
        SoftOverlap overlap = SoftOverlap.of(new float[] {1, 0}, new float[] {0.5f, 0.75f});
        assertEquals(1 / 2.25, SoftMetric.DICE.of(overlap, 0), 1e-12);
        assertEquals(2 / 3.25, SoftMetric.DICE.of(overlap, 1), 1e-12);
        assertEquals(1 / 1.8125, SoftMetric.DICE_SQUARED.of(overlap, 0), 1e-12);
        assertEquals(2 / 2.8125, SoftMetric.DICE_SQUARED.of(overlap, 1), 1e-12);
        assertEquals(0.5 / 1.75, SoftMetric.IOU.of(overlap, 0), 1e-12);
        assertEquals(1.5 / 2.75, SoftMetric.IOU.of(overlap, 1), 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void twoEmptyMasksAreUndefinedUnlessSmoothed(SoftMetric metric) {
        assertEquals(Double.NaN, metric.of(SoftOverlap.of(ZEROS, ZEROS), 0));
        assertEquals(1, metric.of(SoftOverlap.of(ZEROS, ZEROS), 1));
    }

    @Test
    void ofDecidedClassesItIsTheHardOne() {
        SoftOverlap overlap = SoftOverlap.of(EYE, new float[] {1, 1, 0, 0, 1, 0, 0, 0, 0});
        ClassCounts counts = new ClassCounts(2, 1, 1, 5);
        assertEquals(Metric.DICE.of(counts), SoftMetric.DICE.of(overlap, 0), 1e-12);
        assertEquals(Metric.DICE.of(counts), SoftMetric.DICE_SQUARED.of(overlap, 0), 1e-12);
        assertEquals(Metric.IOU.of(counts), SoftMetric.IOU.of(overlap, 0), 1e-12);
    }

    @Test
    void theSmoothingIsNamed() {
        assertEquals("Soft Dice", SoftMetric.DICE.label(0));
        assertEquals("Soft Dice (smooth 1)", SoftMetric.DICE.label(1));
        assertEquals("Soft IoU (smooth 0.5)", SoftMetric.IOU.label(0.5));
    }

    @Test
    void bothSetsAreOfOneSize() {
        assertThrows(IllegalArgumentException.class, () -> SoftOverlap.of(EYE, new float[4]));
    }
}
