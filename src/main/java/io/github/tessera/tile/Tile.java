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

    /** The tile with a margin on all sides, as far as that lies inside an area that the tile lies in. */
    public Tile grown(int margin, Tile area) {
        int left = Math.max(area.x, x - margin);
        int top = Math.max(area.y, y - margin);
        return new Tile(
                left,
                top,
                Math.min(area.right(), right() + margin) - left,
                Math.min(area.bottom(), bottom() + margin) - top);
    }
}
