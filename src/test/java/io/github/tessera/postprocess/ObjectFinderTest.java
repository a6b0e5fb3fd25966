package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFinderTest {
    private static ObjectMap find(LabelText text, int minimumSize, boolean fillHoles, ObjectSplit split) {
        ObjectSettings settings = new ObjectSettings(minimumSize, fillHoles, split, ObjectSettings.DEFAULT_TOLERANCE);
        return new ObjectFinder(settings).find(text.labels(), text.width(), text.height(), Progress.NONE);
    }

    private static String classes(ObjectMap map) {
        return new LabelText(map.labels(), map.width(), map.height()).print();
    }

    private static final LabelText MIXED = LabelText.of(
            "11111.2", //
            "1...1..", "1.1.1.2", "1...1.2", "11111..", "...X..3");

    @Test
    void untouchedLabelsGiveTheConnectedObjects() {
        ObjectMap found = find(MIXED, 0, false, ObjectSplit.NONE);
        assertEquals(MIXED.print(), classes(found));
        assertEquals(
                """
                11111.2
                1...1..
                1.3.1.4
                1...1.4
                11111..
                ......5
                """,
                LabelText.print(found.ids(), 7));
        assertEquals(
                new Component(4, 2, 2, new Tile(6, 2, 1, 2)), found.objects().get(3));
        assertArrayEquals(new byte[] {-1, -1}, found.mask(found.objects().get(3)));
    }

    @Test
    void holesAreFilledAndSmallObjectsRemoved() {
        ObjectMap found = find(MIXED, 2, true, ObjectSplit.NONE);
        assertEquals(
                """
                11111..
                11111..
                11111.2
                11111.2
                11111..
                ...X...
                """,
                classes(found));
        assertEquals(
                List.of(25, 2), found.objects().stream().map(Component::size).toList());
    }

    @Test
    void whatIsFilledCountsForTheSize() {
        LabelText ring = LabelText.of("111", "1.1", "111");
        assertEquals(1, find(ring, 9, true, ObjectSplit.NONE).objects().size());
        assertEquals(0, find(ring, 9, false, ObjectSplit.NONE).objects().size());
    }

    @Test
    void aHoleIsEnclosedByCornersTooAndByOneKnownClassAlone() {
        LabelText text = LabelText.of(
                ".1...1X1.122.", //
                "1.1..1.1.1.2.",
                ".1...111.111.",
                "......11.....",
                "111..1..1.11.",
                "1.....11..1..");
        assertEquals(
                """
                .1...1X1.122.
                111..1.1.1.2.
                .1...111.111.
                ......11.....
                111..1111.11.
                1.....11..1..
                """,
                classes(find(text, 0, true, ObjectSplit.NONE)),
                "the diamonds are closed; the second ring touches an ignored pixel, the third has two classes, the last are open");
    }

    @Test
    void whatASmallObjectLeavesInAnotherIsFilled() {
        LabelText text = LabelText.of("11111", "11211", "11111", "....2");
        assertEquals("11111\n11111\n11111\n.....\n", classes(find(text, 2, true, ObjectSplit.NONE)));
        assertEquals("11111\n11.11\n11111\n.....\n", classes(find(text, 2, false, ObjectSplit.NONE)));
    }

    @ParameterizedTest
    @EnumSource
    void planesOfOneValueAreNoObjectOrOne(ObjectSplit split) {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {12, 7}}) {
            for (int label : new int[] {0, 1, 2, 254, 255}) {
                byte[] labels = new byte[size[0] * size[1]];
                Arrays.fill(labels, (byte) label);
                ObjectMap found = find(new LabelText(labels, size[0], size[1]), 0, true, split);
                if (label == 0 || label == 255) {
                    assertEquals(List.of(), found.objects());
                    assertArrayEquals(labels, found.labels());
                } else {
                    int expected = split == ObjectSplit.BORDERS && label == 2 ? 1 : label;
                    Tile all = new Tile(0, 0, size[0], size[1]);
                    assertEquals(List.of(new Component(1, expected, labels.length, all)), found.objects());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreObjectsThan16BitsHold(ObjectSplit split) {
        int size = 600;
        byte[] labels = new byte[size * size];
        for (int y = 0; y < size; y += 2) {
            for (int x = 0; x < size; x += 2) {
                labels[y * size + x] = 1;
            }
        }
        ObjectMap found = find(new LabelText(labels, size, size), 1, true, split);
        assertEquals(90_000, found.objects().size());
        assertEquals(90_000, found.ids()[(size - 2) * size + size - 2]);
    }

    @ParameterizedTest
    @EnumSource
    void aLargePlaneTakesSeconds(ObjectSplit split) {
        LabelText small = LabelText.discs(250, 250, 0, 1, 3);
        int size = 3000;
        byte[] labels = new byte[size * size];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = small.labels()[i / size % 250 * 250 + i % size % 250];
        }
        ObjectMap found =
                assertTimeout(Duration.ofSeconds(30), () -> find(new LabelText(labels, size, size), 20, true, split));
        assertTrue(found.objects().size() > 1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void escEndsIt(boolean fillHoles) {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        ObjectFinder finder = new ObjectFinder(new ObjectSettings(0, fillHoles, ObjectSplit.DISTANCE, 0.5));
        assertThrows(CancelledException.class, () -> finder.find(MIXED.labels(), 7, 6, cancelled));
    }

    @Test
    void anInterruptedThreadEndsIt() {
        ObjectFinder finder = new ObjectFinder(new ObjectSettings(0, false, ObjectSplit.DISTANCE, 0.5));
        LabelText plane = LabelText.discs(60, 60, 0, 1, 1);
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancelledException.class, () -> finder.find(plane.labels(), 60, 60, Progress.NONE));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        ObjectFinder finder = new ObjectFinder(ObjectSettings.DEFAULT);
        assertThrows(IllegalArgumentException.class, () -> finder.find(new byte[5], 2, 3, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> finder.find(new byte[0], 0, 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> ObjectMap.of(new byte[6], new int[5], 2, 3));
    }
}
