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
            for (Blending blending : Blending.values()) {
                BlendWindow window = BlendWindow.of(grid, halo, blending);
                double[] sum = new double[width * height];
                for (Tile tile : grid.tiles()) {
                    add(tile, window.columns(tile), window.rows(tile), sum, width, height);
                }
                for (double value : sum) {
                    assertEquals(1, value, 1e-6, blending.label());
                }
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
        float[] weights = BlendWindow.of(grid, 1, Blending.LINEAR).columns(middle);
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1, 1, 1, 1, 0.75f, 0.25f, 0}, weights);
    }

    @Test
    void withoutHaloTheRampTakesTheWholeBand() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        Tile middle = grid.tiles().get(1);
        float[] whole = {0.125f, 0.375f, 0.625f, 0.875f, 1, 1, 0.875f, 0.625f, 0.375f, 0.125f};
        assertArrayEquals(whole, BlendWindow.of(grid, 0, Blending.LINEAR).columns(middle));
        assertArrayEquals(
                whole,
                BlendWindow.of(grid, 3, Blending.LINEAR).columns(middle),
                "a halo above the overlap counts as none");
    }

    @Test
    void haloEqualToOverlapCutsHardAtTheCore() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        float[] weights =
                BlendWindow.of(grid, 2, Blending.LINEAR).columns(grid.tiles().get(1));
        assertArrayEquals(new float[] {0, 0, 1, 1, 1, 1, 1, 1, 0, 0}, weights);
    }

    @Test
    void theImagesEdgeKeepsFullWeight() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1);
        BlendWindow window = BlendWindow.of(grid, 1, Blending.LINEAR);
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
        assertThrows(IllegalArgumentException.class, () -> BlendWindow.of(grid, -1, Blending.LINEAR));
    }

    @Test
    void bellsOfNeighboursAreEqualHalfwayBetweenTheirMiddles() {
        TileGrid grid = TileGrid.of(18, 6, 10, 2, 1); // tiles begin at -2, 4 and 10
        BlendWindow window = BlendWindow.of(grid, 1, Blending.GAUSSIAN);
        float[] first = window.columns(grid.tiles().get(0));
        float[] second = window.columns(grid.tiles().get(1));
        assertEquals(first[7], second[2], 1e-6, "as far from one middle as the other's neighbour");
        assertEquals(1, first[7] + second[1], 1e-6);
        double far = bell(8 - 5 + 0.5);
        double near = bell(2 - 5 + 0.5);
        assertEquals(near / (near + far), second[2], 1e-6);
        assertEquals(1, first[2], 1e-6, "no other tile is there");
    }

    /** In tiles of 10 pixels. */
    private static double bell(double distance) {
        return Math.exp(-distance * distance / (2 * 1.25 * 1.25));
    }
}
