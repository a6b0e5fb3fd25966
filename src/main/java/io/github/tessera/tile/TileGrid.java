package io.github.tessera.tile;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles that cover an image: all of one shape, with a margin of {@code overlap} pixels on each side around a core.
 *
 * <p>The cores divide the image among them without gap or double. The margins lie over the neighbours' cores or, at the
 * image's edge, outside the image. All origins are multiples of the network's stride, so that pooling falls on the same
 * pixels in a tile as in the whole image.
 */
public final class TileGrid {
    private final Axis horizontal;
    private final Axis vertical;
    private final int overlap;

    private TileGrid(Axis horizontal, Axis vertical, int overlap) {
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.overlap = overlap;
    }

    /**
     * Lays the grid. On each axis there are as few tiles as {@code tileSize} allows, then the tiles are shrunk to the
     * smallest multiple of the stride that still covers the image, so that none is mostly margin.
     *
     * @param width image columns, above 0
     * @param height image rows, above 0
     * @param tileSize largest side of a tile in pixels, margins included; a multiple of {@code stride}, above twice the overlap
     * @param overlap margin on each side in pixels; a multiple of {@code stride}, at least 0
     * @param stride what the network's input sides must be a multiple of, above 0
     * @throws TesseraException if tile size or overlap do not fit the stride or each other
     */
    public static TileGrid of(int width, int height, int tileSize, int overlap, int stride) {
        return of(width, height, TileRule.multiples(stride, 0), tileSize, overlap);
    }

    /**
     * Lays the grid for a network. On each axis there are as few tiles as {@code tileSize} allows, then the tiles are shrunk as far as
     * the network's sides allow.
     *
     * @param width image columns, above 0
     * @param height image rows, above 0
     * @param tileSize longer side of the largest tile
     * @throws TesseraException if tile size or overlap do not fit the network or each other
     */
    public static TileGrid of(int width, int height, TileRule rule, int tileSize, int overlap) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Image " + width + "x" + height);
        }
        rule.require(tileSize, overlap);
        return new TileGrid(
                Axis.cover(width, tileSize, overlap, rule.columns()),
                Axis.cover(height, tileSize, overlap, rule.rows()),
                overlap);
    }

    /**
     * The overlap to use unless the user says otherwise: {@code halo} rounded up to the stride, but no more than a
     * quarter of the tile, rounded down to the stride (DESIGN D7).
     *
     * @param halo half of the network's receptive field in pixels, at least 0
     */
    public static int defaultOverlap(int halo, int tileSize, int stride) {
        int quarter = tileSize / 4 / stride * stride;
        return halo >= quarter ? quarter : roundUp(halo, stride);
    }

    private static int roundUp(int value, int multiple) {
        return ceilDiv(value, multiple) * multiple;
    }

    private static int ceilDiv(int value, int divisor) {
        return (int) ((value - 1L + divisor) / divisor);
    }

    /** Columns of the image. */
    public int width() {
        return horizontal.extent;
    }

    /** Rows of the image. */
    public int height() {
        return vertical.extent;
    }

    /** Columns of each tile. */
    public int tileWidth() {
        return horizontal.step + 2 * overlap;
    }

    /** Rows of each tile. */
    public int tileHeight() {
        return vertical.step + 2 * overlap;
    }

    /** Margin on each side in pixels. */
    public int overlap() {
        return overlap;
    }

    /** Number of tiles. */
    public int count() {
        return horizontal.count * vertical.count;
    }

    /** All tiles, row by row. */
    public List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>(count());
        for (int row = 0; row < vertical.count; row++) {
            for (int column = 0; column < horizontal.count; column++) {
                tiles.add(new Tile(
                        column * horizontal.step - overlap, row * vertical.step - overlap, tileWidth(), tileHeight()));
            }
        }
        return List.copyOf(tiles);
    }

    /** The part of the image that this tile alone answers for: the tile without its margins, cut at the image's edge. */
    public Tile core(Tile tile) {
        int x = tile.x() + overlap;
        int y = tile.y() + overlap;
        return new Tile(x, y, Math.min(horizontal.step, width() - x), Math.min(vertical.step, height() - y));
    }

    /** {@code count} cores of {@code step} pixels that cover {@code extent} pixels. */
    private record Axis(int extent, int count, int step) {
        static Axis cover(int extent, int tileSize, int overlap, TileSides sides) {
            int largest = sides.atMost(tileSize) - 2 * overlap;
            int count = ceilDiv(extent, largest);
            int step = sides.atLeast(ceilDiv(extent, count) + 2 * overlap) - 2 * overlap;
            return new Axis(extent, count, step);
        }
    }
}
