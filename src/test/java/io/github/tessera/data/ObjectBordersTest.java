package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectBordersTest {
    private static final int IGNORED = 9;

    /** Digits are objects, 0 background, 9 ignored; answers with . background, o interior, x border, - ignored. */
    private static String[] drawn(int pixels, String... rows) {
        int width = rows[0].length();
        int[] objects = String.join("", rows).chars().map(c -> c - '0').toArray();
        byte[] labels = new byte[objects.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (objects[i] == IGNORED ? 3 : Math.min(1, objects[i]));
        }
        new ObjectBorders(objects, width, 0, IGNORED).draw(labels, pixels, Progress.NONE);
        String[] drawn = new String[rows.length];
        for (int y = 0; y < rows.length; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < width; x++) {
                row.append(".ox-".charAt(labels[y * width + x]));
            }
            drawn[y] = row.toString();
        }
        return drawn;
    }

    @Test
    void aWidthOfOneIsWhatSharesASideWithSomethingElse() {
        assertArrayEquals(
                new String[] {".......", ".xxxxx.", ".xooox.", ".xooox.", ".xooox.", ".xxxxx.", "......."},
                drawn(1, "0000000", "0111110", "0111110", "0111110", "0111110", "0111110", "0000000"));
        assertArrayEquals(
                new String[] {"ooo", "oxo", "x.x"},
                drawn(1, "111", "111", "101"),
                "a corner alone, √2 away, is too far");
    }

    @Test
    void aWidthOfTwoReachesTwoAcrossAndOneAslant() {
        assertArrayEquals(
                new String[] {"ooxoo", "oxxxo", "xx.xx", "oxxxo", "ooxoo"},
                drawn(2, "11111", "11111", "11011", "11111", "11111"));
    }

    @Test
    void touchingObjectsGetABorderBetweenThem() {
        assertArrayEquals(new String[] {"ooxxoo"}, drawn(1, "111222"));
        assertArrayEquals(new String[] {"oxxxxo"}, drawn(2, "111222"));
        assertArrayEquals(new String[] {"oxxxoo"}, drawn(1, "112333"));
    }

    @Test
    void theEdgeOfTheImageIsNoBorder() {
        assertArrayEquals(new String[] {"oo", "oo"}, drawn(2, "11", "11"));
    }

    @Test
    void whatIsIgnoredMakesNoBorderAndGetsNone() {
        assertArrayEquals(new String[] {"oo-oo"}, drawn(2, "11911"));
        assertArrayEquals(new String[] {"oo-.."}, drawn(1, "11900"));
        assertArrayEquals(new String[] {"ox-.."}, drawn(2, "11900"), "the background is two pixels away");
    }

    @Test
    void drawingCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        ObjectBorders borders = new ObjectBorders(new int[] {0, 1}, 2, 0, IGNORED);
        assertThrows(CancelledException.class, () -> borders.draw(new byte[2], 1, cancelled));
    }

    /** The rule itself, pixel by pixel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void isWhatTheRuleSays(int pixels) {
        int width = 61;
        int height = 47;
        SplittableRandom random = new SplittableRandom(pixels);
        int[] objects = new int[width * height];
        for (int n = 1; n < 40; n++) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int value = random.nextInt(12) == 0 ? IGNORED : n % 7 == 0 ? 0 : n == IGNORED ? 50 : n;
            int size = random.nextInt(2, 15);
            for (int y = top; y < Math.min(height, top + size); y++) {
                for (int x = left; x < Math.min(width, left + size); x++) {
                    objects[y * width + x] = value;
                }
            }
        }
        byte[] labels = new byte[objects.length];
        new ObjectBorders(objects, width, 0, IGNORED).draw(labels, pixels, Progress.NONE);
        for (int p = 0; p < objects.length; p++) {
            boolean border = false;
            if (objects[p] != 0 && objects[p] != IGNORED) {
                for (int q = 0; q < objects.length; q++) {
                    int dx = q % width - p % width;
                    int dy = q / width - p / width;
                    border |= objects[q] != objects[p] && objects[q] != IGNORED && dx * dx + dy * dy <= pixels * pixels;
                }
            }
            assertEquals(border ? 2 : 0, labels[p], "pixel " + p % width + ", " + p / width);
        }
    }
}
