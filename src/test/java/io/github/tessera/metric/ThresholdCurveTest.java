package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ThresholdCurveTest {
    private static final byte IGNORED = (byte) 255;

    @Test
    void eachThresholdCountsWhatIsAtLeastAsProbable() {
        ThresholdCounts counts = new ThresholdCounts(1);
        // Class 0 has 200, 100 and 0; the others 150 and 50; one pixel counts for nothing.
        counts.add(new byte[] {0, 0, 0, 1, 1, IGNORED}, new byte[] {(byte) 200, 100, 0, (byte) 150, 50, (byte) 255});
        ThresholdCurve curve = counts.curves().get(0);
        assertEquals(256, curve.size());
        assertEquals(100.0 / 255, curve.threshold(100));
        assertEquals(new ClassCounts(3, 2, 0, 0), curve.counts(0));
        assertEquals(new ClassCounts(2, 2, 1, 0), curve.counts(1));
        assertEquals(new ClassCounts(2, 2, 1, 0), curve.counts(50));
        assertEquals(new ClassCounts(2, 1, 1, 1), curve.counts(51));
        assertEquals(new ClassCounts(2, 1, 1, 1), curve.counts(100));
        assertEquals(new ClassCounts(1, 1, 2, 1), curve.counts(150));
        assertEquals(new ClassCounts(1, 0, 2, 2), curve.counts(200));
        assertEquals(new ClassCounts(0, 0, 3, 2), curve.counts(255));
    }

    @Test
    void theBestThresholdIsTheMiddleOfThePlateau() {
        ThresholdCounts counts = new ThresholdCounts(1);
        counts.add(new byte[] {0, 0, 1, 1}, new byte[] {(byte) 220, (byte) 180, 60, 20});
        ThresholdCurve curve = counts.curves().get(0);
        // From 61 to 180 nothing is wrong.
        int best = curve.best(Metric.IOU).orElseThrow();
        assertEquals((61 + 180) / 2, best);
        assertEquals(1, Metric.IOU.of(curve.counts(best)));
    }

    @Test
    void theLaterOfTwoEqualPeaksIsNotMixedWithTheFirst() {
        ThresholdCounts counts = new ThresholdCounts(1);
        // IoU is 1/2 up to 100 and from 151 to 200, and 1/3 between.
        counts.add(new byte[] {0, 0, 1, 1}, new byte[] {(byte) 200, 100, (byte) 150, 100});
        ThresholdCurve curve = counts.curves().get(0);
        assertEquals(0.5, Metric.IOU.of(curve.counts(80)));
        assertEquals(1.0 / 3, Metric.IOU.of(curve.counts(120)), 1e-12);
        assertEquals(0.5, Metric.IOU.of(curve.counts(180)));
        assertEquals(OptionalInt.of(50), curve.best(Metric.IOU));
    }

    @Test
    void whereTheClassNeverOccursThereIsNoBest() {
        ThresholdCounts counts = new ThresholdCounts(2);
        counts.add(new byte[] {0, 0}, new byte[] {10, 20, 0, 100});
        assertEquals(OptionalInt.empty(), counts.curves().get(1).best(Metric.IOU));
    }

    @Test
    void halfIsWhatAHardDecisionCounts() {
        Random random = new Random(3);
        byte[] truth = new byte[1000];
        byte[] hard = new byte[1000];
        byte[] levels = new byte[2000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) random.nextInt(2);
            int level = random.nextInt(256);
            levels[i] = (byte) (255 - level);
            levels[1000 + i] = (byte) level;
            hard[i] = (byte) (level >= 128 ? 1 : 0);
        }
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(truth, hard);
        ThresholdCounts counts = new ThresholdCounts(2);
        counts.add(truth, levels);
        assertEquals(matrix.counts(1), counts.curves().get(1).counts(128));
        assertEquals(matrix.counts(0), counts.curves().get(0).counts(128));
    }
}
