package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.ThresholdCounts;
import io.github.tessera.metric.ThresholdCurve;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThresholdPlotTest {
    private static final Color BLUE = new Color(0x0072B2);

    @BeforeEach
    void fontsAreThere() {
        Assumptions.assumeTrue(Lettering.available(), "Java finds no fonts here");
    }

    private static List<ThresholdCurve> curves() {
        ThresholdCounts counts = new ThresholdCounts(1);
        counts.add(new byte[] {0, 0, 1, 1}, new byte[] {(byte) 200, 100, 120, 30});
        return counts.curves();
    }

    @Test
    void linesAreDrawnTwiceAsFine() {
        ImagePlus plot = ThresholdPlot.precisionRecall(List.of(BLUE), curves());
        assertEquals(24, plot.getBitDepth());
        assertTrue(plot.getWidth() > 2 * 340 && plot.getHeight() > 2 * 220, plot.toString());
        assertTrue(count(plot, BLUE) > 500, count(plot, BLUE) + " blue pixels");
    }

    @Test
    void ofOneClassSeveralMetricsAreDrawn() {
        ImagePlus plot = ThresholdPlot.thresholds(List.of(Metric.IOU, Metric.DICE), List.of(BLUE), curves());
        assertTrue(count(plot, BLUE) > 500 && count(plot, Color.GRAY) > 500, plot.toString());
    }

    @Test
    void brightColoursAreMadeDarkerForWhitePaper() {
        assertEquals(BLUE, ThresholdPlot.onWhite(0x0072B2));
        Color white = ThresholdPlot.onWhite(0xFFFFFF);
        assertEquals(170, white.getRed(), 1);
        Color yellow = ThresholdPlot.onWhite(0xFFFF00);
        assertTrue(yellow.getRed() < 200 && yellow.getBlue() == 0, yellow.toString());
    }

    private static int count(ImagePlus image, Color colour) {
        int count = 0;
        for (int i = 0; i < image.getProcessor().getPixelCount(); i++) {
            count += (image.getProcessor().get(i) & 0xffffff) == (colour.getRGB() & 0xffffff) ? 1 : 0;
        }
        return count;
    }
}
