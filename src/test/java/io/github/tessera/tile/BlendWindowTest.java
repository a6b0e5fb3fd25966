package io.github.tessera.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlendWindowTest {
    @ParameterizedTest
    @MethodSource("io.github.tessera.tile.TileGridTest#grids")
    void weightsSumToOneAtEveryPixel(int width, int height, int tileSize, int overlap, int stride) {
        TileGrid grid = TileGrid.of(width, height, tileSize, overlap, stride);
        for (int halo : new int[] {0, 1, overlap / 2, overlap, overlap + 7}) {
            BlendWindow window = BlendWindow.of(grid, halo);
            double[] sum = new double[width * height];
            for (Tile tile : grid.tiles()) {
                add(tile, window.columns(tile), window.rows(tile), sum, width, height);
            }
            for (double value : sum) {
                assertEquals(1, value, 1e-6);
            }
        }
    }

    private static void add(Tile tile, float[] columns, float[] rows, double[] sum, int width, int height) {
        for (int j = Math.max(0, -tile.y()); j < tile.height() && tile.y() + j < height; j++) {
            for (int i = Math.max(0, -tile.x()); i < tile.width() && tile.x() + i < width; i++) {
                float weight = columns[i] * rows[j];
                assertTrue(weight >= 0 && weight <= 1);
                sum[(tile.y() + j) * width + tile.x() + i] += weight;
            }
        }
    }

    @Test
    void rampStartsAfterTheHalo() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1); // three tiles of 10 with cores of 6
        Tile middle = grid.tiles().get(1);
        float[] weights = BlendWindow.of(grid, 1).columns(middle);
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1, 1, 1, 1, 0.75f, 0.25f, 0}, weights);
    }

    @Test
    void withoutHaloTheRampTakesTheWholeBand() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        Tile middle = grid.tiles().get(1);
        float[] whole = {0.125f, 0.375f, 0.625f, 0.875f, 1, 1, 0.875f, 0.625f, 0.375f, 0.125f};
        assertArrayEquals(whole, BlendWindow.of(grid, 0).columns(middle));
        assertArrayEquals(whole, BlendWindow.of(grid, 3).columns(middle), "a halo above the overlap counts as none");
    }

    @Test
    void haloEqualToOverlapCutsHardAtTheCore() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        float[] weights = BlendWindow.of(grid, 2).columns(grid.tiles().get(1));
        assertArrayEquals(new float[] {0, 0, 1, 1, 1, 1, 1, 1, 0, 0}, weights);
    }

    @Test
    void theImagesEdgeKeepsFullWeight() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        BlendWindow window = BlendWindow.of(grid, 1);
        float[] first = window.columns(grid.tiles().get(0));
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 0.75f, 0.25f, 0}, first);
        float[] last = window.columns(grid.tiles().get(2));
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1, 1, 1, 1, 1, 1, 1}, last);
        float[] onlyRow = window.rows(grid.tiles().get(1));
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, onlyRow);
    }

    @Test
    void aNegativeHaloIsRefused() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        assertThrows(IllegalArgumentException.class, () -> BlendWindow.of(grid, -1));
    }
}
