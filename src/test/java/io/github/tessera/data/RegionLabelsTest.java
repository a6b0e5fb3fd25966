package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.Region;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.awt.Rectangle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionLabelsTest {
    private static Region box(String name, int x, int y, int width, int height) {
        byte[] inside = new byte[width * height];
        Arrays.fill(inside, (byte) -1);
        return new Region(name, new Rectangle(x, y, width, height), inside);
    }

    private static byte[] draw(DrawnPlane plane, List<String> classes, boolean rest, Tile area) {
        byte[] labels = new byte[area.width() * area.height()];
        RegionLabels.draw(plane, ClassTable.named(classes), rest, area, labels);
        return labels;
    }

    /** Indices as digits, x where it is ignored; drawn at once, and pixel by pixel. */
    private static String labels(int width, int height, List<String> classes, boolean rest, Region... regions) {
        DrawnPlane plane = new DrawnPlane("a", width, height, List.of(regions), Map.of());
        byte[] labels = draw(plane, classes, rest, new Tile(0, 0, width, height));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i], draw(plane, classes, rest, new Tile(i % width, i / width, 1, 1))[0]);
            text.append(labels[i] == -1 ? "x" : String.valueOf(labels[i])).append(i % width == width - 1 ? "\n" : "");
        }
        return text.toString();
    }

    @Test
    void whatIsNotDrawnIsIgnoredOrBackground() {
        List<String> classes = List.of("background", "cell");
        assertEquals("xx1\nxx1\n", labels(3, 2, classes, false, box("cell", 2, 0, 1, 2)));
        assertEquals("001\n001\n", labels(3, 2, classes, true, box("cell", 2, 0, 1, 2)));
        assertEquals("xxx\n", labels(3, 1, classes, false));
    }

    @Test
    void laterRegionsLieOverEarlierOnes() {
        List<String> classes = List.of("a", "b");
        assertEquals("0011\n", labels(4, 1, classes, false, box("a", 0, 0, 3, 1), box("b", 2, 0, 2, 1)));
        assertEquals("0001\n", labels(4, 1, classes, false, box("b", 2, 0, 2, 1), box("a", 0, 0, 3, 1)));
    }

    @Test
    void onlyPixelsInsideAreDrawn() {
        Region diagonal = new Region("b", new Rectangle(1, 0, 2, 2), new byte[] {1, 0, 0, 5});
        assertEquals("x1x\nxx1\n", labels(3, 2, List.of("a", "b"), false, diagonal));
    }

    @Test
    void ignoreWinsWhereverItStands() {
        List<String> classes = List.of("background", "a");
        assertEquals("0xx1\n", labels(4, 1, classes, true, box("IGNORE", 1, 0, 2, 1), box("a", 2, 0, 2, 1)));
    }

    @Test
    void backgroundCanBeDrawn() {
        List<String> classes = List.of("background", "a");
        assertEquals("10x\n", labels(3, 1, classes, false, box("a", 0, 0, 2, 1), box("Background", 1, 0, 1, 1)));
    }

    @Test
    void capitalsDoNotMatterUnlessBothAreThere() {
        assertEquals("x1x\n", labels(3, 1, List.of("background", "Axon"), false, box("axon", 1, 0, 1, 1)));
        assertEquals("x2x\n", labels(3, 1, List.of("background", "Axon", "axon"), false, box("axon", 1, 0, 1, 1)));
    }

    @Test
    void aClassThatIsNotInTheTableIsAFaultOfTheProgram() {
        List<String> classes = List.of("background", "a");
        assertThrows(IllegalArgumentException.class, () -> labels(3, 1, classes, true, box("axon", 0, 0, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> labels(3, 1, List.of("a", "b"), true));
    }

    @Test
    void aRegionOutsideIsAFaultOfTheProgram() {
        assertThrows(
                IllegalArgumentException.class, () -> labels(3, 1, List.of("a", "b"), false, box("a", 2, 0, 2, 1)));
    }

    @Test
    void manyRegionsAreQuick() {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            regions.add(box(i % 2 == 0 ? "a" : "b", i % 2000, i / 5, 40, 40));
        }
        DrawnPlane plane = new DrawnPlane("a", 2048, 2048, regions, Map.of());
        assertTimeout(
                Duration.ofSeconds(10),
                () -> draw(plane, List.of("background", "a", "b"), true, new Tile(0, 0, 2048, 2048)));
    }

    @Test
    void classesComeInNaturalOrderAfterTheBackground() {
        List<String> drawn = List.of("cell10", "cell2", "ignore", "axon", "cell2");
        assertEquals(List.of("axon", "cell2", "cell10"), RegionLabels.classes(drawn, List.of(), false));
        assertEquals(List.of("background", "axon", "cell2", "cell10"), RegionLabels.classes(drawn, List.of(), true));
        assertEquals(
                List.of("background", "axon"), RegionLabels.classes(List.of("background", "axon"), List.of(), false));
    }

    @Test
    void aFilesOrderIsKeptForWhatIsDrawn() {
        assertEquals(
                List.of("background", "zebra", "ant", "bee"),
                RegionLabels.classes(List.of("bee", "ant", "zebra"), List.of("zebra", "cat", "ant"), true));
    }

    @Test
    void tooFewAndTooManyClassesAreTold() {
        List<String> none = List.of("ignore");
        TesseraException e = assertThrows(TesseraException.class, () -> RegionLabels.classes(none, List.of(), false));
        assertTrue(e.getMessage().startsWith("No class is drawn;"), e.getMessage());
        e = assertThrows(TesseraException.class, () -> RegionLabels.classes(List.of("a"), List.of(), false));
        assertTrue(e.getMessage().startsWith("Only the class a is drawn;"), e.getMessage());
        List<String> many = IntStream.range(0, 256).mapToObj(i -> "cell " + i).toList();
        e = assertThrows(TesseraException.class, () -> RegionLabels.classes(many, List.of(), false));
        assertTrue(
                e.getMessage().startsWith("The regions have 256 names, for example cell 1 and cell 2;"),
                e.getMessage());
    }

    @Test
    void classesThatDifferInCapitalsOnlyAreTold() {
        TesseraException e = assertThrows(
                TesseraException.class, () -> RegionLabels.classes(List.of("Cell", "cell"), List.of(), true));
        assertTrue(e.getMessage().startsWith("The classes Cell and cell differ in capitals only"), e.getMessage());
    }
}
