package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverallMetricTest {
    /** Truths 6, 6, 4; predictions 7, 4, 5; 12 of 16 right. */
    private static final int[][] THREE = {{5, 1, 0}, {2, 3, 1}, {0, 0, 4}};

    private static MetricsReport report(int[][] matrix) {
        ConfusionMatrix counts = new ConfusionMatrix(matrix.length);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                for (int n = 0; n < matrix[i][j]; n++) {
                    counts.add(new byte[] {(byte) i}, new byte[] {(byte) j});
                }
            }
        }
        return counts.report(List.of("a", "b", "c", "d").subList(0, matrix.length));
    }

    private static void isOf(double expected, OverallMetric metric, int[][] matrix) {
        assertEquals(expected, metric.applyAsDouble(report(matrix)), 1e-12, metric.label());
    }

    @Test
    void byHand() {
        isOf(12 / 16.0, OverallMetric.PIXEL_ACCURACY, THREE);
        isOf((5 / 6.0 + 3 / 6.0 + 1) / 3, OverallMetric.MEAN_RECALL, THREE);
        isOf((5 / 7.0 + 3 / 4.0 + 4 / 5.0) / 3, OverallMetric.MEAN_PRECISION, THREE);
        isOf((5 / 8.0 + 3 / 7.0 + 4 / 5.0) / 3, OverallMetric.MEAN_IOU, THREE);
        isOf((6 * 5 / 8.0 + 6 * 3 / 7.0 + 4 * 4 / 5.0) / 16, OverallMetric.FREQUENCY_WEIGHTED_IOU, THREE);
        isOf((10 / 13.0 + 6 / 10.0 + 8 / 9.0) / 3, OverallMetric.MEAN_DICE, THREE);
        // Chance is right in (6 x 7 + 6 x 4 + 4 x 5) of 16 x 16 cases.
        isOf((12 / 16.0 - 86 / 256.0) / (1 - 86 / 256.0), OverallMetric.KAPPA, THREE);
        isOf((12 * 16 - 86) / Math.sqrt((256 - 90) * (256 - 88)), OverallMetric.MATTHEWS, THREE);
    }

    @Test
    void ofTwoClassesMatthewsIsTheTextbooks() {
        // TP 4, FP 2, FN 1, TN 3.
        isOf((4 * 3 - 2 * 1) / Math.sqrt(6 * 5 * 5 * 4), OverallMetric.MATTHEWS, new int[][] {{3, 2}, {1, 4}});
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPerfectIsOne(OverallMetric metric) {
        isOf(1, metric, new int[][] {{7, 0, 0}, {0, 2, 0}, {0, 0, 1}});
    }

    @ParameterizedTest
    @EnumSource
    void aClassThatNobodyHasCountsForNothing(OverallMetric metric) {
        double three = metric.applyAsDouble(report(THREE));
        isOf(three, metric, new int[][] {{5, 1, 0, 0}, {2, 3, 1, 0}, {0, 0, 4, 0}, {0, 0, 0, 0}});
    }

    @ParameterizedTest
    @EnumSource
    void withoutPixelsNothingIsDefined(OverallMetric metric) {
        isOf(Double.NaN, metric, new int[][] {{0, 0}, {0, 0}});
    }

    @Test
    void chanceIsZero() {
        isOf(0, OverallMetric.KAPPA, new int[][] {{4, 4}, {2, 2}});
        isOf(0, OverallMetric.MATTHEWS, new int[][] {{4, 4}, {2, 2}});
    }

    @Test
    void ofOneClassAgreementSaysNothing() {
        isOf(Double.NaN, OverallMetric.KAPPA, new int[][] {{5, 0}, {0, 0}});
        isOf(Double.NaN, OverallMetric.MATTHEWS, new int[][] {{5, 0}, {0, 0}});
        isOf(Double.NaN, OverallMetric.MATTHEWS, new int[][] {{5, 0}, {3, 0}});
        isOf(0, OverallMetric.KAPPA, new int[][] {{5, 0}, {3, 0}});
        isOf(0, OverallMetric.KAPPA, new int[][] {{0, 5}, {0, 0}});
    }

    @Test
    void betaSaysHowMuchRecallCounts() {
        ClassCounts counts = new ClassCounts(6, 2, 4, 0); // precision 3/4, recall 3/5
        assertEquals(Metric.DICE.of(counts), counts.fBeta(1), 1e-12);
        assertEquals(5 * 0.75 * 0.6 / (4 * 0.75 + 0.6), counts.fBeta(2), 1e-12);
        assertEquals(1.25 * 0.75 * 0.6 / (0.25 * 0.75 + 0.6), counts.fBeta(0.5), 1e-12);
        assertEquals(Double.NaN, new ClassCounts(0, 0, 0, 9).fBeta(2));
        assertEquals(0, new ClassCounts(0, 0, 3, 9).fBeta(2));
    }
}
