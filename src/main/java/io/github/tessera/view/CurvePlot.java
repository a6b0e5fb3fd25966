package io.github.tessera.view;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import io.github.tessera.train.Epoch;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Curves over the epochs of a training, and a mark at the epoch whose model is kept. */
final class CurvePlot {
    // Okabe and Ito's colours, which colour-blind people tell apart, but for yellow, which is lost on white.
    static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));
    private static final Color MARK = new Color(0x999999);

    // A loss that has fallen so far is a flat line at the bottom of a linear axis.
    private static final double DECADES = 20;
    private static final double MARGIN = 0.03;

    private final List<Epoch> epochs;
    private final Epoch kept;
    private final List<Series> series = new ArrayList<>();

    /** One curve; epochs where it was not measured are bridged. */
    private record Series(String name, Color color, float width, double[] epochs, double[] values) {}

    /**
     * A plot without curves yet.
     *
     * @param kept the epoch whose model is kept; null if there is none
     */
    CurvePlot(List<Epoch> epochs, Epoch kept) {
        this.epochs = epochs;
        this.kept = kept;
    }

    /** Adds a curve; one without a name is not in the legend. */
    void add(String name, Color color, float width, ToDoubleFunction<Epoch> value) {
        List<Epoch> known = epochs.stream()
                .filter(epoch -> Double.isFinite(value.applyAsDouble(epoch)))
                .toList();
        series.add(new Series(
                name,
                color,
                width,
                known.stream().mapToDouble(Epoch::number).toArray(),
                known.stream().mapToDouble(value).toArray()));
    }

    /** Adds a curve that has points between the epochs too: where, counted in epochs, and what. */
    void add(String name, Color color, float width, double[] at, double[] values) {
        series.add(new Series(name, color, width, at, values));
    }

    private double[] values() {
        return series.stream().flatMapToDouble(s -> Arrays.stream(s.values)).toArray();
    }

    /** Draws the curves on an axis that begins at 0, or a logarithmic one where they span far. */
    ColorProcessor losses(String title, int width, int height) {
        double[] values = values();
        double most = Arrays.stream(values).max().orElse(1);
        double least = Arrays.stream(values).min().orElse(0);
        if (least > 0 && most / least > DECADES) {
            double margin = Math.pow(most / least, MARGIN);
            return draw(title, "Loss (logarithmic)", width, height, least / margin, most * margin, true);
        }
        double bottom = Math.min(0, least);
        double top = most > bottom ? most + MARGIN * (most - bottom) : bottom + 1;
        return draw(title, "Loss", width, height, bottom, top, false);
    }

    /** Draws the curves, of values from 0 to 1, on an axis that ends at 1 and begins at the tenth below them. */
    ColorProcessor shares(String title, String axis, int width, int height) {
        double least = Arrays.stream(values()).min().orElse(0);
        double bottom = Math.floor(10 * Math.min(least, 0.9)) / 10;
        return draw(title, axis, width, height, bottom, 1 + MARGIN * (1 - bottom), false);
    }

    private ColorProcessor draw(
            String title, String axis, int width, int height, double bottom, double top, boolean logarithmic) {
        Plot plot = new Plot(title, "Epoch", axis);
        plot.setSize(width, height);
        int last =
                epochs.isEmpty() ? 2 : Math.max(2, epochs.get(epochs.size() - 1).number());
        double end = series.stream()
                .flatMapToDouble(s -> Arrays.stream(s.epochs))
                .max()
                .orElse(last);
        plot.setLimits(0, Math.max(last, end), bottom, top);
        plot.setAxisYLog(logarithmic);
        List<String> names = new ArrayList<>();
        if (kept != null) {
            plot.setColor(MARK);
            plot.setLineWidth(2);
            plot.add("line", new double[] {kept.number(), kept.number()}, new double[] {bottom, top});
            names.add("model kept: epoch " + kept.number());
        }
        for (Series s : series) {
            plot.setColor(s.color, s.color);
            plot.setLineWidth(s.width);
            // A line needs two points; a lone first epoch is a dot.
            plot.add(s.values.length == 1 ? "circle" : "line", s.epochs, s.values);
            names.add(s.name);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                plot.setLabel(i, names.get(i));
            }
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        plot.setLegend(null, Plot.AUTO_POSITION);
        return (ColorProcessor) plot.getImagePlus().getProcessor().duplicate().convertToRGB();
    }
}
