package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryDistancesTest {
    /** Rows of digits are class indices, x is ignored. */
    private static byte[] labels(String... rows) {
        String all = String.join("", rows);
        byte[] labels = new byte[all.length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (all.charAt(i) == 'x' ? 255 : all.charAt(i) - '0');
        }
        return labels;
    }

    private static BitSet boundary(int width, String... rows) {
        byte[] labels = labels(rows);
        return Boundary.ofTruth(new LabelPair(labels, new byte[labels.length], width, rows.length), 1);
    }

    private static BitSet pixels(int... pixels) {
        BitSet set = new BitSet();
        for (int pixel : pixels) {
            set.set(pixel);
        }
        return set;
    }

    /** Two columns apart: the truth is the column x = 1, the prediction the column x = 3, one row shorter. */
    private static BoundaryDistances columns(double pixelWidth, double pixelHeight) {
        LabelPair pair = new LabelPair(labels("01000", "01000", "01000"), labels("00000", "00010", "00010"), 5, 3);
        return BoundaryDistances.of(pair, 1, pixelWidth, pixelHeight);
    }

    @Test
    void theBoundaryIsInsideTheMask() {
        assertEquals(pixels(6, 7, 8, 11, 13, 16, 17, 18), boundary(5, "00000", "01110", "01110", "01110", "00000"));
    }

    @Test
    void theEdgeOfTheImageIsABoundary() {
        assertEquals(pixels(0, 1, 2, 3, 5, 6, 7, 8), boundary(3, "111", "111", "111"));
    }

    @Test
    void anyOtherClassIsOutsideButNotTheDiagonalNeighbour() {
        // The pixel in the middle, 12, touches class 2 at a corner only; 7 and 11 touch it at a side.
        assertEquals(
                pixels(0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 14, 15, 19, 20, 21, 22, 23, 24),
                boundary(5, "11111", "12111", "11111", "11111", "11111"));
    }

    @Test
    void whatIsIgnoredIsNoBoundaryAndMakesNone() {
        assertEquals(pixels(5, 6, 7, 10, 15, 16, 17), boundary(5, "00000", "111xx", "111xx", "111xx", "00000"));
        byte[] truth = labels("00000", "11111", "11111", "11111", "00000");
        byte[] prediction = labels("00000", "000xx", "000xx", "000xx", "00000");
        assertEquals(
                pixels(5, 6, 7, 10, 15, 16, 17),
                Boundary.ofTruth(new LabelPair(truth, prediction, 5, 5), 1),
                "ignored in the prediction is ignored in both");
    }

    @Test
    void distancesByHand() {
        // From the truth: sqrt(5), 2, 2; from the prediction: 2, 2.
        BoundaryDistances distances = columns(1, 1);
        assertEquals(Math.sqrt(5), DistanceMetric.HAUSDORFF.of(distances));
        // 95 % of the way over 2 steps is 0.9 of the second one.
        assertEquals(2 + 0.9 * (Math.sqrt(5) - 2), DistanceMetric.HAUSDORFF_95.of(distances), 1e-15);
        assertEquals((Math.sqrt(5) + 8) / 5, DistanceMetric.AVERAGE_SURFACE_DISTANCE.of(distances), 1e-15);
    }

    @Test
    void pixelsHaveWidthAndHeight() {
        // From the truth: sqrt(16 + 9), 4, 4; from the prediction: 4, 4.
        assertEquals(5, DistanceMetric.HAUSDORFF.of(columns(2, 3)));
        assertEquals(21 / 5.0, DistanceMetric.AVERAGE_SURFACE_DISTANCE.of(columns(2, 3)), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> columns(0, 1));
        assertThrows(IllegalArgumentException.class, () -> columns(1, Double.NaN));
    }

    @Test
    void nearIsWithinTheTolerance() {
        assertEquals(new BoundaryCounts(3, 2, 2, 2), columns(1, 1).counts(2));
        assertEquals(new BoundaryCounts(3, 0, 2, 0), columns(1, 1).counts(1.99));
        assertEquals(new BoundaryCounts(3, 3, 2, 2), columns(1, 1).counts(2.24));
        assertThrows(IllegalArgumentException.class, () -> columns(1, 1).counts(-1));
        assertThrows(IllegalArgumentException.class, () -> columns(1, 1).counts(Double.POSITIVE_INFINITY));
        assertEquals(0.0075 * 5, BoundaryDistances.tolerance(40, 30, 0.1, 0.1), 1e-15);
    }

    @Test
    void scoresByHand() {
        BoundaryCounts counts = new BoundaryCounts(3, 2, 2, 2).plus(new BoundaryCounts(5, 2, 6, 4));
        assertEquals(6 / 8.0, BoundaryMetric.PRECISION.of(counts));
        assertEquals(4 / 8.0, BoundaryMetric.RECALL.of(counts));
        assertEquals(0.6, BoundaryMetric.F1.of(counts), 1e-15); // 2 x 0.75 x 0.5 / 1.25
        assertEquals(10 / 16.0, BoundaryMetric.SURFACE_DICE.of(counts));
        assertEquals(0, BoundaryMetric.F1.of(new BoundaryCounts(3, 0, 2, 0)));
    }

    @Test
    void withOneClassMissingScoresAreWorstAndThereIsNoDistance() {
        byte[] something = labels("01000", "01000", "01000");
        byte[] nothing = new byte[15];
        for (LabelPair pair :
                new LabelPair[] {new LabelPair(something, nothing, 5, 3), new LabelPair(nothing, something, 5, 3)}) {
            BoundaryDistances distances = BoundaryDistances.of(pair, 1, 1, 1);
            for (BoundaryMetric metric : BoundaryMetric.values()) {
                assertEquals(0, metric.of(distances.counts(100)), metric.label());
            }
            for (DistanceMetric metric : DistanceMetric.values()) {
                assertTrue(Double.isNaN(metric.of(distances)), metric.label());
            }
            assertFalse(distances.defined());
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheClassNoScoreIsDefined(BoundaryMetric metric) {
        LabelPair pair = new LabelPair(new byte[15], new byte[15], 5, 3);
        assertTrue(Double.isNaN(metric.of(BoundaryDistances.of(pair, 1, 1, 1).counts(1))));
    }

    @Test
    void highClassIndicesAreUnsigned() {
        byte[] labels = {0, (byte) 200, 0};
        BoundaryDistances distances = BoundaryDistances.of(new LabelPair(labels, labels, 3, 1), 200, 1, 1);
        assertEquals(new BoundaryCounts(1, 1, 1, 1), distances.counts(0));
    }

    @Test
    void sizesMustFit() {
        assertThrows(IllegalArgumentException.class, () -> new LabelPair(new byte[6], new byte[6], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> new LabelPair(new byte[6], new byte[5], 3, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lawsHoldForRandomLabels(long seed) {
        Random random = new Random(seed);
        byte[] one = new byte[21 * 13];
        byte[] other = new byte[21 * 13];
        for (int i = 0; i < one.length; i++) {
            one[i] = (byte) random.nextInt(2);
            other[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(2) : one[i]);
        }
        BoundaryDistances distances = BoundaryDistances.of(new LabelPair(one, other, 21, 13), 1, 0.5, 0.8);
        BoundaryDistances swapped = BoundaryDistances.of(new LabelPair(other, one, 21, 13), 1, 0.5, 0.8);
        BoundaryDistances perfect = BoundaryDistances.of(new LabelPair(one, one, 21, 13), 1, 0.5, 0.8);
        for (DistanceMetric metric : DistanceMetric.values()) {
            assertEquals(metric.of(distances), metric.of(swapped), 1e-15, metric.label());
            assertEquals(0, metric.of(perfect));
        }
        double farthest = DistanceMetric.HAUSDORFF.of(distances);
        assertTrue(DistanceMetric.HAUSDORFF_95.of(distances) <= farthest);
        assertTrue(DistanceMetric.AVERAGE_SURFACE_DISTANCE.of(distances) <= farthest);
        for (BoundaryMetric metric : BoundaryMetric.values()) {
            assertEquals(1, metric.of(distances.counts(farthest)), metric.label());
            assertTrue(metric.of(distances.counts(0)) < 1);
            assertEquals(1, metric.of(perfect.counts(0)));
        }
        assertEquals(BoundaryMetric.PRECISION.of(distances.counts(0)), BoundaryMetric.RECALL.of(swapped.counts(0)));
    }
}
