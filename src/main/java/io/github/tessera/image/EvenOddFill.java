package io.github.tessera.image;

import java.awt.Rectangle;

/**
 * Finds the pixels of a rectangle whose centre lies within outlines, by the even-odd rule, with the ties of {@link Region}.
 *
 * <p>Each edge turns over the pixel right of it in every row whose centre line it crosses; the parity of these turns along a row
 * tells inside from outside. That takes one visit to every edge and row, in any order and without sorting, and only the
 * rectangle takes memory: edges may lie anywhere.
 */
final class EvenOddFill {
    /** A centre this close to an edge lies on it: rounding must not tell. The same as in ImageJ's PolygonFiller. */
    private static final double TIE = 1e-8;

    private final Rectangle area;
    private final byte[] pixels;

    /** An empty drawing; the rectangle is at least one pixel. */
    EvenOddFill(Rectangle area) {
        this.area = area;
        pixels = new byte[area.width * area.height];
    }

    /** Adds one edge; the edges of an outline must close it. */
    void edge(double x1, double y1, double x2, double y2) {
        if (y1 > y2) {
            edge(x2, y2, x1, y1);
            return;
        }
        int end = row(y2);
        double slope = (x2 - x1) / (y2 - y1);
        for (int row = row(y1); row < end; row++) {
            double x = x1 + (area.y + row + 0.5 - y1) * slope - area.x + 0.5 + TIE;
            if (x < area.width) {
                pixels[row * area.width + (int) Math.max(0, x)] ^= 1;
            }
        }
    }

    /** The first row of the rectangle whose centre line lies below. */
    private int row(double y) {
        return (int) Math.max(0, Math.min(area.height, Math.floor(y + 0.5) - area.y));
    }

    /** The drawing, 1 inside, row by row; nothing can be added after it. */
    byte[] finish() {
        for (int row = 0; row < area.height; row++) {
            byte parity = 0;
            for (int i = row * area.width; i < (row + 1) * area.width; i++) {
                parity ^= pixels[i];
                pixels[i] = parity;
            }
        }
        return pixels;
    }
}
