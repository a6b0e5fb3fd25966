package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks that number single objects. */
class ObjectLabelsTest {
    private static final MaskSettings OBJECTS = MaskSettings.defaults().withKind(LabelKind.OBJECTS);
    private static final MaskSettings BORDERS = OBJECTS.withKind(LabelKind.BORDERS);

    @TempDir
    Path folder;

    private LabelFolders files;

    @BeforeEach
    void makeFolders() {
        files = new LabelFolders(folder);
        files.image("a.png", 6, 1);
    }

    @Test
    void objectsAreForegroundWhateverTheirNumber() {
        files.tiff("a.tif", new ShortProcessor(6, 1, new short[] {0, 1, 255, 300, (short) 65535, 0}, null));
        LabelledSet set = files.read(OBJECTS);
        assertArrayEquals(new int[] {0, 1, 1, 1, 1, 0}, labels(set, 0), "255 is an object like others");
        assertEquals(
                """
                The masks number single objects:
                  0 -> background, 33.33 % of the pixels
                  an object -> foreground, 66.67 % of the pixels""",
                set.labelling());
    }

    @Test
    void labelsOfThirtyTwoBitsAreRead() {
        files.tiff("a.tif", new FloatProcessor(6, 1, new float[] {0, 1, 70000, 70001, 16777216, 0}));
        assertArrayEquals(new int[] {0, 1, 1, 1, 1, 0}, labels(files.read(OBJECTS), 0));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, 3e7f})
    void numbersThatAreNoneAreRefused(float value) {
        files.tiff("a.tif", new FloatProcessor(6, 1, new float[] {0, 1, value, 0, 0, 0}));
        assertTrue(files.refusal(OBJECTS).startsWith("The mask a.tif holds the value "), files.refusal(OBJECTS));
    }

    @Test
    void anotherIgnoredValueCounts() {
        files.grey("a.png", 6, 0, 1, 2, 7, 7, 0);
        assertArrayEquals(new int[] {0, 1, 1, 255, 255, 0}, labels(files.read(OBJECTS.withIgnoreValue(7)), 0));
    }

    @Test
    void bordersAreAClassOfTheirOwn() {
        files.grey("a.png", 6, 1, 1, 2, 2, 2, 0);
        LabelledSet set = files.read(BORDERS.withBorder(1));
        assertArrayEquals(new int[] {1, 2, 2, 1, 2, 0}, labels(set, 0));
        assertEquals(List.of("background", "interior", "border"), set.classes().names());
        assertTrue(
                set.describe().contains("The masks number single objects, whose borders are 1 pixel wide:"),
                set.describe());
    }

    @Test
    void theClassesCanBeNamed() {
        files.grey("a.png", 6, 1, 1, 2, 2, 2, 0);
        MaskSettings named = BORDERS.withBorder(1).withTable(ClassTable.named(List.of("glass", "cell", "edge")));
        assertEquals(
                List.of("glass", "cell", "edge"), files.read(named).classes().names());
        String message = files.refusal(named.withKind(LabelKind.OBJECTS));
        assertTrue(
                message.startsWith("The table of classes has 3 classes, but these labels have 2: background"), message);
    }

    @Test
    void aBorderThatLeavesNothingIsRefused() {
        files.grey("a.png", 6, 1, 1, 2, 2, 2, 0);
        String message = files.refusal(BORDERS.withBorder(4));
        assertEquals("Borders 4 pixels wide leave no interior of any object; choose a smaller width.", message);
    }

    @Test
    void masksWithoutObjectsAreRefused() {
        files.grey("a.png", 6, 0, 0, 0, 0, 0, 0);
        assertTrue(
                files.refusal(OBJECTS).startsWith("Of the classes background, foreground only background occurs"),
                files.refusal(OBJECTS));
    }

    @Test
    void colouredAndSmearedNumbersAreRefused() throws IOException {
        files.rgb("a.png", 6, 0, 0xFF0000, 0, 0, 0, 0);
        assertTrue(files.refusal(OBJECTS).startsWith("The mask a.png is coloured;"), files.refusal(OBJECTS));
        files.image("b.png", 8, 8);
        files.jpeg("b.jpg", 8, new int[64]);
        files.grey("a.png", 6, 0, 1, 0, 0, 0, 0);
        assertTrue(files.refusal(OBJECTS).startsWith("The mask b.jpg is a JPEG, which smears"), files.refusal(OBJECTS));
    }

    @Test
    void numberedObjectsTakenForClassesNameTheCure() {
        files.image("c.png", 400, 1);
        files.grey("a.png", 6, 0, 1, 0, 0, 0, 0);
        short[] many = new short[400];
        IntStream.range(0, 400).forEach(i -> many[i] = (short) i);
        files.tiff("c.tif", new ShortProcessor(400, 1, many, null));
        String message = files.refusal(MaskSettings.defaults());
        assertTrue(
                message.startsWith("The mask c.tif holds the value 399, but classes are numbered from 0 to 254"),
                message);
        assertTrue(message.contains("choose objects or borders as the kind of labels"), message);
    }
}
