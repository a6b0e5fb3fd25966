package io.github.tessera.view;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Colours and what they mean, one after the other, in as many lines as a width needs. */
final class Legend {
    /** Height of a line in pixels. */
    static final int LINE = 20;

    private static final int GAP = 8;
    private static final int BASELINE = 14;
    private static final int SWATCH = 12;
    private static final Color INK = new Color(0x222222);

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Color color, String name) {}

    void add(Color color, String name) {
        entries.add(new Entry(color, name));
    }

    /** Pixels that it takes from top to bottom; text must be available. */
    int height(int width) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            Lettering.prepare(graphics);
            return draw(graphics, width, 0);
        } finally {
            graphics.dispose();
        }
    }

    /** Draws it with the graphics' font; returns the first row below it. */
    int draw(Graphics2D graphics, int width, int top) {
        FontMetrics metrics = graphics.getFontMetrics();
        int x = GAP;
        int y = top;
        for (Entry entry : entries) {
            int length = SWATCH + GAP + metrics.stringWidth(entry.name()) + 2 * GAP;
            if (x > GAP && x + length > width) {
                x = GAP;
                y += LINE;
            }
            graphics.setColor(entry.color());
            graphics.fillRect(x, y + BASELINE - SWATCH + 1, SWATCH, SWATCH);
            graphics.setColor(INK);
            graphics.drawRect(x, y + BASELINE - SWATCH + 1, SWATCH, SWATCH);
            graphics.drawString(entry.name(), x + SWATCH + GAP, y + BASELINE);
            x += length;
        }
        return entries.isEmpty() ? top : y + LINE;
    }
}
