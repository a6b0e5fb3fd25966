package io.github.tessera.view;

import ij.process.ColorProcessor;
import io.github.tessera.data.ClassTable;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.train.ValidationTile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What a network makes of images that it does not learn from, as one picture: a row for each tile, with the image, the truth, the probability and
 * the prediction with its errors. Tiles of one set give pictures of one size, whatever was predicted; where Java has no fonts they have no text.
 */
public final class ValidationStrip {
    /** The longest side of a tile in the picture, in pixels; small tiles are enlarged a whole number of times. */
    static final int MOST = 128;

    private static final List<String> HEADINGS = List.of("Image", "Truth", "Probability", "Prediction");
    private static final int GAP = 6;
    private static final int LINE = Legend.LINE;
    private static final int BASELINE = 14;
    private static final int NARROWEST = 84;
    private static final int MOST_NAMES = 24;
    private static final Color INK = new Color(0x222222);
    private static final Color GROUND = new Color(0xF2F2F2);

    private ValidationStrip() {}

    /**
     * Draws the picture.
     *
     * @param tiles at least one
     * @param classes names and colours of the class indices
     */
    public static ColorProcessor of(List<ValidationTile> tiles, ClassTable classes) {
        Palette palette = classes.palette();
        int own = tiles.stream().mapToInt(ValidationTile::side).max().orElseThrow();
        int side = own > MOST ? MOST : MOST / own * own;
        int column = Math.max(side, NARROWEST) + GAP;
        int width = GAP + HEADINGS.size() * column;
        int rows = LINE + tiles.size() * (side + GAP);
        boolean text = Lettering.available();
        Legend legend = legend(tiles, classes, palette);
        BufferedImage sheet =
                new BufferedImage(width, rows + (text ? legend.height(width) : 0), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        if (text) {
            Lettering.prepare(graphics);
            graphics.setColor(INK);
            for (int i = 0; i < HEADINGS.size(); i++) {
                graphics.drawString(HEADINGS.get(i), GAP + i * column, BASELINE);
            }
            legend.draw(graphics, width, rows);
        }
        for (int row = 0; row < tiles.size(); row++) {
            List<ColorProcessor> panels = new TilePanels(tiles.get(row), palette, MOST).all();
            for (int i = 0; i < panels.size(); i++) {
                int top = LINE + row * (side + GAP);
                BufferedImage panel = panels.get(i).getBufferedImage();
                graphics.drawImage(panel, GAP + i * column, top, side, side, null);
            }
        }
        graphics.dispose();
        return new ColorProcessor(sheet);
    }

    /** The classes that are in the truth of these tiles, which stays the same all the time. */
    private static Legend legend(List<ValidationTile> tiles, ClassTable classes, Palette palette) {
        boolean[] there = new boolean[LabelImage.IGNORED + 1];
        for (ValidationTile tile : tiles) {
            for (byte label : tile.truth()) {
                there[label & 0xFF] = true;
            }
        }
        Legend legend = new Legend();
        boolean two = classes.size() == 2;
        int named = 0;
        for (int k = two ? 1 : 0; k < classes.size() && named < MOST_NAMES; k++) {
            if (there[k]) {
                legend.add(palette.color(k), classes.names().get(k));
                named++;
            }
        }
        if (two) {
            legend.add(new Color(TilePanels.EXTRA), "too much");
            legend.add(new Color(TilePanels.MISSED), "missed");
        } else {
            legend.add(new Color(TilePanels.WRONG), "hatched: wrong");
        }
        return legend;
    }
}
