package io.github.tessera.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileRuleTest {
    @ParameterizedTest
    @CsvSource({
        "16, 8, 40, 40, 40",
        "16, 8, 41, 40, 48",
        "16, 8, 3, 16, 16",
        "16, 0, 99, 16, 16",
        "5, 1, 2147483647, 2147483647, 2147483647"
    })
    void sidesAreOnTheirSteps(int min, int step, int length, int atMost, int atLeast) {
        assertEquals(atMost, new TileSides(min, step).atMost(length));
        assertEquals(atLeast, new TileSides(min, step).atLeast(length));
    }

    @ParameterizedTest
    @CsvSource({
        "32, 0, 32, 0, 100, 50, 4",
        "20, 12, 44, 0, 100, 41, 4",
        "64, 16, 96, 8, 1000, 7, 8",
        "9, 7, 60, 0, 61, 59, 13"
    })
    void coresDivideTheImageAndTilesHaveTheirSides(
            int min, int step, int size, int least, int width, int height, int overlap) {
        TileSides sides = new TileSides(min, step);
        TileRule rule = new TileRule(sides, sides, 1, least, least);
        TileGrid grid = TileGrid.of(width, height, rule, rule.atMost(size), overlap);
        assertEquals(grid.tileWidth(), sides.atLeast(grid.tileWidth()));
        assertEquals(grid.tileHeight(), sides.atLeast(grid.tileHeight()));
        assertTrue(grid.tileWidth() <= size && grid.tileHeight() <= size);
        int[] seen = new int[width * height];
        for (Tile tile : grid.tiles()) {
            Tile core = grid.core(tile);
            for (int y = core.y(); y < core.y() + core.height(); y++) {
                for (int x = core.x(); x < core.x() + core.width(); x++) {
                    seen[y * width + x]++;
                }
            }
        }
        for (int count : seen) {
            assertEquals(1, count);
        }
    }

    @Test
    void theOverlapIsAtLeastWhatTheNetworkLoses() {
        TileSides fixed = new TileSides(64, 0);
        assertEquals(16, new TileRule(fixed, fixed, 1, 32, 0).overlap(64));
        assertEquals(30, new TileRule(fixed, fixed, 1, 30, 30).overlap(64));
        assertEquals(8, TileRule.multiples(8, 3).overlap(64));
    }

    @Test
    void twoNetworksTakeWhatBothTake() {
        assertEquals(TileRule.multiples(12, 9), TileRule.multiples(4, 9).and(TileRule.multiples(6, 5)));
        TileSides fixed = new TileSides(64, 0);
        TileRule foreign = new TileRule(fixed, fixed, 1, 3, 3);
        assertEquals(foreign, foreign.and(foreign));
        assertThrows(TesseraException.class, () -> foreign.and(TileRule.multiples(4, 3)));
    }
}
