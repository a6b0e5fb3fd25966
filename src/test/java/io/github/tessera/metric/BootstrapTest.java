package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int PIXELS = 1000;

    /** An image in which so many of 500 pixels of the class are found, and nothing else is. */
    private static MetricsReport image(int found) {
        int missed = PIXELS / 2 - found;
        return new MetricsReport(
                List.of("background", "cell"),
                List.of(new ClassCounts(PIXELS / 2, missed, 0, found), new ClassCounts(found, 0, missed, PIXELS / 2)));
    }

    private static double iou(MetricsReport report) {
        return report.value(Metric.IOU, 1);
    }

    private static Bootstrap<MetricsReport> of(List<MetricsReport> images) {
        return new Bootstrap<>(images, 1, Progress.NONE);
    }

    @Test
    void imagesThatAreAllAlikeLeaveNoDoubt() {
        Interval interval = of(Collections.nCopies(5, image(400)))
                .interval(BootstrapTest::iou)
                .orElseThrow();
        assertEquals(0.8, interval.low(), 1e-12);
        assertEquals(0.8, interval.high(), 1e-12);
        assertEquals("0.800 to 0.800", interval.toString());
    }

    /** Of 3 images, one of them perfect and two with nothing found, k perfect ones are drawn as by a binomial law of 1/3. */
    @Test
    void theEndsAreQuantilesOfTheBinomialLaw() {
        // P(0) = 8/27, P(3) = 1/27 > 2.5 %: the interval goes from none to all.
        Interval three = of(List.of(image(500), image(0), image(0)))
                .interval(BootstrapTest::iou)
                .orElseThrow();
        assertEquals(new Interval(0, 1), three);
        // 10 images, one perfect: P(k >= 3) = 7.0 %, P(k >= 4) = 1.3 %: up to 3 of 10.
        List<MetricsReport> ten = new ArrayList<>(Collections.nCopies(9, image(0)));
        ten.add(image(500));
        Interval interval = of(ten).interval(BootstrapTest::iou).orElseThrow();
        assertEquals(0, interval.low(), 1e-12);
        assertEquals(0.3, interval.high(), 1e-12);
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        List<MetricsReport> images = List.of(image(500), image(300), image(200), image(420));
        assertEquals(
                new Bootstrap<>(images, 7, Progress.NONE).interval(BootstrapTest::iou),
                new Bootstrap<>(images, 7, Progress.NONE).interval(BootstrapTest::iou));
    }

    @Test
    void ofTwoImagesNothingCanBeTold() {
        assertTrue(
                of(List.of(image(500), image(300))).interval(BootstrapTest::iou).isEmpty());
    }

    @Test
    void ofAClassThatIsNowhereNothingCanBeTold() {
        MetricsReport none = new MetricsReport(
                List.of("background", "cell"), List.of(new ClassCounts(9, 0, 0, 0), new ClassCounts(0, 0, 0, 9)));
        Bootstrap<MetricsReport> bootstrap = of(Collections.nCopies(4, none));
        assertTrue(bootstrap.interval(BootstrapTest::iou).isEmpty());
        assertEquals(
                new Interval(1, 1),
                bootstrap.interval(MetricsReport::pixelAccuracy).orElseThrow());
    }

    /** The law that matters: of many experiments, about 95 in 100 have an interval that holds the truth. */
    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
        Random random = new Random(3);
        int experiments = 600;
        int held = 0;
        for (int e = 0; e < experiments; e++) {
            List<MetricsReport> images = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                images.add(image(250 + random.nextInt(201))); // the mean is 350 of 500
            }
            Interval interval = new Bootstrap<>(images, e, Progress.NONE)
                    .interval(BootstrapTest::iou)
                    .orElseThrow();
            held += interval.low() <= 0.7 && 0.7 <= interval.high() ? 1 : 0;
        }
        // Three standard deviations of the count around 95 %, and the known small shortfall below.
        double share = (double) held / experiments;
        assertTrue(share > 0.915 && share < 0.977, share + " of the intervals hold the truth");
    }

    @Test
    void canBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> new Bootstrap<>(Collections.nCopies(3, image(1)), 1, cancelled));
    }
}
