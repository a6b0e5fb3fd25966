package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsReportTest {
    private static final byte X = (byte) LabelImage.IGNORED;

    /** TP 3, FP 1, FN 2, TN 4 of class 1, and two ignored pixels. */
    private static MetricsReport twoClasses() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(new byte[] {1, 1, 1, 0, 1, 1, 0, 0, 0, 0, X, X}, new byte[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1});
        return matrix.report(List.of("background", "nucleus"));
    }

    @Test
    void twoClassesByHand() {
        MetricsReport report = twoClasses();
        assertEquals(10, report.pixels());
        assertEquals(0.7, report.pixelAccuracy(), 1e-12);
        assertEquals(0.7, report.value(Metric.ACCURACY, 1), 1e-12);
        assertEquals(3.0 / 6, report.value(Metric.IOU, 1), 1e-12);
        assertEquals(6.0 / 9, report.value(Metric.DICE, 1), 1e-12);
        assertEquals(3.0 / 4, report.value(Metric.PRECISION, 1), 1e-12);
        assertEquals(3.0 / 5, report.value(Metric.RECALL, 1), 1e-12);
        assertEquals(4.0 / 5, report.value(Metric.SPECIFICITY, 1), 1e-12);
        assertEquals(4.0 / 7, report.value(Metric.IOU, 0), 1e-12);
        assertEquals((3.0 / 6 + 4.0 / 7) / 2, report.mean(Metric.IOU), 1e-12);
    }

    @Test
    void theForegroundSpeaksForABinarySet() {
        MetricsReport report = twoClasses();
        assertTrue(report.binary());
        assertEquals(0.5, report.summary(Metric.IOU), 1e-12);
        assertEquals(
                "pixel accuracy 0.7000, nucleus: IoU 0.5000, Dice 0.6667, Precision 0.7500, Recall 0.6000, Specificity 0.8000",
                report.describe());
    }

    @Test
    void threeClassesByHand() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        // p = [[2, 1, 0], [0, 3, 1], [1, 0, 2]], and one ignored pixel
        matrix.add(new byte[] {0, 0, 0, 1, 1, 1, 1, 2, 2, 2, X}, new byte[] {0, 0, 1, 1, 1, 1, 2, 0, 2, 2, 1});
        MetricsReport report = matrix.report(List.of("sky", "tree", "road"));
        assertFalse(report.binary());
        assertEquals(7.0 / 10, report.pixelAccuracy(), 1e-12);
        assertEquals(2.0 / 4, report.value(Metric.IOU, 0), 1e-12);
        assertEquals(3.0 / 5, report.value(Metric.IOU, 1), 1e-12);
        assertEquals(2.0 / 4, report.value(Metric.IOU, 2), 1e-12);
        assertEquals(1.6 / 3, report.mean(Metric.IOU), 1e-12);
        assertEquals(1.6 / 3, report.summary(Metric.IOU), 1e-12);
        assertEquals((2.0 / 3 + 3.0 / 4 + 2.0 / 3) / 3, report.mean(Metric.RECALL), 1e-12);
        assertEquals(3.0 / 4, report.value(Metric.PRECISION, 1), 1e-12);
        assertEquals(5.0 / 6, report.value(Metric.SPECIFICITY, 1), 1e-12);
        assertEquals(8.0 / 10, report.value(Metric.ACCURACY, 0), 1e-12);
        assertEquals("mean", report.summaryName());
    }

    @Test
    void absentClassesStayOutOfTheMeanAndUndefinedIsSaid() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(new byte[] {0, 0, 1, 1}, new byte[] {0, 0, 0, 0}); // class 1 never predicted, class 2 nowhere
        MetricsReport report = matrix.report(List.of("a", "b", "c"));
        assertTrue(Double.isNaN(report.value(Metric.IOU, 2)));
        assertEquals((0.5 + 0) / 2, report.mean(Metric.IOU), 1e-12);
        assertTrue(Double.isNaN(report.value(Metric.PRECISION, 1)));
        assertEquals(0.5, report.mean(Metric.PRECISION), 1e-12);
        assertEquals(0.5, report.mean(Metric.SPECIFICITY), 1e-12, "the absent class's 1 does not count");
        assertEquals("undefined", Metric.text(report.value(Metric.IOU, 2)));
    }

    @Test
    void intervalsAreToldWhereThereAreEnoughImages() {
        MetricsReport report = twoClasses();
        Bootstrap<MetricsReport> alike = new Bootstrap<>(List.of(report, report, report), 1, Progress.NONE);
        String line = report.describe(alike);
        assertTrue(
                line.startsWith("pixel accuracy 0.7000 (95 % 0.700 to 0.700), nucleus: IoU 0.5000 (95 % 0.500"), line);
    }

    @Test
    void anEmptyMatrixIsUndefinedEverywhere() {
        MetricsReport report = new ConfusionMatrix(2).report(List.of("a", "b"));
        assertTrue(Double.isNaN(report.pixelAccuracy()));
        assertTrue(Double.isNaN(report.mean(Metric.DICE)));
        assertEquals(
                "pixel accuracy undefined, b: IoU undefined, Dice undefined, Precision undefined, Recall undefined, Specificity undefined",
                report.describe());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aPerfectPredictionScoresOne(Metric metric) {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(new byte[] {0, 1, 2, 2}, new byte[] {0, 1, 2, 2});
        MetricsReport report = matrix.report(List.of("a", "b", "c"));
        assertEquals(1, report.mean(metric));
        assertTrue(metric.word().matches("[a-z]+"));
        assertEquals(metric.word(), metric.label().toLowerCase(Locale.ROOT));
    }

    @Test
    void diceFollowsFromIou() {
        MetricsReport report = twoClasses();
        for (int i = 0; i < 2; i++) {
            double iou = report.value(Metric.IOU, i);
            assertEquals(2 * iou / (1 + iou), report.value(Metric.DICE, i), 1e-12);
        }
    }

    @Test
    void aReportNamesEveryClass() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MetricsReport(List.of("a", "b"), List.of(new ClassCounts(1, 0, 0, 0))));
    }
}
