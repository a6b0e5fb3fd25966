package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectOverlapsTest {
    private static final int LARGEST = Integer.MAX_VALUE;

    @Test
    void countsThePixelsThatPairsShare() {
        ContingencyTable table =
                RandomObjects.table(new int[] {0, 0, 1, 1, 1, LARGEST, 0}, new int[] {0, 5, 5, 5, 0, LARGEST, 0});
        assertEquals(2, table.shared(0, 0));
        assertEquals(1, table.shared(0, 5));
        assertEquals(2, table.shared(1, 5));
        assertEquals(1, table.shared(1, 0));
        assertEquals(1, table.shared(LARGEST, LARGEST));
        assertEquals(0, table.shared(LARGEST, 5));
        assertEquals(7, table.pixels());
        assertEquals(2, table.truthObjects());
        assertEquals(2, table.predictedObjects());
    }

    @Test
    void theForegroundLeavesOutWhatIsBackgroundInTheTruth() {
        ContingencyTable table = RandomObjects.table(new int[] {0, 0, 1, 1, 2}, new int[] {0, 5, 0, 6, 6})
                .foreground();
        assertEquals(3, table.pixels());
        assertEquals(2, table.truthObjects());
        assertEquals(1, table.predictedObjects(), "5 lies in the background only");
        assertEquals(1, table.shared(1, 0), "predicted background stays");
        assertEquals(1, table.shared(2, 6));
    }

    @Test
    void nothingHasNoObjects() {
        ContingencyTable table = RandomObjects.table(new int[0], new int[0]);
        assertEquals(0, table.pixels());
        assertEquals(0, table.truthObjects());
        assertEquals(0, table.predictedObjects());
    }

    @Test
    void ignoredPixelsAreNotCountedWhateverTheyHold() {
        int[] truth = {1, 1, -9, 2, 2, 3};
        int[] prediction = {1, 1, 1, -1, 2, 3};
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(truth, prediction, pixel -> truth[pixel] < 0 || prediction[pixel] < 0 || pixel == 5);
        ContingencyTable table = overlaps.table();
        assertEquals(3, table.pixels());
        assertEquals(2, table.shared(1, 1));
        assertEquals(1, table.shared(2, 2));
        assertEquals(2, table.truthObjects(), "3 is ignored as a whole");
    }

    @Test
    void anIgnoredPixelInsideAnObjectIsNotCounted() {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(new int[] {1, 1, 1, 1}, new int[] {2, 2, 2, 2}, pixel -> pixel == 1 || pixel == 3);
        assertEquals(2, overlaps.table().shared(1, 2));
    }

    @Test
    void stripsOfOneImageAddUp() {
        RandomObjects objects = new RandomObjects(3);
        ObjectOverlaps strips = new ObjectOverlaps();
        for (int from = 0; from < objects.truth.length; from += 100) {
            strips.add(
                    Arrays.copyOfRange(objects.truth, from, from + 100),
                    Arrays.copyOfRange(objects.prediction, from, from + 100));
        }
        ContingencyTable whole = objects.table();
        ContingencyTable table = strips.table();
        assertEquals(whole.cells(), table.cells());
        for (int cell = 0; cell < whole.cells(); cell++) {
            assertEquals(whole.shared(cell), table.shared(cell));
            assertEquals(whole.row(cell), table.row(cell));
            assertEquals(whole.column(cell), table.column(cell));
        }
    }

    @Test
    void manyPairsAreCountedAsByAMap() {
        Random random = new Random(11);
        int[] truth = random.ints(20_000, 0, 300).toArray();
        int[] prediction = random.ints(20_000, 0, 300).map(n -> n * 7_000_000).toArray();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < truth.length; i++) {
            expected.merge(truth[i] + " " + prediction[i], 1L, Long::sum);
        }
        ContingencyTable table = RandomObjects.table(truth, prediction);
        assertEquals(expected.size(), table.cells());
        assertEquals(truth.length, table.pixels());
        for (int i = 0; i < 200; i++) {
            assertEquals(expected.get(truth[i] + " " + prediction[i]), table.shared(truth[i], prediction[i]));
        }
    }

    @Test
    void whatIsNoObjectIsTold() {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        TesseraException error =
                assertThrows(TesseraException.class, () -> overlaps.add(new int[] {0, 1}, new int[] {0, -3}));
        assertEquals(
                "The prediction has an object of number -3, but objects are numbered from 1, and 0 is background; number them anew.",
                error.getMessage());
        assertThrows(TesseraException.class, () -> overlaps.add(new int[] {-1}, new int[] {0}));
        assertThrows(IllegalArgumentException.class, () -> overlaps.add(new int[2], new int[3]));
    }
}
