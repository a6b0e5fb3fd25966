package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectCounterTest {
    private static PlaneCounts count(byte[] labels, int width) {
        ObjectCounter counter = new ObjectCounter(width);
        for (int y = 0; y < labels.length / width; y++) {
            counter.row(Arrays.copyOfRange(labels, y * width, (y + 1) * width));
        }
        return counter.counts();
    }

    private static byte[] drawn(String... rows) {
        StringBuilder all = new StringBuilder();
        Stream.of(rows).forEach(all::append);
        byte[] labels = new byte[all.length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (all.charAt(i) == '.' ? 0 : all.charAt(i) == '!' ? 255 : all.charAt(i) - '0');
        }
        return labels;
    }

    @Test
    void cornersJoinAndOtherClassesDoNot() {
        PlaneCounts counter = count(
                drawn(
                        "1..1..22", //
                        ".11...2!", //
                        "...1.1.1", //
                        "22.111.1"),
                8);
        assertEquals(2, counter.objects(1), "the right one alone, all others are one");
        assertEquals(2, counter.objects(2));
        assertEquals(11, counter.pixels(1));
        assertEquals(5, counter.pixels(2));
        assertEquals(1, counter.pixels(255));
        assertEquals(0, counter.objects(255));
        assertEquals(0, counter.objects(0));
    }

    @Test
    void armsThatMeetLateAreOne() {
        PlaneCounts counter = count(drawn("1.1.1.1", "1.1.1.1", "1.1.111", "1111..."), 7);
        assertEquals(1, counter.objects(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 50, 3", "50, 1, 3", "97, 83, 2", "64, 64, 4", "200, 150, 5"})
    void whatRowsCountIsWhatTheWholeImageHas(int width, int height, int rarity) {
        byte[] labels = new byte[width * height];
        Random random = new Random(width);
        for (int i = 0; i < labels.length; i++) {
            int drawn = random.nextInt(rarity * 3);
            labels[i] = (byte) (drawn == 0 ? 255 : drawn <= rarity ? drawn % 3 : 0);
        }
        PlaneCounts counter = count(labels, width);
        int[] objects = new int[256];
        long[] pixels = new long[256];
        for (Component component :
                ConnectedComponents.label(labels, width, height).components()) {
            objects[component.classIndex()]++;
            pixels[component.classIndex()] += component.size();
        }
        for (int k = 1; k < 255; k++) {
            assertEquals(objects[k], counter.objects(k), "objects of class " + k);
            assertEquals(pixels[k], counter.pixels(k), "pixels of class " + k);
        }
    }

    /** Objects that have ended are forgotten, those that go on are not. */
    @Test
    void manySmallObjectsBesideLongOnes() {
        int width = 301;
        int height = 500;
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) {
            int x = i % width;
            int y = i / width;
            boolean comb = x % 50 == 0 || (y == height - 1 && x < 150);
            labels[i] = (byte) (comb || (x % 2 == 1 && y % 2 == 0 && x % 50 > 1 && x % 50 < 49) ? 1 : 0);
        }
        int expected =
                ConnectedComponents.label(labels, width, height).components().size();
        assertTrue(expected > 5 * 1024, expected + " objects");
        assertEquals(expected, count(labels, width).objects(1));
    }
}
