package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.plugin.filter.EDM;
import ij.process.ByteProcessor;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectSplitTest {
    private static ObjectMap find(LabelText text, ObjectSplit split, double tolerance) {
        return new ObjectFinder(new ObjectSettings(0, false, split, tolerance))
                .find(text.labels(), text.width(), text.height(), Progress.NONE);
    }

    /** Two discs of radius 10 whose centres are 16 apart. */
    private static LabelText twins() {
        byte[] labels = new byte[50 * 30];
        LabelText.disc(labels, 50, 0, 15, 15, 10, 1);
        LabelText.disc(labels, 50, 0, 31, 15, 10, 1);
        return new LabelText(labels, 50, 30);
    }

    @Test
    void twoDiscsAreCutAtTheirNeck() {
        ObjectMap found = find(twins(), ObjectSplit.DISTANCE, 0.5);
        assertEquals(2, found.objects().size());
        int area = found.objects().stream().mapToInt(Component::size).sum();
        assertEquals(area, find(twins(), ObjectSplit.NONE, 0.5).objects().get(0).size());
        assertEquals(area / 2.0, found.objects().get(0).size(), 15, "about a line of the neck's 12 pixels");
        assertEquals(found.ids()[15 * 50 + 15], found.objects().get(0).id());
        assertEquals(found.ids()[15 * 50 + 31], found.objects().get(1).id());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2", "3, 2", "5, 1", "1000, 1"})
    void theToleranceIsTheDepthOfTheNeck(double tolerance, int expected) {
        // The neck is 6 above the background, the bulges 10.
        assertEquals(
                expected,
                find(twins(), ObjectSplit.DISTANCE, tolerance).objects().size());
    }

    @Test
    void partsAreImageJsAndTheLinesBetweenThemAreGivenBack() {
        for (int seed = 0; seed < 20; seed++) {
            LabelText plane = LabelText.discs(120, 100, 3, 1, seed);
            for (int i = 0; i < plane.labels().length; i++) {
                plane.labels()[i] = (byte) (plane.labels()[i] == 1 ? 1 : 0);
            }
            ByteProcessor imageJ = new ByteProcessor(120, 100, plane.labels().clone());
            new EDM().toWatershed(imageJ);
            byte[] lines = (byte[]) imageJ.getPixels();
            ConnectedComponents expected = ConnectedComponents.label(lines, 120, 100);
            ObjectMap found = find(plane, ObjectSplit.DISTANCE, 0.5);
            assertEquals(expected.count(), found.objects().size());
            Map<Integer, Integer> partOf = new HashMap<>();
            int[] ids = expected.ids();
            for (int i = 0; i < ids.length; i++) {
                assertEquals(plane.labels()[i] != 0, found.ids()[i] != 0);
                if (ids[i] != 0) {
                    assertEquals(partOf.computeIfAbsent(ids[i], id -> partOf.size() + 1), partOf.get(ids[i]));
                }
            }
            Overlaps overlaps = new Overlaps(id -> id);
            overlaps.add(ids, found.ids());
            assertEquals(expected.count(), overlaps.pixels().size(), "each of ImageJ's parts lies in one object");
        }
    }

    @Test
    void classesAreCutEachForItself() {
        for (int seed = 0; seed < 10; seed++) {
            LabelText plane = LabelText.discs(80, 60, 0, 3, seed);
            ObjectMap whole = find(plane, ObjectSplit.NONE, 0.5);
            ObjectMap parts = find(plane, ObjectSplit.DISTANCE, 0.5);
            assertArrayEquals(whole.labels(), parts.labels());
            assertTrue(parts.objects().size() >= whole.objects().size());
            Overlaps overlaps = new Overlaps(id -> id);
            overlaps.add(parts.ids(), whole.ids());
            assertEquals(parts.objects().size(), overlaps.pixels().size(), "each part lies in one object");
        }
    }

    @Test
    void bordersGoToTheNearestInterior() {
        ObjectMap found = find(
                LabelText.of(
                        ".22222222...", //
                        ".21122112.22",
                        ".21122112.22",
                        ".22222222..."),
                ObjectSplit.BORDERS,
                0.5);
        assertEquals(
                """
                .11112222...
                .11112222.33
                .11112222.33
                .11112222...
                """,
                LabelText.print(found.ids(), 12));
        assertTrue(found.objects().stream().allMatch(object -> object.classIndex() == 1));
    }

    @Test
    void theWayGoesThroughTheBorderAndNotAcrossBackground() {
        ObjectMap found = find(
                LabelText.of(
                        "1.222", //
                        "2...2", "2.1.2", "2...2", "22222"),
                ObjectSplit.BORDERS,
                0.5);
        assertEquals("1.111\n1...1\n1.2.1\n1...1\n11111\n", LabelText.print(found.ids(), 5));
    }

    @Test
    void aGapBetweenSeveralObjectsIsNoHoleOfOne() {
        LabelText cells = LabelText.of(
                "11222", //
                "2.2.1", "22111");
        ObjectSettings settings = new ObjectSettings(0, true, ObjectSplit.BORDERS, 0.5);
        ObjectMap found = new ObjectFinder(settings).find(cells.labels(), 5, 3, Progress.NONE);
        assertEquals(2, found.objects().size());
        assertEquals(0, found.ids()[6], "it touches both objects");
        LabelText ring = LabelText.of(".222.", ".2.1.", ".222.");
        assertEquals(
                9,
                new ObjectFinder(settings)
                        .find(ring.labels(), 5, 3, Progress.NONE)
                        .objects()
                        .get(0)
                        .size());
    }

    @Test
    void growingMeetsInTheMiddleAndStaysOnItsGround() {
        byte[] ground = LabelText.of("1111111", "....1..", "1111111").labels();
        int[] ids = new int[21];
        ids[0] = 1;
        ids[6] = 2;
        new Growth(ids, ground, (byte) 1, 7, 3).run();
        assertEquals("1111222\n....2..\n2222222\n", LabelText.print(ids, 7));
    }

    @Test
    void growthIsAboutEuclidean() {
        int size = 101;
        byte[] ground = new byte[size * size];
        Arrays.fill(ground, (byte) 1);
        int[] ids = new int[size * size];
        ids[30 * size + 20] = 1;
        ids[70 * size + 90] = 2;
        new Growth(ids, ground, (byte) 1, size, size).run();
        for (int i = 0; i < ids.length; i++) {
            double one = Math.hypot(i % size - 20, i / size - 30);
            double other = Math.hypot(i % size - 90, i / size - 70);
            if (Math.min(one, other) * 1.09 < Math.max(one, other)) {
                assertEquals(one < other ? 1 : 2, ids[i]);
            }
        }
    }

    @Test
    void settingsOutOfRangeTellTheCure() {
        assertEquals(
                "The smallest object of -1 pixels is out of range: use a number from 0 on.",
                assertThrows(TesseraException.class, () -> new ObjectSettings(-1, false, ObjectSplit.NONE, 1))
                        .getMessage());
        for (double tolerance : new double[] {-0.1, 1001, Double.NaN}) {
            assertEquals(
                    "The tolerance of the watershed of " + tolerance
                            + " pixels is out of range: use a number from 0 to 1000.",
                    assertThrows(
                                    TesseraException.class,
                                    () -> new ObjectSettings(0, false, ObjectSplit.NONE, tolerance))
                            .getMessage());
        }
    }

    @Test
    void bordersNeedAModelThatTellsThem() {
        ObjectSettings borders = new ObjectSettings(0, false, ObjectSplit.BORDERS, 0.5);
        borders.requireFit(List.of("background", "cell", "edge"));
        ObjectSettings.DEFAULT.requireFit(List.of("background", "cell"));
        assertEquals(
                "To split objects by their borders, a model must tell background, interior and border, but this one"
                        + " tells background, cell; train one with labels=borders, or split by distance.",
                assertThrows(TesseraException.class, () -> borders.requireFit(List.of("background", "cell")))
                        .getMessage());
    }
}
