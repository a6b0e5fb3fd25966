package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.tile.Tile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectedComponentsTest {
    @Test
    void cornersConnectAndClassesDoNot() {
        ConnectedComponents found = parse(
                "1.1.2", ".1.22", // the three 1s above and this one touch by corners
                ".....", "3X3.1");
        assertArrayEquals(new int[] {1, 0, 1, 0, 2, 0, 1, 0, 2, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 5}, found.ids());
        assertEquals(
                List.of(
                        new Component(1, 1, 3, new Tile(0, 0, 3, 2)),
                        new Component(2, 2, 3, new Tile(3, 0, 2, 2)),
                        new Component(3, 3, 1, new Tile(0, 3, 1, 1)),
                        new Component(4, 3, 1, new Tile(2, 3, 1, 1)),
                        new Component(5, 1, 1, new Tile(4, 3, 1, 1))),
                found.components());
    }

    @Test
    void armsThatMeetBelowAreOneObject() {
        ConnectedComponents found = parse(
                "1.1.1", //
                "1.1.1", "1.111", "111..");
        assertEquals(1, found.count());
        assertEquals(13, found.components().get(0).size());
    }

    @Test
    void anObjectInAHoleIsAnotherObject() {
        ConnectedComponents found = parse(
                "11111", //
                "1...1", "1.1.1", "1...1", "11111");
        assertEquals(2, found.count());
        Component ring = found.components().get(0);
        byte[] mask = found.mask(ring);
        assertEquals(25, mask.length);
        assertEquals(0, mask[12], "the inner object is in the ring's bounds, not in its mask");
        assertEquals((byte) 255, mask[0]);
        assertArrayEquals(new byte[] {(byte) 255}, found.mask(found.components().get(1)));
    }

    @Test
    void touchingClassesSplitEachOther() {
        ConnectedComponents found = parse(
                "1221", //
                "2112");
        // 8-connected per class: the 1s meet by corners, and so do the 2s.
        assertArrayEquals(new int[] {1, 2, 2, 1, 2, 1, 1, 2}, found.ids());
    }

    @Test
    void backgroundAndIgnoredMakeNoObjects() {
        assertEquals(0, parse(".X.", "X.X").count());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 40, 2", "40, 1, 2", "31, 17, 1", "64, 64, 1", "50, 41, 3", "100, 90, 4", "33, 70, 254"})
    void randomImagesAgreeWithFloodFilling(int width, int height, int classes) {
        Random random = new Random(width * 31L + height);
        for (int background = 0; background < 4; background++) {
            byte[] labels = new byte[width * height];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (byte) (random.nextInt(4) < background ? 0 : 1 + random.nextInt(classes));
            }
            ConnectedComponents found = ConnectedComponents.label(labels, width, height);
            int[] expected = flood(labels, width, height, Connectivity.CORNERS);
            assertArrayEquals(expected, found.ids());
            assertArrayEquals(
                    flood(labels, width, height, Connectivity.SIDES),
                    ConnectedComponents.label(labels, width, height, Connectivity.SIDES)
                            .ids());
            for (Component component : found.components()) {
                assertMatches(component, expected, labels, width, found.mask(component));
            }
        }
    }

    private static void assertMatches(Component component, int[] ids, byte[] labels, int width, byte[] mask) {
        Tile bounds = component.bounds();
        int inside = 0;
        for (int j = 0; j < bounds.height(); j++) {
            for (int i = 0; i < bounds.width(); i++) {
                int at = (bounds.y() + j) * width + bounds.x() + i;
                assertEquals(ids[at] == component.id(), mask[j * bounds.width() + i] != 0);
                if (ids[at] == component.id()) {
                    assertEquals(component.classIndex(), labels[at] & 0xff);
                    inside++;
                }
            }
        }
        assertEquals(component.size(), inside);
        assertEquals(
                component.size(),
                Arrays.stream(ids).filter(id -> id == component.id()).count());
    }

    /** The plain way, as a witness: flood each object from its first pixel. */
    private static int[] flood(byte[] labels, int width, int height, Connectivity connectivity) {
        int[] ids = new int[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0 || ids[i] != 0) {
                continue;
            }
            Deque<Integer> open = new ArrayDeque<>(List.of(i));
            ids[i] = ++count;
            while (!open.isEmpty()) {
                int at = open.pop();
                for (int y = Math.max(0, at / width - 1); y <= Math.min(height - 1, at / width + 1); y++) {
                    for (int x = Math.max(0, at % width - 1); x <= Math.min(width - 1, at % width + 1); x++) {
                        int next = y * width + x;
                        boolean touches = connectivity == Connectivity.CORNERS || y == at / width || x == at % width;
                        if (touches && ids[next] == 0 && labels[next] == labels[i]) {
                            ids[next] = count;
                            open.push(next);
                        }
                    }
                }
            }
        }
        return ids;
    }

    @Test
    void aLargeSnakeTakesNoRecursionAndLittleTime() {
        int size = 3000;
        byte[] labels = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean turn = y % 4 == 1 ? x == size - 1 : y % 4 == 3 && x == 0;
                labels[y * size + x] = (byte) (y % 2 == 0 || turn ? 1 : 0);
            }
        }
        ConnectedComponents found =
                assertTimeout(Duration.ofSeconds(20), () -> ConnectedComponents.label(labels, size, size));
        assertEquals(1, found.count());
        assertEquals(size * size / 2 + size / 2, found.components().get(0).size());
        assertTrue(Arrays.stream(found.ids()).allMatch(id -> id <= 1));
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ConnectedComponents.label(new byte[5], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> ConnectedComponents.label(new byte[0], 0, 0));
    }

    /** Digits are classes, '.' is background, 'X' is ignored. */
    private static ConnectedComponents parse(String... rows) {
        byte[] labels = new byte[rows.length * rows[0].length()];
        int i = 0;
        for (char c : String.join("", rows).toCharArray()) {
            labels[i++] = (byte) (c == '.' ? 0 : c == 'X' ? 255 : c - '0');
        }
        return ConnectedComponents.label(labels, rows[0].length(), rows.length);
    }
}
