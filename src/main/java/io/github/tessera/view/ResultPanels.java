package io.github.tessera.view;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.metric.Probabilities;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A plane's results side by side: image, truth, probability with its colour bar, prediction, and where it is wrong. What is not there has
 * no panel. Made without a display; where Java has no fonts it has no text.
 *
 * @param classes names, in the order of the class indices
 * @param palette colour of each class index
 * @param shown the class that probability and errors are of; empty for the most probable one, and errors of all classes
 * @param side longest side of each panel in pixels
 */
public record ResultPanels(List<String> classes, Palette palette, OptionalInt shown, int side) {
    private static final int BAR = 10;
    private static final int BAR_GAP = 6;
    private static final int BAR_TEXT = 32;
    private static final int TICKS = 4;
    private static final int LINE = 12;
    private static final Color INK = new Color(0x222222);
    private static final int RIGHT = 0xFFF2F2F2;
    private static final int REST = 0xFF101010;
    private static final int IGNORED = 0xFF808080;

    /**
     * What is known of a plane.
     *
     * @param caption stands below
     * @param pixels intensities (x, y, channel); null where there are none
     * @param truth class indices (x, y); null where there are none
     * @param prediction class indices (x, y) of the same pixels; null where there are none
     * @param probabilities of the same pixels, row by row; null where there are none
     */
    public record Plane(
            String caption,
            RandomAccessibleInterval<FloatType> pixels,
            RandomAccessibleInterval<UnsignedByteType> truth,
            RandomAccessibleInterval<UnsignedByteType> prediction,
            Probabilities probabilities) {}

    /** The sheet of a plane, its panels side by side; those of planes of one size have one size. */
    public ColorProcessor of(Plane plane) {
        return of(plane, Integer.MAX_VALUE);
    }

    /**
     * The same in as many rows as are needed.
     *
     * @param columns most panels side by side
     */
    ColorProcessor of(Plane plane, int columns) {
        List<String> headings = new ArrayList<>();
        List<ColorProcessor> panels = new ArrayList<>();
        Reduction reduction = reduction(plane);
        if (plane.pixels() != null) {
            headings.add("Image");
            panels.add(reduction.picture(plane.pixels(), plane.pixels()));
        }
        ByteProcessor truth = plane.truth() == null ? null : reduction.labels(plane.truth());
        ByteProcessor prediction = plane.prediction() == null ? null : reduction.labels(plane.prediction());
        if (truth != null) {
            headings.add("Truth");
            panels.add(coloured(truth));
        }
        if (plane.probabilities() != null) {
            headings.add("Probability" + shownName());
            panels.add(withBar(heat(plane.probabilities(), reduction)));
        }
        if (prediction != null) {
            headings.add("Prediction");
            panels.add(coloured(prediction));
        }
        if (truth != null && prediction != null) {
            headings.add("Errors" + shownName());
            panels.add(errors(truth, prediction));
        }
        List<ColorProcessor> rows = new ArrayList<>();
        int end = 0;
        while (end < panels.size()) {
            int start = end;
            end = start + Math.min(columns, panels.size() - start);
            boolean last = end == panels.size();
            PictureSheet sheet = new PictureSheet(headings.subList(start, end));
            sheet.addRow(last ? plane.caption() : "", panels.subList(start, end));
            if (last) {
                addLegend(sheet, truth != null && prediction != null);
            }
            rows.add(sheet.draw());
        }
        return rows.size() == 1 ? rows.get(0) : stacked(rows);
    }

    private static ColorProcessor stacked(List<ColorProcessor> rows) {
        int width = rows.stream().mapToInt(ColorProcessor::getWidth).max().orElseThrow();
        int height = rows.stream().mapToInt(ColorProcessor::getHeight).sum();
        ColorProcessor all = new ColorProcessor(width, height);
        all.setColor(Color.WHITE);
        all.fill();
        int top = 0;
        for (ColorProcessor row : rows) {
            all.insert(row, 0, top);
            top += row.getHeight();
        }
        return all;
    }

    private Reduction reduction(Plane plane) {
        RandomAccessibleInterval<?> any = plane.prediction() != null
                ? plane.prediction()
                : plane.truth() != null ? plane.truth() : plane.pixels();
        return Reduction.toSide(any.dimension(0), any.dimension(1), side);
    }

    private String shownName() {
        return shown.isPresent() ? " of " + classes.get(shown.getAsInt()) : "";
    }

