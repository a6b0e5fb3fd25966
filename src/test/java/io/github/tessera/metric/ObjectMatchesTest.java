package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMatchesTest {
    /** Sizes in pixels of what each pair shares, one after the other: {truth, prediction, pixels}. */
    private static ObjectMatches matches(int[]... cells) {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        for (int[] cell : cells) {
            overlaps.add(
                    IntStream.generate(() -> cell[0]).limit(cell[2]).toArray(),
                    IntStream.generate(() -> cell[1]).limit(cell[2]).toArray());
        }
        return ObjectMatches.of(overlaps.table());
    }

    private static final int[] BACKGROUND = {0, 0, 50};

    /** IoU 8/10 of 1 and 11, 11/20 of 2 and 12; 3 is missed, and 13 invented. */
    private static ObjectMatches example() {
        return matches(
                BACKGROUND,
                new int[] {1, 11, 8},
                new int[] {1, 0, 2},
                new int[] {2, 12, 11},
                new int[] {0, 12, 9},
                new int[] {3, 0, 4},
                new int[] {0, 13, 5});
    }

    @Test
    void aMatchNeedsTheThresholdsIou() {
        assertEquals(new ObjectCounts(2, 1, 1, 0.8 + 0.55), example().counts(0.5));
        assertEquals(new ObjectCounts(2, 1, 1, 0.8 + 0.55), example().counts(0.55), "11/20 is enough for 0.55");
        assertEquals(new ObjectCounts(1, 2, 2, 0.8), example().counts(0.6));
        assertEquals(new ObjectCounts(0, 3, 3, 0), example().counts(0.85));
    }

    @Test
    void noOtherThresholdsAreCounted() {
        assertEquals(List.of(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95), ObjectMatches.THRESHOLDS);
        assertThrows(IllegalArgumentException.class, () -> example().counts(0.49));
        assertThrows(IllegalArgumentException.class, () -> example().counts(0.51));
        assertThrows(IllegalArgumentException.class, () -> example().counts(1));
        assertThrows(IllegalArgumentException.class, () -> example().counts(Double.NaN));
    }

    @Test
    void metricsByHand() {
        ObjectCounts counts = example().counts(0.5); // TP 2, FP 1, FN 1
        assertEquals(2.0 / 3, ObjectMetric.PRECISION.of(counts), 1e-15);
        assertEquals(2.0 / 3, ObjectMetric.RECALL.of(counts), 1e-15);
        assertEquals(4.0 / 6, ObjectMetric.F1.of(counts), 1e-15);
        assertEquals(2.0 / 4, ObjectMetric.AVERAGE_PRECISION.of(counts), 1e-15);
        assertEquals(1.35 / 2, ObjectMetric.SEGMENTATION_QUALITY.of(counts), 1e-15);
        assertEquals(4.0 / 6, ObjectMetric.RECOGNITION_QUALITY.of(counts), 1e-15);
        assertEquals(1.35 / 3, ObjectMetric.PANOPTIC_QUALITY.of(counts), 1e-15);
        // AP is 2/4 at 0.5 and 0.55, 1/5 at 0.6 to 0.8, 0 above.
        assertEquals((2 * 0.5 + 5 * 0.2) / 10, example().mean(ObjectMetric.AVERAGE_PRECISION), 1e-15);
        ObjectCounts uneven = new ObjectCounts(3, 1, 5, 3);
        assertEquals(3.0 / 4, ObjectMetric.PRECISION.of(uneven));
        assertEquals(3.0 / 8, ObjectMetric.RECALL.of(uneven));
        assertEquals(6.0 / 12, ObjectMetric.RECOGNITION_QUALITY.of(uneven));
    }

    @Test
    void panopticQualityNeedsMoreThanHalf() {
        ObjectMatches half = matches(BACKGROUND, new int[] {1, 2, 3}, new int[] {1, 0, 3});
        assertEquals(new ObjectCounts(1, 0, 0, 0.5), half.counts(0.5));
        assertEquals(new ObjectCounts(0, 1, 1, 0), half.panoptic());
        assertEquals(0, ObjectMetric.PANOPTIC_QUALITY.of(half.panoptic()));
        assertEquals(0, ObjectMetric.SEGMENTATION_QUALITY.of(half.panoptic()));
    }

    /** Predictions of 3 pixels, 2 of them ignored, and of 4, 2 of them ignored; a true object that both miss. */
    @Test
    void panopticQualityForgivesWhatIsMostlyIgnored() {
        int[] truth = {0, 0, 0, 0, 0, 0, 0, 5};
        int[] prediction = {1, 1, 1, 2, 2, 2, 2, 0};
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(truth, prediction, pixel -> pixel == 0 || pixel == 1 || pixel == 3 || pixel == 4);
        ObjectMatches matches = ObjectMatches.of(overlaps.table());
        assertEquals(new ObjectCounts(0, 2, 1, 0), matches.counts(0.5));
        assertEquals(new ObjectCounts(0, 1, 1, 0), matches.panoptic());
    }

    /** What is left of it is the whole of a true object. */
    @Test
    void aPartnerIsNotForgiven() {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(new int[] {0, 0, 4}, new int[] {1, 1, 1}, pixel -> pixel < 2);
        assertEquals(
                new ObjectCounts(1, 0, 0, 1), ObjectMatches.of(overlaps.table()).panoptic());
    }

    @Test
    void twoHalvesAreOneMatch() {
        ObjectMatches split = matches(BACKGROUND, new int[] {1, 2, 3}, new int[] {1, 3, 3});
        assertEquals(new ObjectCounts(1, 1, 0, 0.5), split.counts(0.5));
        ObjectMatches merged = matches(BACKGROUND, new int[] {2, 1, 3}, new int[] {3, 1, 3});
        assertEquals(new ObjectCounts(1, 0, 1, 0.5), merged.counts(0.5));
    }

    @Test
    void imagesAddUp() {
        ObjectMatches both = example().plus(matches(BACKGROUND, new int[] {1, 1, 5}));
        assertEquals(
                new ObjectCounts(3, 1, 1, 0.8 + 0.55 + 1).iouSum(),
                both.counts(0.5).iouSum(),
                1e-15);
        assertEquals(new ObjectCounts(2, 2, 2, 1.8), both.counts(0.75));
        assertEquals(
                both.counts(0.75),
                example().counts(0.75).plus(matches(new int[] {1, 1, 5}).counts(0.75)));
    }

    @Test
    void manyImagesNeedNoMoreMemoryThanOne() {
        ObjectMatches doubled = example();
        for (int i = 0; i < 40; i++) {
            doubled = doubled.plus(doubled);
        }
        long images = 1L << 40;
        assertEquals(new ObjectCounts(images, 2 * images, 2 * images, 0.8 * images), doubled.counts(0.6));
        assertEquals(new ObjectCounts(2 * images, images, images, (0.8 + 0.55) * images), doubled.panoptic());
        assertEquals(example().mean(ObjectMetric.F1), doubled.mean(ObjectMetric.F1), 1e-15);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyObjectNothingIsDefined(ObjectMetric metric) {
        ObjectMatches none = matches(BACKGROUND);
        assertTrue(Double.isNaN(metric.of(none.counts(0.5))));
        assertTrue(Double.isNaN(metric.of(none.panoptic())));
        assertTrue(Double.isNaN(none.mean(metric)));
    }

    @ParameterizedTest
    @EnumSource
    void objectsOnOneSideOnlyAreWorst(ObjectMetric metric) {
        assertEquals(0, metric.of(matches(BACKGROUND, new int[] {1, 0, 4}).counts(0.5)));
        assertEquals(0, metric.of(matches(BACKGROUND, new int[] {0, 1, 4}).counts(0.5)));
    }

    @ParameterizedTest
    @EnumSource
    void perfectIsOneWhateverTheNumbers(ObjectMetric metric) {
        int[] truth = new RandomObjects(1).truth;
        int[] renumbered = IntStream.of(truth).map(n -> n == 0 ? 0 : 100 - n).toArray();
        ObjectMatches matches = ObjectMatches.of(RandomObjects.table(truth, renumbered));
        assertEquals(1, matches.mean(metric), 1e-15);
        assertEquals(1, metric.of(matches.panoptic()), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noOtherMatchingIsBetter(long seed) {
        RandomObjects objects = new RandomObjects(seed);
        int[] truths = IntStream.of(objects.truth).filter(n -> n > 0).distinct().toArray();
        int[] predictions =
                IntStream.of(objects.prediction).filter(n -> n > 0).distinct().toArray();
        double[][] iou = new double[truths.length][predictions.length];
        for (int t = 0; t < truths.length; t++) {
            for (int p = 0; p < predictions.length; p++) {
                iou[t][p] = iou(objects, truths[t], predictions[p]);
            }
        }
        ObjectMatches matches = ObjectMatches.of(objects.table());
        for (double threshold : ObjectMatches.THRESHOLDS) {
            ObjectCounts counts = matches.counts(threshold);
            assertEquals(best(iou, 0, new boolean[predictions.length], threshold), counts.truePositives());
            assertEquals(truths.length, counts.truePositives() + counts.falseNegatives());
            assertEquals(predictions.length, counts.truePositives() + counts.falsePositives());
        }
    }

    private static double iou(RandomObjects objects, int truth, int prediction) {
        int both = 0;
        int any = 0;
        for (int i = 0; i < objects.truth.length; i++) {
            both += objects.truth[i] == truth && objects.prediction[i] == prediction ? 1 : 0;
            any += objects.truth[i] == truth || objects.prediction[i] == prediction ? 1 : 0;
        }
        return (double) both / any;
    }

    /** The most pairs that any matching of the true objects from one on has. */
    private static int best(double[][] iou, int truth, boolean[] used, double threshold) {
        if (truth == iou.length) {
            return 0;
        }
        int most = best(iou, truth + 1, used, threshold);
        for (int p = 0; p < used.length; p++) {
            if (!used[p] && iou[truth][p] >= threshold) {
                used[p] = true;
                most = Math.max(most, 1 + best(iou, truth + 1, used, threshold));
                used[p] = false;
            }
        }
        return most;
    }
}
