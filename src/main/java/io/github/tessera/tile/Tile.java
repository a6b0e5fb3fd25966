package io.github.tessera.tile;

/**
 * A rectangle of pixels in image coordinates; it may reach beyond the image, where pixels are mirrored.
 *
 * @param x first column, may be negative
 * @param y first row, may be negative
 * @param width columns, above 0
 * @param height rows, above 0
 */
public record Tile(int x, int y, int width, int height) {
    public Tile {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A tile has at least one pixel, not " + width + "x" + height + ".");
        }
    }

    /** First column to the right of the tile. */
    public int right() {
        return x + width;
    }

    /** First row below the tile. */
    public int bottom() {
        return y + height;
    }
}
