package io.github.tessera.tensor;

import io.github.tessera.tile.BlendWindow;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import java.util.Arrays;

/**
 * Puts the probabilities of overlapping tiles together into the rows of one image.
 *
 * <p>Tiles come in the grid's order; as soon as no later tile can touch a row, it is handed on. So only one band of tiles is held in
 * memory, K x image width x tile height floats, however high the image is.
 */
public final class TileStitcher {
    /** Takes finished rows, from the top, each once. */
    @FunctionalInterface
    public interface RowSink {
        /**
         * One finished row.
         *
         * @param y row of the image
         * @param probabilities (K, image width); valid during the call only
         */
        void row(int y, float[][] probabilities);
    }

    private final TileGrid grid;
    private final BlendWindow window;
    private final RowSink sink;
    private final float[][] band; // (K, band rows x width); row r of the band is row top + r of the image
    private final float[][] row;
    private final int bandRows;
    private int top;

    /**
     * An empty image.
     *
     * @param outputs K, channels of a tile
     */
    public TileStitcher(TileGrid grid, BlendWindow window, int outputs, RowSink sink) {
        this.grid = grid;
        this.window = window;
        this.sink = sink;
        bandRows = Math.min(grid.tileHeight(), grid.height());
        band = new float[outputs][bandRows * grid.width()];
        row = new float[outputs][grid.width()];
    }

    /**
     * Adds one tile.
     *
     * @param tile one of the grid's, in its order
     * @param values (K, tile height, tile width) from {@code offset}
     */
    public void add(Tile tile, float[] values, int offset) {
        finishRowsAbove(Math.max(0, tile.y()));
        float[] columns = window.columns(tile);
        float[] rows = window.rows(tile);
        int left = Math.max(0, tile.x());
        int right = Math.min(grid.width(), tile.right());
        for (int k = 0; k < band.length; k++) {
            int plane = offset + k * tile.width() * tile.height();
            for (int y = Math.max(0, tile.y()); y < Math.min(grid.height(), tile.bottom()); y++) {
                float weight = rows[y - tile.y()];
                int from = plane + (y - tile.y()) * tile.width() - tile.x();
                int to = (y - top) * grid.width();
                for (int x = left; x < right; x++) {
                    band[k][to + x] += weight * columns[x - tile.x()] * values[from + x];
                }
            }
        }
    }

    /** Hands on the rows that are left; nothing may be added afterwards. */
    public void finish() {
        finishRowsAbove(grid.height());
    }

    private void finishRowsAbove(int y) {
        int done = y - top;
        if (done <= 0) {
            return;
        }
        int width = grid.width();
        for (int r = 0; r < done; r++) {
            for (int k = 0; k < band.length; k++) {
                System.arraycopy(band[k], r * width, row[k], 0, width);
            }
            sink.row(top + r, row);
        }
        for (float[] plane : band) {
            System.arraycopy(plane, done * width, plane, 0, plane.length - done * width);
            Arrays.fill(plane, plane.length - done * width, plane.length, 0);
        }
        top = y;
    }
}
