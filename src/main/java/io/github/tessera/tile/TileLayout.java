package io.github.tessera.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * How images are cut into tiles of one size, from the upper left corner on: for files, whereas {@link TileGrid} serves networks.
 *
 * @param width columns of a tile, above 0
 * @param height rows of a tile, above 0
 * @param stepX columns from tile to tile, above 0: below the width tiles overlap, above it there are gaps
 * @param stepY rows from tile to tile, above 0
 * @param edge what happens at the right and the lower edge
 */
public record TileLayout(int width, int height, int stepX, int stepY, EdgeRule edge) {
    public TileLayout {
        if (width < 1 || height < 1 || stepX < 1 || stepY < 1) {
            throw new IllegalArgumentException(
                    "Tiles of " + width + "x" + height + ", steps of " + stepX + " and " + stepY);
        }
    }

    /** The tiles of an image, row by row; none if the image is smaller than a tile and the edge rule is not to mirror. */
    public List<Tile> tiles(int imageWidth, int imageHeight) {
        List<Tile> tiles = new ArrayList<>();
        int[] columns = edge.starts(imageWidth, width, stepX);
        for (int y : edge.starts(imageHeight, height, stepY)) {
            for (int x : columns) {
                tiles.add(new Tile(x, y, width, height));
            }
        }
        return tiles;
    }

    /** How many tiles {@link #tiles} would give. */
    public long count(int imageWidth, int imageHeight) {
        return (long) edge.starts(imageWidth, width, stepX).length * edge.starts(imageHeight, height, stepY).length;
    }

    /** How many pixels of an image are in no tile. */
    public long leftOut(int imageWidth, int imageHeight) {
        long columns = new TileAxis(imageWidth, width, edge.starts(imageWidth, width, stepX)).covered();
        long rows = new TileAxis(imageHeight, height, edge.starts(imageHeight, height, stepY)).covered();
        return (long) imageWidth * imageHeight - columns * rows;
    }
}
