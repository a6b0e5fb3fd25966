package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.tessera.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix as a picture: a row for each true class, a column for each predicted one, with the share of the true class's pixels in
 * each cell as a colour, and as a number where there is room. Made without a display; where Java has no fonts it has no text.
 */
public final class ConfusionPicture {
    private static final int CELL = 56;
    private static final int SMALL_CELL = 20;
    private static final int MOST_LARGE = 14;
    private static final int GAP = 10;
    private static final int LONGEST_NAME = 160;
    private static final int FONT = 12;
    private static final double PERCENT = 100;
    private static final double DARK_BELOW = 0.55;
    private static final Color INK = new Color(0x222222);
    private static final Color EMPTY = new Color(0xE4E4E4);

    private final ConfusionMatrix matrix;
    private final List<String> names;
    private final HeatMap heat = new HeatMap();
    private final boolean text = Lettering.available();
    private final int cell;

    private ConfusionPicture(ConfusionMatrix matrix, List<String> names) {
        this.matrix = matrix;
        this.names = names;
        cell = names.size() <= MOST_LARGE ? CELL : SMALL_CELL;
    }

    /**
     * Draws the picture.
     *
     * @param names a name for each class
     * @return an RGB image, not shown
     */
    public static ImagePlus of(ConfusionMatrix matrix, List<String> names) {
        return new ImagePlus("Confusion matrix", new ColorProcessor(new ConfusionPicture(matrix, names).draw()));
    }

    private BufferedImage draw() {
        int margin = text ? margin() : GAP;
        int side = margin + names.size() * cell + GAP;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        Lettering.prepare(graphics);
        graphics.setFont(graphics.getFont().deriveFont((float) FONT));
        for (int truth = 0; truth < names.size(); truth++) {
            long all = row(truth);
            for (int predicted = 0; predicted < names.size(); predicted++) {
                drawCell(graphics, margin + predicted * cell, margin + truth * cell, truth, predicted, all);
            }
        }
        if (text) {
            drawNames(graphics, margin);
        }
        graphics.dispose();
        return picture;
    }

    /** As wide as the longest name, up to a limit. */
    private int margin() {
        BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scratch.createGraphics();
        FontMetrics metrics = graphics.getFontMetrics(graphics.getFont().deriveFont((float) FONT));
        int longest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        int own = Math.max(longest, metrics.stringWidth("Truth \\ Predicted"));
        graphics.dispose();
        return Math.min(LONGEST_NAME, own) + 2 * GAP;
    }

    private long row(int truth) {
        long sum = 0;
        for (int k = 0; k < names.size(); k++) {
            sum += matrix.count(truth, k);
        }
        return sum;
    }

    private void drawCell(Graphics2D graphics, int x, int y, int truth, int predicted, long all) {
        double share = all == 0 ? 0 : (double) matrix.count(truth, predicted) / all;
        graphics.setColor(all == 0 ? EMPTY : new Color(heat.colour((int) Math.round(share * (HeatMap.SIZE - 1)))));
        graphics.fillRect(x, y, cell - 1, cell - 1);
        if (text && cell == CELL && all > 0) {
            String number = String.format(Locale.ROOT, "%.1f", PERCENT * share);
            graphics.setColor(share < DARK_BELOW ? Color.WHITE : INK);
            FontMetrics metrics = graphics.getFontMetrics();
            graphics.drawString(
                    number, x + (cell - metrics.stringWidth(number)) / 2, y + (cell + metrics.getAscent()) / 2);
        }
    }

    private void drawNames(Graphics2D graphics, int margin) {
        graphics.setColor(INK);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setFont(graphics.getFont().deriveFont(Font.BOLD));
        graphics.drawString("Truth \\ Predicted", GAP, GAP + metrics.getAscent());
        graphics.setFont(graphics.getFont().deriveFont(Font.PLAIN));
        int middle = (cell + metrics.getAscent()) / 2;
        AffineTransform upright = graphics.getTransform();
        for (int k = 0; k < names.size(); k++) {
            String name = shortened(names.get(k), metrics);
            graphics.drawString(name, margin - GAP - metrics.stringWidth(name), margin + k * cell + middle);
            graphics.rotate(-Math.PI / 2, margin + k * cell + middle, margin - GAP);
            graphics.drawString(name, margin + k * cell + middle, margin - GAP);
            graphics.setTransform(upright);
        }
    }

    private static String shortened(String name, FontMetrics metrics) {
        if (metrics.stringWidth(name) <= LONGEST_NAME) {
            return name;
        }
        int length = name.length();
        while (length > 1 && metrics.stringWidth(name.substring(0, length) + "…") > LONGEST_NAME) {
            length--;
        }
        return name.substring(0, length) + "…";
    }
}
