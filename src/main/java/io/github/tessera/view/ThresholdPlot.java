package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.ThresholdCurve;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

/** Lines between 0 and 1 on both axes, twice as fine as a screen; a line for each class. What they are stands beside it. */
final class ThresholdPlot {
    /** Pixels of the picture for each pixel of a screen. */
    static final int FINENESS = 2;

    /** Of the second metric. */
    static final Color FURTHER = Color.GRAY;

    private static final int WIDTH = 340;
    private static final int HEIGHT = 220;
    private static final int DARK_ENOUGH = 170;

    private final Plot plot;

    ThresholdPlot(String title, String xLabel, String yLabel) {
        plot = new Plot(title, xLabel, yLabel);
        plot.setFrameSize(WIDTH, HEIGHT);
        plot.setLimits(0, 1, 0, 1);
        plot.setLineWidth(2);
    }

    /** One or two metrics at every threshold; the best is marked. */
    static ImagePlus thresholds(List<Metric> metrics, List<Color> colours, List<ThresholdCurve> curves) {
        ThresholdPlot plot = new ThresholdPlot(
                "Thresholds", "Threshold", metrics.size() == 1 ? metrics.get(0).label() : "Value");
        for (int k = 0; k < curves.size(); k++) {
            ThresholdCurve curve = curves.get(k);
            double[] x = IntStream.range(0, curve.size())
                    .mapToDouble(curve::threshold)
                    .toArray();
            for (Metric metric : metrics) {
                Color colour = metric == metrics.get(0) ? colours.get(k) : FURTHER;
                plot.add(colour, x, values(curve, metric));
                curve.best(metric)
                        .ifPresent(best -> plot.mark(colour, curve.threshold(best), metric.of(curve.counts(best))));
            }
        }
        return plot.image();
    }

    /** Precision over recall; the threshold of one half is marked. */
    static ImagePlus precisionRecall(List<Color> colours, List<ThresholdCurve> curves) {
        ThresholdPlot plot = new ThresholdPlot("Precision and recall", "Recall", "Precision");
        for (int k = 0; k < curves.size(); k++) {
            ThresholdCurve curve = curves.get(k);
            plot.add(colours.get(k), values(curve, Metric.RECALL), values(curve, Metric.PRECISION));
            ClassCounts half = curve.counts(curve.half());
            plot.mark(colours.get(k), Metric.RECALL.of(half), Metric.PRECISION.of(half));
        }
        return plot.image();
    }

    private static double[] values(ThresholdCurve curve, Metric metric) {
        return IntStream.range(0, curve.size())
                .mapToDouble(k -> metric.of(curve.counts(k)))
                .toArray();
    }

    /** A colour that can be seen on white: the same one, darker where it is too bright. */
    static Color onWhite(int rgb) {
        Color colour = new Color(rgb);
        double luma = 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
        double factor = Math.min(1, DARK_ENOUGH / Math.max(1, luma));
        return new Color((int) (factor * colour.getRed()), (int) (factor * colour.getGreen()), (int)
                (factor * colour.getBlue()));
    }

    private void add(Color colour, double[] x, double[] y) {
        plot.setColor(colour);
        plot.add("line", x, y);
    }

    private void mark(Color colour, double x, double y) {
        plot.setColor(colour, colour);
        plot.add("circle", new double[] {x}, new double[] {y});
    }

    private ImagePlus image() {
        plot.getProcessor(); // what was never drawn comes out as one pixel
        ImagePlus fine = plot.makeHighResolution(plot.getTitle(), FINENESS, true, false);
        return new ImagePlus(plot.getTitle(), fine.getProcessor().convertToRGB());
    }
}
