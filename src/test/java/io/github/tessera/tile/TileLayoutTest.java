package io.github.tessera.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileLayoutTest {
    @Test
    void anImageOf5000In250IsCutInto400Tiles() {
        for (EdgeRule edge : EdgeRule.values()) {
            List<Tile> tiles = new TileLayout(250, 250, 250, 250, edge).tiles(5000, 5000);
            assertEquals(400, tiles.size());
            assertEquals(400, new TileLayout(250, 250, 250, 250, edge).count(5000, 5000));
            assertEquals(new Tile(250, 0, 250, 250), tiles.get(1), "row by row");
            assertEquals(new Tile(4750, 4750, 250, 250), tiles.get(399));
        }
    }

    @Test
    void aRemainderIsDroppedMirroredOrShifted() {
        assertArrayEquals(new int[] {0, 4}, EdgeRule.DROP.starts(10, 4, 4));
        assertArrayEquals(new int[] {0, 4, 8}, EdgeRule.MIRROR.starts(10, 4, 4));
        assertArrayEquals(new int[] {0, 4, 6}, EdgeRule.SHIFT.starts(10, 4, 4));
    }

    @Test
    void overlappingTilesEndWithTheFirstThatReachesTheEdge() {
        assertArrayEquals(new int[] {0, 2, 4, 6}, EdgeRule.MIRROR.starts(10, 4, 2));
        assertArrayEquals(new int[] {0, 3, 6}, EdgeRule.SHIFT.starts(10, 4, 3));
        assertArrayEquals(new int[] {0, 3, 6, 7}, EdgeRule.SHIFT.starts(11, 4, 3));
    }

    @Test
    void stepsBeyondTheTileLeaveGapsAndAddNoTileForThem() {
        assertArrayEquals(new int[] {0, 6}, EdgeRule.MIRROR.starts(11, 4, 6));
        assertArrayEquals(new int[] {0, 6, 12}, EdgeRule.MIRROR.starts(13, 4, 6));
        assertArrayEquals(new int[] {0, 6, 9}, EdgeRule.SHIFT.starts(13, 4, 6));
        assertEquals(13 - 8, new TileLayout(4, 1, 6, 1, EdgeRule.DROP).leftOut(13, 1));
    }

    @Test
    void anImageSmallerThanATileIsOneMirroredTileOrNone() {
        assertArrayEquals(new int[] {0}, EdgeRule.MIRROR.starts(3, 8, 5));
        assertArrayEquals(new int[0], EdgeRule.DROP.starts(3, 8, 5));
        assertArrayEquals(new int[0], EdgeRule.SHIFT.starts(3, 8, 5));
        assertEquals(30, new TileLayout(8, 8, 8, 8, EdgeRule.DROP).leftOut(3, 10));
    }

    @ParameterizedTest
    @EnumSource(EdgeRule.class)
    void tilesAscendCoverWhatTheyShouldAndStayInside(EdgeRule edge) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            int extent = random.nextInt(1, 60);
            int size = random.nextInt(1, 20);
            int step = random.nextInt(1, size + 1);
            int[] starts = edge.starts(extent, size, step);
            for (int k = 1; k < starts.length; k++) {
                assertTrue(starts[k] > starts[k - 1]);
            }
            int covered = new TileAxis(extent, size, starts).covered();
            boolean all = edge == EdgeRule.MIRROR || (edge == EdgeRule.SHIFT && extent >= size);
            assertTrue(all ? covered == extent : extent - covered < Math.max(step, size), edge + " " + extent);
            int end = starts.length == 0 ? 0 : starts[starts.length - 1] + size;
            assertTrue(edge == EdgeRule.MIRROR || end <= extent);
        }
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertEquals(100 - 64, new TileLayout(4, 4, 4, 4, EdgeRule.DROP).leftOut(10, 10));
        assertEquals(0, new TileLayout(4, 4, 4, 4, EdgeRule.SHIFT).leftOut(10, 10));
    }

    @Test
    void everyPixelBelongsToTheTileWhoseCentreIsNearest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            int size = random.nextInt(1, 12);
            int[] starts = random.ints(4, 0, 40).sorted().distinct().toArray();
            TileAxis axis = new TileAxis(45, size, starts);
            int owned = 0;
            for (int t = 0; t < starts.length; t++) {
                for (int p = axis.from(t); p < axis.to(t); p++, owned++) {
                    assertTrue(p >= starts[t] && p < starts[t] + size, "inside the tile");
                    for (int other : starts) {
                        assertTrue(
                                Math.abs(2 * p + 1 - 2 * starts[t] - size) <= Math.abs(2 * p + 1 - 2 * other - size));
                    }
                }
            }
            assertEquals(owned, axis.covered());
        }
    }

    @Test
    void theFirstGapIsFound() {
        assertEquals(8, new TileAxis(8, 4, new int[] {0, 4}).firstUncovered());
        assertEquals(4, new TileAxis(9, 4, new int[] {0, 5}).firstUncovered());
        assertEquals(8, new TileAxis(9, 4, new int[] {0, 4}).firstUncovered());
        assertEquals(0, new TileAxis(9, 4, new int[] {1, 5}).firstUncovered());
    }

    @Test
    void mirroredPositionsDoNotRepeatTheEdge() {
        assertArrayEquals(new int[] {2, 1, 0, 1, 2, 1, 0}, Mirror.positions(-2, 7, 3));
        assertArrayEquals(new int[] {0, 0, 0}, Mirror.positions(-1, 3, 1));
    }

    @Test
    void sizesAndStepsAreAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> new TileLayout(0, 1, 1, 1, EdgeRule.DROP));
        assertThrows(IllegalArgumentException.class, () -> new TileLayout(1, 1, 1, 0, EdgeRule.DROP));
    }
}
