package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLengthsTest {
    /** Down the columns, outside first. */
    private static int[] encode(boolean[][] mask) {
        int[] counts = new int[mask.length * mask[0].length + 1];
        int n = 0;
        boolean inside = false;
        for (int x = 0; x < mask[0].length; x++) {
            for (boolean[] row : mask) {
                if (row[x] != inside) {
                    inside = row[x];
                    n++;
                }
                counts[n]++;
            }
        }
        return Arrays.copyOf(counts, n + 1);
    }

    private static String compress(int[] counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            int rest = counts[i] - (i > 2 ? counts[i - 2] : 0);
            boolean more;
            do {
                int bits = rest & 31;
                rest >>= 5;
                more = rest != ((bits & 16) == 0 ? 0 : -1);
                text.append((char) (48 + bits + (more ? 32 : 0)));
            } while (more);
        }
        return text.toString();
    }

    @Test
    void runsGoDownTheColumns() {
        RunLengths runs = new RunLengths(3, 2, new int[] {1, 2, 3});
        assertEquals(".#.\n#..\n", Drawn.picture(runs.region("cell"), 3, 2));
    }

    @Test
    void aPublishedExampleOfCocoIsUnderstood() {
        assertArrayEquals(new int[] {6, 1, 40, 4, 5, 4, 5, 4, 21}, RunLengths.decompress("61X13mN000`0"));
    }

    @Test
    void whatIsEncodedIsDecoded() {
        Random random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            boolean[][] mask = new boolean[1 + random.nextInt(40)][1 + random.nextInt(40)];
            int share = random.nextInt(101);
            IntStream.range(0, mask.length * mask[0].length)
                    .forEach(i -> mask[i / mask[0].length][i % mask[0].length] = random.nextInt(100) < share);
            int[] counts = encode(mask);
            assertArrayEquals(counts, RunLengths.decompress(compress(counts)));
            StringBuilder expected = new StringBuilder();
            for (boolean[] row : mask) {
                for (boolean inside : row) {
                    expected.append(inside ? '#' : '.');
                }
                expected.append('\n');
            }
            RunLengths runs = new RunLengths(mask[0].length, mask.length, counts);
            assertEquals(expected.toString(), Drawn.picture(runs.region("cell"), mask[0].length, mask.length));
        }
    }

    @Test
    void largeCountsAreKept() {
        int[] counts = {2_000_000_000, 1, 3, 2_000_000_000};
        assertArrayEquals(counts, RunLengths.decompress(compress(counts)));
    }

    @Test
    void boundsAreThoseOfTheMask() {
        Region region =
                new RunLengths(10, 10, new int[] {23, 2, 75}).region("cell").orElseThrow();
        assertEquals(new java.awt.Rectangle(2, 3, 1, 2), region.bounds());
    }

    @Test
    void anEmptyMaskIsNoRegion() {
        assertTrue(new RunLengths(4, 5, new int[] {20}).region("cell").isEmpty());
    }

    @Test
    void runsThatAreNotTheImageAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RunLengths(4, 5, new int[] {3, 4}));
        assertThrows(IllegalArgumentException.class, () -> new RunLengths(4, 5, new int[] {30, -10}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RunLengths(4, 5, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 22}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "ooooooooo", " ", "5p", "é", "1O", "XXXXXXXX0"})
    void rubbishIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RunLengths.decompress(text));
    }
}
