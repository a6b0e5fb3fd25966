package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.train.BestRule;
import io.github.tessera.train.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryPlotTest {
    private static final int BLUE = 0x0072B2;
    private static final int VERMILION = 0xD55E00;
    private static final int GREEN = 0x009E73;
    private static final int PURPLE = 0xCC79A7;
    private static final int MARK = 0x999999;
    private static final int MEAN = 0x303030;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final double NONE = Double.NaN;

    @BeforeEach
    void fontsAreThere() {
        Assumptions.assumeTrue(Lettering.available(), "Java finds no fonts here");
    }

    /** An epoch whose classes, but for the background, have these IoUs; NaN where there is nothing of the class. */
    private static Epoch epoch(int number, double train, double validation, double... ious) {
        List<String> names = new ArrayList<>(List.of("background"));
        List<ClassCounts> counts = new ArrayList<>(List.of(new ClassCounts(100, 0, 0, 100)));
        for (double iou : ious) {
            names.add("class " + names.size());
            long right = Math.round(100 * iou);
            counts.add(
                    Double.isNaN(iou)
                            ? new ClassCounts(0, 0, 0, 200)
                            : new ClassCounts(right, 30, 100 - right - 30, 100));
        }
        return new Epoch(number, 10L * number, train, validation, new MetricsReport(names, counts), 1, 0.001);
    }

    private static HistoryPlot plot(Epoch... epochs) {
        HistoryPlot plot = new HistoryPlot("Training", BestRule.DEFAULT);
        plot.update(Arrays.asList(epochs));
        return plot;
    }

    @Test
    void lossesAndMetricsHaveTheirColours() {
        HistoryPlot plot = plot(epoch(1, 1.5, 1.4, 0.2), epoch(2, 1, 1.1, 0.5), epoch(3, 0.6, 0.8, 0.6));
        ColorProcessor losses = plot.losses(WIDTH, HEIGHT);
        assertTrue(count(losses, BLUE) > 200 && count(losses, VERMILION) > 200);
        assertEquals(0, count(losses, GREEN));
        ColorProcessor metrics = plot.metrics(WIDTH, HEIGHT);
        assertTrue(count(metrics, BLUE) > 200 && count(metrics, VERMILION) > 200 && count(metrics, GREEN) > 200);
    }

    @Test
    void picturesHaveTheSizeAskedFor() {
        HistoryPlot plot = plot(epoch(1, 1, 1, 0.5), epoch(2, 1, 1, 0.5));
        for (int[] size : new int[][] {{300, 401}, {1000, 700}}) {
            ColorProcessor both = plot.processor(size[0], size[1]);
            assertEquals(size[0], both.getWidth());
            assertEquals(size[1], both.getHeight());
            assertEquals(size[0], plot.losses(size[0], size[1]).getWidth());
            assertEquals(size[1], plot.metrics(size[0], size[1]).getHeight());
        }
        assertEquals("Training", plot.image().getTitle());
    }

    @Test
    void eachOfSeveralClassesHasALineAndTheMeanTooTheStrongest() {
        ColorProcessor metrics = plot(epoch(1, 1, 1, 0.2, 0.6, 0.1), epoch(2, 1, 1, 0.3, 0.7, 0.5))
                .metrics(WIDTH, HEIGHT);
        for (int colour : new int[] {BLUE, VERMILION, GREEN, PURPLE}) {
            assertTrue(count(metrics, colour) > 200);
        }
        assertTrue(count(metrics, MEAN) > count(metrics, GREEN));
    }

    @Test
    void manyClassesDoNotFillThePictureWithNames() {
        double[] some = {0.1, 0.2, 0.3};
        double[] many = new double[20];
        Arrays.fill(many, 0.2);
        int names = count(plot(epoch(1, 1, 1, some), epoch(2, 1, 1, some)).metrics(WIDTH, HEIGHT), 0x000000);
        int more = count(plot(epoch(1, 1, 1, many), epoch(2, 1, 1, many)).metrics(WIDTH, HEIGHT), 0x000000);
        assertTrue(more <= names, more + " pixels of frames and names instead of " + names);
    }

    @Test
    void theKeptEpochIsMarked() {
        Epoch[] epochs = {epoch(1, 1, 1, 0.2), epoch(2, 1, 1, 0.5), epoch(3, 1, 1, 0.4), epoch(4, 1, 1, 0.3)};
        assertTrue(column(plot(epochs).losses(WIDTH, HEIGHT)) > 100);
        int two = mark(plot(epochs).losses(WIDTH, HEIGHT));
        epochs[3] = epoch(4, 1, 1, 0.6);
        int four = mark(plot(epochs).losses(WIDTH, HEIGHT));
        assertTrue(four > two + WIDTH / 4, two + " and " + four);
    }

    @Test
    void lossesThatFallFarAreSeenToTheEnd() {
        Epoch[] far = {epoch(1, 1, 1, 0.5), epoch(2, 0.01, 0.02, 0.5), epoch(3, 0.001, 0.02, 0.5)};
        Epoch[] near = {epoch(1, 1, 1, 0.5), epoch(2, 0.5, 0.6, 0.5), epoch(3, 0.3, 0.6, 0.5)};
        assertEquals(height(near, 1, 3), height(far, 1, 3), 60, "both fill the height");
        assertTrue(height(far, 2, 3) > 30, "a tenth of a small loss is a decade");
        Epoch[] below = {epoch(1, 1, 1, 0.5), epoch(2, -0.01, 0, 0.5)};
        assertTrue(count(plot(below).losses(WIDTH, HEIGHT), BLUE) > 200, "some losses fall below 0");
    }

    /** By how many rows the training loss falls between two of three epochs. */
    private static int height(Epoch[] epochs, int from, int to) {
        ColorProcessor losses = plot(epochs).losses(WIDTH, HEIGHT);
        int least = HEIGHT;
        int most = 0;
        int left = 60 + (WIDTH - 80) * from / 3 + 3;
        int right = 60 + (WIDTH - 80) * to / 3;
        for (int x = left; x < right; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                if ((losses.get(x, y) & 0xFFFFFF) == BLUE) {
                    least = Math.min(least, y);
                    most = Math.max(most, y);
                }
            }
        }
        return most - least;
    }

    @Test
    void anUpdateMovesTheLines() {
        HistoryPlot plot = plot(epoch(1, 1.5, NONE, NONE));
        ColorProcessor first = plot.losses(WIDTH, HEIGHT);
        assertTrue(count(first, BLUE) > 0);
        plot.update(List.of(epoch(1, 1.5, 1, 0.5), epoch(2, 0.1, 0.9, 0.6)));
        ColorProcessor second = plot.losses(WIDTH, HEIGHT);
        assertTrue(count(second, BLUE) > 200);
        assertNotEquals(count(first, BLUE), count(second, BLUE));
    }

    @Test
    void aGapIsBridged() {
        ColorProcessor whole = plot(epoch(1, 1, 1, 0.2), epoch(2, 1, 0.9, 0.4), epoch(3, 1, 0.8, 0.6))
                .losses(WIDTH, HEIGHT);
        ColorProcessor gap = plot(epoch(1, 1, 1, 0.2), epoch(2, 1, NONE, 0.4), epoch(3, 1, 0.8, 0.6))
                .losses(WIDTH, HEIGHT);
        assertEquals(count(whole, VERMILION), count(gap, VERMILION), 5);
    }

    @Test
    void nothingMeasuredYetIsAnEmptyPlot() {
        HistoryPlot plot = plot();
        assertEquals(720, plot.image().getWidth());
    }

    private static int count(ImageProcessor pixels, int rgb) {
        int count = 0;
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            if ((pixels.get(i) & 0xffffff) == rgb) {
                count++;
            }
        }
        return count;
    }

    /** The column that has most of the mark's grey. */
    private static int mark(ImageProcessor pixels) {
        int best = 0;
        for (int x = 0; x < pixels.getWidth(); x++) {
            best = inColumn(pixels, x) > inColumn(pixels, best) ? x : best;
        }
        return best;
    }

    private static int column(ImageProcessor pixels) {
        return inColumn(pixels, mark(pixels));
    }

    private static int inColumn(ImageProcessor pixels, int x) {
        int count = 0;
        for (int y = 0; y < pixels.getHeight(); y++) {
            count += (pixels.get(x, y) & 0xFFFFFF) == MARK ? 1 : 0;
        }
        return count;
    }
}
