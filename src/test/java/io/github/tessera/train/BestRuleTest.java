package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.MetricsReport;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BestRuleTest {
    /** An epoch of an IoU of so many hundredths. */
    private static Epoch epoch(int number, int iou, double loss) {
        ClassCounts foreground = new ClassCounts(iou, 100 - iou, 0, 900);
        ClassCounts background = new ClassCounts(900, 0, 100 - iou, iou);
        MetricsReport report = new MetricsReport(List.of("background", "foreground"), List.of(background, foreground));
        return new Epoch(number, 10L * number, 1, loss, report, 1, 0.001);
    }

    @Test
    void theHighestIsTheBest() {
        List<Epoch> epochs = List.of(epoch(1, 50, 0.1), epoch(2, 80, 0.9), epoch(3, 70, 0.2));
        assertEquals(epochs.get(1), BestRule.DEFAULT.best(epochs));
        assertNull(BestRule.DEFAULT.best(List.of()));
    }

    @Test
    void whereNothingIsFoundTheLossDecides() {
        List<Epoch> epochs = List.of(epoch(1, 0, 0.9), epoch(2, 0, 0.3), epoch(3, 0, 0.3), epoch(4, 0, 0.5));
        assertEquals(epochs.get(1), BestRule.DEFAULT.best(epochs));
    }

    @Test
    void patienceCountsFromTheBest() {
        BestRule rule = new BestRule(Criterion.IOU, 2);
        List<Epoch> epochs = List.of(epoch(1, 50, 0.1), epoch(2, 40, 0.1), epoch(3, 30, 0.1));
        assertFalse(rule.ends(epochs.subList(0, 2)));
        assertTrue(rule.ends(epochs));
    }
}
