package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;

/** The loss against the learning rate, on a logarithmic axis, with the rate that is suggested. */
public final class RatePlot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;

    // Okabe and Ito's blue and vermilion, which colour-blind people tell apart, and a light grey.
    private static final Color SMOOTHED = new Color(0x0072B2);
    private static final Color SUGGESTED = new Color(0xD55E00);
    private static final Color SINGLE = new Color(0xC0C0C0);

    private RatePlot() {}

    /**
     * Draws it; not shown. All arrays are of one length.
     *
     * @param rates rising, above 0
     * @param suggestion the rate to mark
     * @throws TesseraException if Java has no fonts on this computer
     */
    public static ImagePlus of(String title, double[] rates, double[] losses, double[] smoothed, double suggestion) {
        if (!Lettering.available()) {
            throw new TesseraException(
                    "The learning rates cannot be plotted because Java finds no fonts: install"
                            + " fontconfig and a font (on Debian: fontconfig and fonts-dejavu-core); the table has the numbers.");
        }
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;
        for (double value : smoothed) {
            bottom = Math.min(bottom, value);
            top = Math.max(top, value);
        }
        double margin = Math.max(0.05 * (top - bottom), 1e-6);
        Plot plot = new Plot(title, "Learning rate", "Loss");
        plot.setFrameSize(WIDTH, HEIGHT);
        plot.setLimits(rates[0], rates[rates.length - 1], bottom - margin, top + margin);
        plot.setAxisXLog(true);
        plot.setColor(SINGLE);
        plot.add("line", rates, losses);
        plot.setLabel(0, "loss of each step");
        plot.setColor(SMOOTHED);
        plot.setLineWidth(2);
        plot.add("line", rates, smoothed);
        plot.setLabel(1, "moving average");
        plot.setColor(SUGGESTED);
        plot.add("line", new double[] {suggestion, suggestion}, new double[] {bottom - margin, top + margin});
        plot.setLabel(2, "suggested: " + suggestion);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setLegend(null, Plot.AUTO_POSITION);
        return new ImagePlus(
                title, plot.getImagePlus().getProcessor().duplicate().convertToRGB());
    }
}
