package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks whose colours are the classes, and how they are told from those whose values are. */
class ColouredMasksTest {
    private static final MaskSettings AUTO = MaskSettings.defaults();
    private static final MaskSettings COLOURS = AUTO.withKind(LabelKind.COLOURS);
    private static final int VOID = 0xE0E0C0;
    private static final int PERSON = 0xC08080;
    private static final int PLANE = 0x800000;
    private static final ClassTable OWN = new ClassTable(
            List.of(
                    new ClassTable.Entry("paper", 0xFFFFFF, 0),
                    new ClassTable.Entry("ink", 0x0000FF, 1),
                    new ClassTable.Entry("stain", 0x808080, 2)),
            true);

    @TempDir
    Path folder;

    private LabelFolders files;

    @BeforeEach
    void makeFolders() {
        files = new LabelFolders(folder);
        files.image("a.png", 2, 2);
    }

    @Test
    void colouredMasksAreReadByVocsPalette() {
        files.rgb("a.png", 2, 0, PLANE, PERSON, VOID);
        LabelledSet set = files.read(AUTO);
        assertArrayEquals(new int[] {0, 1, 15, 255}, labels(set, 0));
        assertEquals(21, set.classes().size());
        assertEquals("person", set.classes().names().get(15));
        assertTrue(set.describe().contains("The masks are coloured, by the palette of PASCAL VOC:"), set.describe());
        assertTrue(set.describe().contains("#C08080 -> person, 25.00 % of the pixels"), set.describe());
        assertTrue(set.describe().contains("#E0E0C0 -> ignored, 25.00 % of the pixels"), set.describe());
    }

    @Test
    void aTableOfColoursIsUsed() {
        files.rgb("a.png", 2, 0xFFFFFF, 0x0000FF, 0x808080, 0xFFFFFF);
        LabelledSet set = files.read(AUTO.withTable(OWN));
        assertArrayEquals(new int[] {0, 1, 2, 0}, labels(set, 0));
        assertEquals(List.of("paper", "ink", "stain"), set.classes().names());
        assertEquals(List.of(0xFFFFFF, 0x0000FF, 0x808080), set.classes().colours());
    }

    @Test
    void theNamesOfATableWithoutColoursGoWithVocsColours() {
        files.rgb("a.png", 2, 0, PLANE, 0x008000, 0);
        LabelledSet set = files.read(AUTO.withTable(ClassTable.named(List.of("gap", "cell", "dirt"))));
        assertArrayEquals(new int[] {0, 1, 2, 0}, labels(set, 0));
        assertEquals(List.of("gap", "cell", "dirt"), set.classes().names());
    }

    @Test
    void oneColouredMaskDecidesForAll() {
        files.image("b.png", 2, 1);
        files.grey("a.png", 2, 0, 0, 0, 128);
        files.rgb("b.png", 2, PLANE, 0);
        LabelledSet set = files.read(AUTO);
        assertArrayEquals(new int[] {0, 0, 0, 7}, labels(set, 0), "grey 128 is VOC's car");
        assertArrayEquals(new int[] {1, 0}, labels(set, 1));
    }

    @Test
    void aStrangeColourIsNamedWithFileAndPosition() {
        files.rgb("a.png", 2, 0, PLANE, PLANE, 0x123456);
        String message = files.refusal(AUTO);
        assertTrue(
                message.startsWith(
                        "The mask a.png holds the colour #123456 at x=1, y=1, which is the colour of no class; add"),
                message);
    }

