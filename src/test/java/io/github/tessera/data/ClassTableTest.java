package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassTableTest {
    @TempDir
    Path folder;

    private ClassTable read(String text) throws IOException {
        return ClassTableFile.read(Files.writeString(folder.resolve("Klassen für alle.txt"), text));
    }

    private String refusal(String text) {
        return assertThrows(TesseraException.class, () -> read(text)).getMessage();
    }

    /** From the development kit's own list of PASCAL VOC. */
    @ParameterizedTest
    @CsvSource({
        "0, background, 0, 0, 0",
        "1, aeroplane, 128, 0, 0",
        "2, bicycle, 0, 128, 0",
        "7, car, 128, 128, 128",
        "8, cat, 64, 0, 0",
        "15, person, 192, 128, 128",
        "16, pottedplant, 0, 64, 0",
        "20, tvmonitor, 0, 64, 128"
    })
    void vocHasItsPublishedColours(int index, String name, int red, int green, int blue) {
        ClassTable voc = ClassTable.voc();
        assertEquals(name, voc.names().get(index));
        assertEquals(red << 16 | green << 8 | blue, voc.colours().get(index));
        assertEquals(OptionalInt.of(index), voc.labelOf(red << 16 | green << 8 | blue));
    }

    @Test
    void vocHas21ClassesAndIgnoresItsOutlines() {
        assertEquals(21, ClassTable.voc().size());
        assertEquals(OptionalInt.of(LabelImage.IGNORED), ClassTable.voc().labelOf(224 << 16 | 224 << 8 | 192));
        assertEquals(OptionalInt.of(255), ClassTable.voc().ignoredValue());
        assertEquals(OptionalInt.empty(), ClassTable.voc().labelOf(0x010203));
    }

    @Test
    void vocsRuleGivesEveryIndexItsOwnColour() {
        assertEquals(
                256,
                new HashSet<>(IntStream.range(0, 256)
                                .mapToObj(ClassTable::vocColour)
                                .toList())
                        .size());
        assertEquals(224 << 16 | 224 << 8 | 192, ClassTable.vocColour(255));
    }

    @Test
    void namesAloneGetTesserasColours() throws IOException {
        ClassTable table = read("background\ncell nucleus\nGrößer 2\n");
        assertEquals(List.of("background", "cell nucleus", "Größer 2"), table.names());
        assertEquals(Palette.standard().colours().subList(0, 3), table.colours());
        assertFalse(table.coloured());
        assertEquals(List.of(0, 1, 2), table.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,r,g,b\nsky,0,0,255\nold road,128,64,0",
                "\uFEFFsky #0000FF\r\n\r\nold road #804000\r\n",
                "sky;0;0;255;\nold road;128;64;0;",
                "0 0 255\tsky\n128 64 0\told road",
                "#0000ff, sky\n#804000, old road",
                "\"name\",\"colour\"\n\"sky\",\"#0000FF\"\n\"old road\",\"#804000\"",
                "Class  Color\nsky   0 0 255\nold road\t128, 64, 0"
            })
    void coloursAreReadInAllTheirForms(String text) throws IOException {
        ClassTable table = read(text);
        assertEquals(List.of("sky", "old road"), table.names());
        assertEquals(List.of(0x0000FF, 0x804000), table.colours());
        assertTrue(table.coloured());
    }

    @Test
    void coloursMayBeNamesOfClasses() throws IOException {
        assertEquals(List.of("red", "green"), read("red\ngreen\n").names());
    }

    @Test
    void aSpreadsheetOfWindowsIsRead() throws IOException {
        Path file = Files.write(
                folder.resolve("w.csv"), "Zellkern;255;0;0\nGefäß;0;0;255\n".getBytes(Charset.forName("windows-1252")));
        assertEquals(List.of("Zellkern", "Gefäß"), ClassTableFile.read(file).names());
    }

    @Test
    void whatIsIgnoredIsNoClass() throws IOException {
        ClassTable table = read("sky #0000FF\nIgnore #000000\nroad #808080");
        assertEquals(List.of("sky", "road"), table.names());
        assertEquals(List.of(0, 2), table.values());
        assertEquals(OptionalInt.of(1), table.ignoredValue());
        assertEquals(OptionalInt.of(LabelImage.IGNORED), table.labelOf(0));
        assertEquals(OptionalInt.of(1), table.labelOf(0x808080));
    }

    @Test
    void thePaletteHasTheColoursOfTheClasses() throws IOException {
        Palette palette = read("sky #0000FF\nIgnore #000000\nroad #808081").palette();
        Palette standard = Palette.standard();
        assertEquals(0x0000FF, palette.colours().get(0));
        assertEquals(0x808081, palette.colours().get(1));
        assertEquals(
                standard.colours().subList(2, 256), palette.colours().subList(2, 256), "what is ignored stays grey");
    }

    @Test
    void mistakesNameFileAndLine() {
        assertTrue(
                refusal("sky #0000FF\nroad\n").startsWith("Line 2 of the class table " + folder),
                refusal("a #0000FF\nb"));
        assertTrue(refusal("sky\nroad #808080").contains("Line 2"));
        assertTrue(refusal("sky\nroad #808080").contains("\"road #808080\", has a colour, unlike the lines before it"));
        assertTrue(refusal("sky 0 0 256\nroad 1 1 1")
                .contains("holds the number 256; write colours as numbers from 0 to 255"));
        assertTrue(refusal("sky #0000FF\nroad #0000ff").contains("\"road\" the colour #0000FF of \"sky\""));
        assertTrue(refusal("sky, #0000\nroad, #00").contains("is neither a name nor a name and a colour"));
        assertTrue(refusal("sky\nsky").contains("Two classes have the name \"sky\""));
        assertTrue(refusal("sky\nignore").contains("There is one class only"));
        assertTrue(refusal("\n\n").contains("There are no classes"));
        assertTrue(refusal("a\0b").contains("is no text"));
        String many = String.join(
                "\n", IntStream.range(0, 256).mapToObj(i -> "class " + i).toList());
        assertTrue(refusal(many).contains("256 classes are more than the 255 that can be learnt"), refusal(many));
    }

    @Test
    void aMissingFileIsNamed() {
        String message = assertThrows(TesseraException.class, () -> ClassTableFile.read(folder.resolve("none.csv")))
                .getMessage();
        assertTrue(message.startsWith("There is no file " + folder.resolve("none.csv")), message);
    }
}
