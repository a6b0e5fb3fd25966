package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbabilityScoresTest {
    private static final byte IGNORED = (byte) 255;

    private static ProbabilityScores binary(byte[] truth, float... second) {
        ProbabilityScores scores = new ProbabilityScores(2);
        scores.add(truth, 0, new Probabilities(new float[][] {second}, second.length));
        return scores;
    }

    @Test
    void areasByHand() {
        // By falling probability the class is: yes, no, yes, no. Of the four pairs of yes and no three are in order.
        ThresholdCurve curve = binary(new byte[] {1, 0, 1, 0, IGNORED}, 0.9f, 0.8f, 0.7f, 0.1f, 0.95f)
                .curves()
                .get(1);
        assertEquals(0.75, curve.rocArea(), 1e-12);
        assertEquals(0.5 * 1 + 0.5 * 2 / 3, curve.averagePrecision(), 1e-12);
    }

    @Test
    void equalProbabilitiesCountHalf() {
        ThresholdCurve curve = binary(new byte[] {1, 0}, 0.4f, 0.4f).curves().get(1);
        assertEquals(0.5, curve.rocArea(), 1e-12);
        assertEquals(0.5, curve.averagePrecision(), 1e-12);
    }

    @Test
    void theRocAreaIsTheShareOfPairsInOrder() {
        Random random = new Random(3);
        byte[] truth = new byte[300];
        float[] values = new float[300];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) random.nextInt(2);
            values[i] = Math.round(20 * Math.min(1, random.nextFloat() + 0.2f * truth[i])) / 20f;
        }
        double inOrder = 0;
        int pairs = 0;
        for (int i = 0; i < truth.length; i++) {
            for (int j = 0; j < truth.length; j++) {
                if (truth[i] == 1 && truth[j] == 0) {
                    pairs++;
                    inOrder += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
                }
            }
        }
        ProbabilityScores scores = binary(truth, values);
        assertEquals(inOrder / pairs, scores.curves().get(1).rocArea(), 1e-12);
        assertEquals(inOrder / pairs, scores.curves().get(0).rocArea(), 1e-12);
    }

    @Test
    void withoutTheClassOrWithoutAnythingElseThereIsNoArea() {
        assertEquals(
                Double.NaN,
                binary(new byte[] {0, 0}, 0.4f, 0.6f).curves().get(1).rocArea());
        assertEquals(
                Double.NaN,
                binary(new byte[] {0, 0}, 0.4f, 0.6f).curves().get(1).averagePrecision());
        assertEquals(
                Double.NaN,
                binary(new byte[] {1, 1}, 0.4f, 0.6f).curves().get(1).rocArea());
        assertEquals(1, binary(new byte[] {1, 1}, 0.4f, 0.6f).curves().get(1).averagePrecision(), 1e-12);
    }

    @Test
    void theOverlapIsTheSums() {
        byte[] truth = {0, 1, 1, IGNORED};
        float[][] second = {{0.25f, 0.5f, 0.75f, 1}};
        List<SoftOverlap> overlaps = new ProbabilityScores(2).add(truth, 0, new Probabilities(second, 4));
        assertEquals(SoftOverlap.of(new float[] {0, 1, 1}, new float[] {0.25f, 0.5f, 0.75f}), overlaps.get(1));
        assertEquals(SoftOverlap.of(new float[] {1, 0, 0}, new float[] {0.75f, 0.5f, 0.25f}), overlaps.get(0));
    }

    @Test
    void calibrationComparesHowSureWithHowOftenRight() {
        // 0.95 twice, once wrong; 0.6 once, right; the others' doubt is sureness of class 0.
        ProbabilityScores scores = new ProbabilityScores(2);
        float[] second = {0.95f, 0.95f, 0.4f};
        scores.add(new byte[] {1, 0, 0}, 0, new Probabilities(new float[][] {second}, 3));
        Calibration calibration = scores.calibration();
        assertEquals(2, calibration.pixels(14));
        assertEquals(0.95, calibration.confidence(14), 1e-6);
        assertEquals(0.5, calibration.accuracy(14), 1e-12);
        assertEquals(1, calibration.pixels(8)); // 0.6 = 9/15 lies at the upper end of its bin
        assertEquals((2 * 0.45 + 0.4) / 3, calibration.expectedError(), 1e-6);
        assertEquals(0.45, calibration.largestError(), 1e-6);
        assertEquals(Double.NaN, calibration.accuracy(0));
        assertEquals(Double.NaN, new Calibration().expectedError());
        assertEquals(Double.NaN, new Calibration().largestError());
    }

    @Test
    void aBinHoldsItsUpperEndAndTheFirstBothEnds() {
        int classes = 20; // so that the most probable one can be below the first bin's end
        for (int end = 0; end <= Calibration.BINS; end++) {
            Calibration calibration = new Calibration();
            float[][] outputs = new float[classes][1];
            outputs[0][0] = (float) end / Calibration.BINS;
            calibration.add(new byte[1], 0, new Probabilities(outputs, 1));
            assertEquals(1, calibration.pixels(Math.max(0, end - 1)), "end " + end);
        }
    }

    @Test
    void severalOutputsStandForThemselves() {
        ProbabilityScores scores = new ProbabilityScores(3);
        float[][] outputs = {{0.7f, 0.2f}, {0.2f, 0.2f}, {0.1f, 0.6f}};
        scores.add(new byte[] {9, 0, 2}, 1, new Probabilities(outputs, 2));
        assertEquals(1, scores.curves().get(0).rocArea(), 1e-12);
        assertEquals(1, scores.curves().get(2).rocArea(), 1e-12);
        assertEquals(0.4 * 0.5 + 0.3 * 0.5, scores.calibration().expectedError(), 1e-6);
        assertThrows(
                IllegalArgumentException.class,
                () -> scores.add(new byte[2], 0, new Probabilities(new float[][] {{0, 0}}, 2)));
    }

    @Test
    void whatIsNoProbabilityIsTheNearestOne() {
        Probabilities odd = new Probabilities(new float[][] {{Float.NaN, -3, 7}}, 3);
        assertEquals(0, odd.of(1, 0));
        assertEquals(0, odd.of(1, 1));
        assertEquals(1, odd.of(1, 2));
    }
}