    private void addLegend(PictureSheet sheet, boolean errors) {
        for (int k = 1; k < classes.size(); k++) {
            sheet.addLegend(palette.color(k), classes.get(k));
        }
        if (errors && shown.isPresent()) {
            sheet.addLegend(new Color(RIGHT), "true positive");
            sheet.addLegend(new Color(TilePanels.EXTRA), "false positive");
            sheet.addLegend(new Color(TilePanels.MISSED), "false negative");
        } else if (errors) {
            sheet.addLegend(new Color(REST), "right");
            sheet.addLegend(new Color(TilePanels.EXTRA), "wrong");
        }
    }

    private ColorProcessor coloured(ByteProcessor labels) {
        ColorProcessor picture = new ColorProcessor(labels.getWidth(), labels.getHeight());
        for (int i = 0; i < picture.getPixelCount(); i++) {
            int label = labels.get(i);
            picture.set(
                    i,
                    label == LabelImage.IGNORED
                            ? IGNORED
                            : 0xFF000000 | palette.colours().get(label));
        }
        return picture;
    }

    private ColorProcessor errors(ByteProcessor truth, ByteProcessor prediction) {
        ColorProcessor picture = new ColorProcessor(truth.getWidth(), truth.getHeight());
        for (int i = 0; i < picture.getPixelCount(); i++) {
            picture.set(i, error(truth.get(i), prediction.get(i)));
        }
        return picture;
    }

    private int error(int truth, int prediction) {
        if (truth == LabelImage.IGNORED || prediction == LabelImage.IGNORED) {
            return IGNORED;
        }
        if (shown.isEmpty()) {
            return truth == prediction ? REST : TilePanels.EXTRA;
        }
        boolean real = truth == shown.getAsInt();
        boolean predicted = prediction == shown.getAsInt();
        return real ? (predicted ? RIGHT : TilePanels.MISSED) : predicted ? TilePanels.EXTRA : REST;
    }

    private ColorProcessor heat(Probabilities probabilities, Reduction reduction) {
        int from = reduction.fromWidth();
        float[] values = new float[probabilities.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shown.isPresent() ? probabilities.of(shown.getAsInt(), i) : largest(probabilities, i);
        }
        float[] means = reduction.means(ArrayImgs.floats(values, from, reduction.fromHeight(), 1));
        ColorProcessor picture = new ColorProcessor(reduction.width(), reduction.height());
        HeatMap heat = new HeatMap();
        for (int i = 0; i < means.length; i++) {
            picture.set(i, heat.colour(Math.round(means[i] * (HeatMap.SIZE - 1))));
        }
        return picture;
    }

    private static float largest(Probabilities probabilities, int pixel) {
        float largest = 0;
        for (int k = 0; k < probabilities.classes(); k++) {
            largest = Math.max(largest, probabilities.of(k, pixel));
        }
        return largest;
    }

    /** The picture with the colours of 0 to 1 beside it, 1 at the top. */
    private static ColorProcessor withBar(ColorProcessor picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        ColorProcessor wide = new ColorProcessor(width + BAR_GAP + BAR + BAR_TEXT, height);
        wide.setColor(Color.WHITE);
        wide.fill();
        wide.insert(picture, 0, 0);
        HeatMap heat = new HeatMap();
        for (int y = 0; y < height; y++) {
            int colour = heat.colour((height - 1 - y) * (HeatMap.SIZE - 1) / Math.max(1, height - 1));
            for (int x = 0; x < BAR; x++) {
                wide.set(width + BAR_GAP + x, y, colour);
            }
        }
        return Lettering.available() ? withTicks(wide, width + BAR_GAP + BAR, height) : wide;
    }

    private static ColorProcessor withTicks(ColorProcessor bar, int left, int height) {
        var picture = bar.getBufferedImage();
        Graphics2D graphics = picture.createGraphics();
        Lettering.prepare(graphics);
        graphics.setFont(graphics.getFont().deriveFont((float) LINE - 1));
        graphics.setColor(INK);
        int ticks = height >= TICKS * 2 * LINE ? TICKS : height >= 2 * LINE ? 1 : 0;
        for (int t = 0; t <= ticks && ticks > 0; t++) {
            double value = (double) t / ticks;
            int y = (int) Math.round((1 - value) * (height - 1));
            graphics.drawLine(left, y, left + 2, y);
            String text = value == 0 || value == 1 ? String.valueOf((int) value) : tick(value);
            graphics.drawString(text, left + 4, Math.max(LINE - 3, Math.min(height - 1, y + LINE / 2 - 2)));
        }
        graphics.dispose();
        return new ColorProcessor(picture);
    }

    private static String tick(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("0$", "");
    }
}
