package io.github.tessera.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TileGridTest {
    /** Image sizes, tile sizes, overlaps and strides that fit together: below, at and above the edges of each. */
    static Stream<Arguments> grids() {
        Stream.Builder<Arguments> grids = Stream.builder();
        for (int stride : new int[] {1, 3, 4, 16}) {
            for (int overlap : new int[] {0, stride, 5 * stride}) {
                for (int core : new int[] {stride, 2 * stride, 7 * stride}) {
                    for (int[] size : new int[][] {{1, 1}, {2, 97}, {16, 15}, {48, 49}, {113, 64}}) {
                        grids.add(Arguments.of(size[0], size[1], core + 2 * overlap, overlap, stride));
                    }
                }
            }
        }
        return grids.build();
    }

    @ParameterizedTest
    @MethodSource("grids")
    void everyPixelLiesInOneCore(int width, int height, int tileSize, int overlap, int stride) {
        TileGrid grid = TileGrid.of(width, height, tileSize, overlap, stride);
        int[] covered = new int[width * height];
        for (Tile tile : grid.tiles()) {
            Tile core = grid.core(tile);
            for (int y = core.y(); y < core.bottom(); y++) {
                for (int x = core.x(); x < core.right(); x++) {
                    covered[y * width + x]++;
                }
            }
        }
        assertTrue(Arrays.stream(covered).allMatch(n -> n == 1));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void tilesHaveOneShapeOnTheStrideWithinTheTileSize(int width, int height, int tileSize, int overlap, int stride) {
        TileGrid grid = TileGrid.of(width, height, tileSize, overlap, stride);
        List<Tile> tiles = grid.tiles();
        assertEquals(grid.count(), tiles.size());
        assertTrue(grid.tileWidth() <= tileSize && grid.tileHeight() <= tileSize);
        assertEquals(0, grid.tileWidth() % stride + grid.tileHeight() % stride);
        for (Tile tile : tiles) {
            assertEquals(grid.tileWidth(), tile.width());
            assertEquals(grid.tileHeight(), tile.height());
            assertEquals(0, Math.floorMod(tile.x(), stride) + Math.floorMod(tile.y(), stride));
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void coresKeepTheMarginFromTheirTilesEdges(int width, int height, int tileSize, int overlap, int stride) {
        TileGrid grid = TileGrid.of(width, height, tileSize, overlap, stride);
        for (Tile tile : grid.tiles()) {
            Tile core = grid.core(tile);
            assertEquals(overlap, core.x() - tile.x());
            assertEquals(overlap, core.y() - tile.y());
            assertTrue(tile.right() - core.right() >= overlap && tile.bottom() - core.bottom() >= overlap);
        }
    }

    @Test
    void tilesAreBalanced() {
        TileGrid grid = TileGrid.of(500, 100, 256, 32, 4);
        assertEquals(168 + 64, grid.tileWidth()); // 500 in 3 cores of at most 192: 167, rounded up to 168
        assertEquals(100 + 64, grid.tileHeight());
        assertEquals(
                List.of(new Tile(-32, -32, 232, 164), new Tile(136, -32, 232, 164), new Tile(304, -32, 232, 164)),
                grid.tiles());
        assertEquals(new Tile(336, 0, 164, 100), grid.core(grid.tiles().get(2)));
    }

    @Test
    void aSmallImageIsOneTile() {
        TileGrid grid = TileGrid.of(5, 9, 256, 8, 4);
        assertEquals(List.of(new Tile(-8, -8, 24, 28)), grid.tiles());
    }

    @Test
    void aHugeImageDoesNotOverflow() {
        TileGrid grid = TileGrid.of(Integer.MAX_VALUE - 64, 1, 1 << 20, 16, 16);
        Tile last = grid.tiles().get(grid.count() - 1);
        assertEquals(Integer.MAX_VALUE - 64, grid.core(last).right());
    }

    @Test
    void defaultOverlapIsTheHaloOrAQuarterOfTheTile() {
        assertEquals(24, TileGrid.defaultOverlap(22, 256, 4));
        assertEquals(64, TileGrid.defaultOverlap(93, 256, 16));
        assertEquals(0, TileGrid.defaultOverlap(93, 64, 32));
        assertEquals(0, TileGrid.defaultOverlap(0, 256, 16));
        assertEquals(60, TileGrid.defaultOverlap(58, 252, 12));
    }

    @Test
    void sizesThatDoNotFitTellTheCure() {
        assertEquals(
                "The tile size 250 is not a multiple of 16, as this network needs: use 256.", messageOf(250, 32, 16));
        assertEquals("The tile size 0 is not a multiple of 16, as this network needs: use 16.", messageOf(0, 0, 16));
        assertEquals("The overlap 30 is not a multiple of 16, as this network needs: use 32.", messageOf(256, 30, 16));
        assertEquals("The overlap -3 is not a multiple of 4, as this network needs: use 0.", messageOf(64, -3, 4));
        assertEquals(
                "The overlap 32 on each side leaves nothing of a tile of 64: use tiles of at least 80 or an overlap of at most 16.",
                messageOf(64, 32, 16));
    }

    private static String messageOf(int tileSize, int overlap, int stride) {
        return assertThrows(TesseraException.class, () -> TileGrid.of(100, 100, tileSize, overlap, stride))
                .getMessage();
    }
}
