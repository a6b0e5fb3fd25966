package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.macro.Interpreter;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a training went: loss on the training and the validation images, and a metric on the validation images, over epochs.
 *
 * <p>A window once {@link #show} is called, a picture at any time; {@link #update} redraws it. For one thread at a time.
 */
public final class HistoryPlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;

    // Okabe and Ito's blue, vermilion and green, which colour-blind people tell apart.
    private static final Color TRAIN = new Color(0x0072B2);
    private static final Color VALIDATION = new Color(0xD55E00);
    private static final Color METRIC = new Color(0x009E73);

    private final String metricName;
    private final Plot plot;
    private boolean drawn;

    /**
     * A plot without points yet.
     *
     * @param title of the window and the picture
     * @param metricName what the metric is, such as "validation IoU"
     * @throws TesseraException if Java has no fonts on this computer
     */
    public HistoryPlot(String title, String metricName) {
        if (!Lettering.available()) {
            throw new TesseraException(
                    "The training history cannot be plotted because Java finds no fonts: install"
                            + " fontconfig and a font (on Debian: fontconfig and fonts-dejavu-core); its numbers are in the CSV file.");
        }
        this.metricName = metricName;
        plot = new Plot(title, "Epoch", "Loss and " + metricName);
        plot.setFrameSize(WIDTH, HEIGHT);
    }

    /**
     * Draws the history as it is now. All arrays are of one length, and NaN stands for what was not measured.
     *
     * @param epochs epoch numbers, rising
     */
    public void update(double[] epochs, double[] trainLoss, double[] validationLoss, double[] metric) {
        setSeries(0, "training loss", TRAIN, epochs, trainLoss);
        setSeries(1, "validation loss", VALIDATION, epochs, validationLoss);
        setSeries(2, metricName, METRIC, epochs, metric);
        drawn = true;
        setLimits(epochs, trainLoss, validationLoss, metric);
        plot.setColor(Color.BLACK);
        plot.setLegend(null, Plot.AUTO_POSITION);
        plot.updateImage();
    }

    // A plot forgets colour and label of a series that is replaced, and breaks its line at each NaN.
    private void setSeries(int index, String name, Color color, double[] epochs, double[] values) {
        int[] known = IntStream.range(0, epochs.length)
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
        double[] x = Arrays.stream(known).mapToDouble(i -> epochs[i]).toArray();
        double[] y = Arrays.stream(known).mapToDouble(i -> values[i]).toArray();
        plot.setColor(color, color);
        plot.setLineWidth(2);
        // A line needs two points; a lone first epoch is a dot.
        String shape = x.length == 1 ? "circle" : "line";
        if (drawn) {
            plot.replace(index, shape, x, y);
        } else {
            plot.add(shape, x, y);
        }
        plot.setLabel(index, name);
    }

    private void setLimits(double[] epochs, double[]... series) {
        double top = Arrays.stream(series)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double bottom = Arrays.stream(series)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double first = epochs.length == 0 ? 0 : epochs[0];
        double last = epochs.length == 0 ? 1 : epochs[epochs.length - 1];
        plot.setLimits(first, Math.max(last, first + 1), Math.min(0, bottom), Math.max(1, top) * 1.02);
    }

    /** Opens the window; does nothing without a display, and in a batch macro, where a plot would become the current image. */
    public void show() {
        if (!GraphicsEnvironment.isHeadless() && IJ.getInstance() != null && !Interpreter.isBatchMode()) {
            plot.show();
        }
    }

    /** The plot as an RGB image of its own, for saving; not shown. */
    public ImagePlus image() {
        return new ImagePlus(
                plot.getTitle(), plot.getImagePlus().getProcessor().duplicate().convertToRGB());
    }
}
