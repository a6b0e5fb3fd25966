package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.train.BestRule;
import io.github.tessera.train.Epoch;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * How a training went, over its epochs: the losses on training and validation images, and how good it is on the validation images, IoU of
 * each class and their mean, or for a single class IoU, precision and recall.
 *
 * <p>Pictures of any size at any time. For one thread at a time.
 */
public final class HistoryPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 760;
    private static final float LINE = 2;
    private static final float STRONG_LINE = 3;
    private static final Color MANY = new Color(0x9CC3DE);
    private static final Color STEPS = new Color(0x8FB8D6);
    private static final Color MEAN = new Color(0x303030);

    private final String title;
    private final BestRule rule;
    private List<Epoch> epochs = List.of();

    /**
     * A plot without points yet.
     *
     * @param title of the picture
     * @param rule which epoch's model is kept
     * @throws TesseraException if Java has no fonts on this computer
     */
    public HistoryPlot(String title, BestRule rule) {
        if (!Lettering.available()) {
            throw new TesseraException(
                    "The training history cannot be plotted because Java finds no fonts: install"
                            + " fontconfig and a font (on Debian: fontconfig and fonts-dejavu-core); its numbers are in the CSV file.");
        }
        this.title = title;
        this.rule = rule;
    }

    /** Takes the history as it is now. */
    public void update(List<Epoch> now) {
        epochs = List.copyOf(now);
    }

    private CurvePlot curves() {
        return new CurvePlot(epochs, rule.best(epochs));
    }

    /** The losses alone, width and height in pixels. */
    public ColorProcessor losses(int width, int height) {
        return losses(curves(), width, height);
    }

    /**
     * The losses alone, those of single steps among them.
     *
     * @param stepsInEpoch how many steps there are from one epoch's end to the next
     */
    ColorProcessor losses(int width, int height, LossCurve steps, double stepsInEpoch) {
        CurvePlot plot = curves();
        double[] at = Arrays.stream(steps.steps()).map(s -> s / stepsInEpoch).toArray();
        plot.add("steps, smoothed", STEPS, 1, at, steps.values());
        return losses(plot, width, height);
    }

    private ColorProcessor losses(CurvePlot plot, int width, int height) {
        plot.add("training", CurvePlot.COLOURS.get(0), LINE, Epoch::trainLoss);
        plot.add("validation", CurvePlot.COLOURS.get(1), LINE, Epoch::validationLoss);
        return plot.losses(title, width, height);
    }

    /** The metrics on the validation images alone, width and height in pixels. */
    public ColorProcessor metrics(int width, int height) {
        CurvePlot plot = curves();
        String axis = "Validation";
        if (!epochs.isEmpty()) {
            MetricsReport report = epochs.get(0).validation();
            axis = report.binary() ? "Validation: " + report.summaryName() : "Validation: IoU";
            if (report.binary()) {
                addMetrics(plot);
            } else {
                addClasses(plot, report.classes());
            }
        }
        return plot.shares(title, axis, width, height);
    }

    private static void addMetrics(CurvePlot plot) {
        List<Metric> metrics = List.of(Metric.PRECISION, Metric.RECALL, Metric.IOU);
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            boolean first = metric == Metric.IOU;
            plot.add(
                    metric.label(),
                    CurvePlot.COLOURS.get((i + 1) % metrics.size()),
                    first ? STRONG_LINE : LINE,
                    epoch -> epoch.validation().summary(metric));
        }
    }

    private static void addClasses(CurvePlot plot, List<String> classes) {
        boolean many = classes.size() > CurvePlot.COLOURS.size();
        for (int k = 0; k < classes.size(); k++) {
            int index = k;
            String name = many ? (k == 0 ? "each class" : "") : classes.get(k);
            Color color = many ? MANY : CurvePlot.COLOURS.get(k);
            plot.add(name, color, LINE, epoch -> epoch.validation().value(Metric.IOU, index));
        }
        plot.add("mean", MEAN, STRONG_LINE, Epoch::iou);
    }

    /** Losses above metrics, width and height in pixels. */
    public ColorProcessor processor(int width, int height) {
        ColorProcessor both = new ColorProcessor(width, height);
        both.setColor(Color.WHITE);
        both.fill();
        ColorProcessor above = losses(width, height / 2);
        both.insert(above, 0, 0);
        both.insert(metrics(width, height - height / 2), 0, height / 2);
        return both;
    }

    /** Losses above metrics, for saving; not shown. */
    public ImagePlus image() {
        return new ImagePlus(title, processor(WIDTH, HEIGHT));
    }
}
