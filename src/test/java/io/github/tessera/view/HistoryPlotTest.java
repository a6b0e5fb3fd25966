package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryPlotTest {
    private static final int BLUE = 0x0072B2;
    private static final int VERMILION = 0xD55E00;
    private static final int GREEN = 0x009E73;
    private static final double NONE = Double.NaN;

    @BeforeEach
    void fontsAreThere() {
        Assumptions.assumeTrue(Lettering.available(), "Java finds no fonts here");
    }

    @Test
    void drawsEachSeriesInItsColour() {
        HistoryPlot plot = new HistoryPlot("Training", "validation IoU");
        plot.update(new double[] {1, 2, 3}, new double[] {1.5, 1, 0.6}, new double[] {1.4, 1.1, 0.8}, new double[] {
            0.2, 0.5, 0.7
        });
        ImagePlus image = plot.image();
        assertEquals("Training", image.getTitle());
        assertEquals(24, image.getBitDepth());
        assertTrue(count(image, BLUE) > 300 && count(image, VERMILION) > 300 && count(image, GREEN) > 300);
    }

    @Test
    void anUpdateMovesTheLinesAndKeepsTheColours() {
        HistoryPlot plot = new HistoryPlot("Training", "validation IoU");
        plot.update(new double[] {1}, new double[] {1.5}, new double[] {NONE}, new double[] {NONE});
        ImagePlus first = plot.image();
        assertTrue(count(first, BLUE) > 0);
        plot.update(new double[] {1, 2}, new double[] {1.5, 0.1}, new double[] {1, 0.9}, new double[] {0.5, 0.6});
        ImagePlus second = plot.image();
        assertTrue(count(second, BLUE) > 300 && count(second, GREEN) > 300);
        assertNotEquals(count(first, BLUE), count(second, BLUE));
    }

    @Test
    void aGapIsBridged() {
        HistoryPlot whole = new HistoryPlot("Training", "validation IoU");
        double[] none = {NONE, NONE, NONE};
        whole.update(new double[] {1, 2, 3}, none, none, new double[] {0.2, 0.4, 0.6});
        HistoryPlot gap = new HistoryPlot("Training", "validation IoU");
        gap.update(new double[] {1, 2, 3}, none, none, new double[] {0.2, NONE, 0.6});
        assertEquals(count(whole.image(), GREEN), count(gap.image(), GREEN), 5);
    }

    @Test
    void nothingMeasuredYetIsAnEmptyPlot() {
        HistoryPlot plot = new HistoryPlot("Training", "validation IoU");
        plot.update(new double[0], new double[0], new double[0], new double[0]);
        plot.show();
        assertTrue(plot.image().getWidth() >= 640);
    }

    private static int count(ImagePlus image, int rgb) {
        ImageProcessor pixels = image.getProcessor();
        int count = 0;
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            if ((pixels.get(i) & 0xffffff) == rgb) {
                count++;
            }
        }
        return count;
    }
}