    @Test
    void aJpegsSmearedColoursAreSaid() throws IOException {
        files.image("b.png", 24, 24);
        int[] colours = new int[24 * 24];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i % 24 < 11 ? PLANE : i / 24 < 13 ? PERSON : 0;
        }
        files.jpeg("b.jpg", 24, colours);
        for (MaskSettings settings : List.of(AUTO, COLOURS)) {
            String message = files.refusal(settings);
            assertTrue(message.startsWith("The mask b.jpg holds "), message);
            assertTrue(message.contains("a JPEG smears colours at edges"), message);
        }
    }

    @Test
    void aPictureIsNoMask() {
        files.image("p.png", 20, 20);
        int[] colours = new int[400];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i * 7919;
        }
        files.rgb("p.png", 20, colours);
        String message = files.refusal(COLOURS);
        assertTrue(message.startsWith("The mask p.png holds more than 256 colours: it is a picture, or"), message);
    }

    @Test
    void aPaletteFileCountsByItsValues() throws IOException {
        int[] table = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};
        files.indexed("a.png", 2, table, 0, 1, 2, 3);
        LabelledSet set = files.read(AUTO);
        assertArrayEquals(new int[] {0, 1, 2, 3}, labels(set, 0));
    }

    @Test
    void aPaletteFileCountsByItsColoursIfToldSo() throws IOException {
        files.indexed("a.png", 2, new int[] {0x0000FF, 0xFFFFFF, 0x808080}, 0, 1, 2, 1);
        assertArrayEquals(new int[] {1, 0, 2, 0}, labels(files.read(COLOURS.withTable(OWN)), 0));
    }

    @Test
    void aPaletteInAnOrderOfItsOwnCountsByColoursOfTheTable() throws IOException {
        files.indexed("a.png", 2, new int[] {0x0000FF, 0xFFFFFF, 0x808080}, 0, 1, 2, 1);
        assertArrayEquals(new int[] {1, 0, 2, 0}, labels(files.read(AUTO.withTable(OWN)), 0));
        MaskSettings values = AUTO.withKind(LabelKind.VALUES).withTable(OWN);
        assertArrayEquals(new int[] {0, 1, 2, 1}, labels(files.read(values), 0));
    }

    @Test
    void vocsOwnFilesCountByColoursIfSomeClassesDoNotOccur() throws IOException {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = ClassTable.vocColour(i);
        }
        files.indexed("a.png", 2, table, 0, 15, 15, 255);
        LabelledSet set = files.read(AUTO.withIgnoreValue(-1));
        assertArrayEquals(new int[] {0, 15, 15, 255}, labels(set, 0));
        files.indexed("a.png", 2, table, 0, 1, 2, 255);
        assertEquals(3, files.read(AUTO).classes().size(), "values that make sense need no palette");
    }

    @Test
    void palettesThatContradictEachOtherAreRefused() throws IOException {
        files.image("b.png", 2, 1);
        files.indexed("a.png", 2, new int[] {0xFF0000, 0x00FF00, 0x123456}, 0, 1, 1, 2);
        files.indexed("b.png", 2, new int[] {0x00FF00, 0xFF0000}, 0, 1);
        String message = files.refusal(AUTO);
        assertTrue(message.startsWith("The masks a.png and b.png show the value 0 in different colours;"), message);
        assertArrayEquals(new int[] {0, 1}, labels(files.read(AUTO.withKind(LabelKind.VALUES)), 1));
    }

    @Test
    void whiteOfOneBitAndWhiteOfEightBitsAreNotMixed() throws IOException {
        files.image("b.png", 2, 1);
        files.indexed("a.png", 2, new int[] {0, 0xFFFFFF}, 0, 1, 1, 1);
        files.grey("b.png", 2, 0, 255);
        assertEquals(
                "White is the value 1 in the mask a.png, but 255 in b.png; save all masks in one way, or choose values as"
                        + " the kind of labels if 255 is another class or ignored.",
                files.refusal(AUTO));
        assertArrayEquals(new int[] {0, 255}, labels(files.read(AUTO.withKind(LabelKind.VALUES)), 1));
        files.grey("b.png", 2, 0, 1);
        assertArrayEquals(new int[] {0, 1}, labels(files.read(AUTO), 1));
    }

    @Test
    void greysOfATableAreColoursWhereTheyAreNoIndices() {
        ClassTable greys = new ClassTable(
                List.of(
                        new ClassTable.Entry("dark", 0, 0),
                        new ClassTable.Entry("middle", 0x808080, 1),
                        new ClassTable.Entry("bright", 0xFFFFFF, 2)),
                true);
        files.grey("a.png", 2, 0, 128, 255, 128);
        assertArrayEquals(new int[] {0, 1, 2, 1}, labels(files.read(AUTO.withTable(greys)), 0));
        files.grey("a.png", 2, 0, 1, 2, 1);
        assertArrayEquals(new int[] {0, 1, 2, 1}, labels(files.read(AUTO.withTable(greys)), 0));
    }

    @Test
    void valuesOfSixteenBitsAreNoColours() {
        files.tiff("a.tif", new ShortProcessor(2, 2, new short[] {0, 300, 0, 0}, null));
        String message = files.refusal(COLOURS);
        assertTrue(message.startsWith("The mask a.tif holds the value 300 at x=1, y=0, which is"), message);
    }

    @Test
    void aCompositeIsNeitherGreyNorColoured() {
        files.stack("a.tif", 2, true, new int[] {0, 1, 0, 0}, new int[] {1, 0, 1, 1});
        String message = files.refusal(AUTO);
        assertTrue(message.startsWith("The mask a.tif has 2 channels that differ, but is no RGB image"), message);
        assertTrue(message.contains("choose one-hot"), message);
    }
}
