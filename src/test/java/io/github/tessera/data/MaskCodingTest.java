package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskCodingTest {
    private static final MaskSettings DEFAULTS = MaskSettings.defaults();

    /** Masks a.png, b.png ... that hold each of their values once. */
    private static Map<String, SortedMap<Integer, Long>> masks(int[]... values) {
        Map<String, SortedMap<Integer, Long>> masks = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            SortedMap<Integer, Long> histogram = new TreeMap<>();
            for (int value : values[i]) {
                histogram.put(value, 1L);
            }
            masks.put((char) ('a' + i) + ".png", histogram);
        }
        return masks;
    }

    private static String refusal(Map<String, SortedMap<Integer, Long>> masks, MaskSettings settings) {
        return assertThrows(TesseraException.class, () -> MaskCoding.decide(masks, settings))
                .getMessage();
    }

    @Test
    void ofTwoValuesTheHigherIsTheClass() {
        MaskCoding coding = MaskCoding.decide(masks(new int[] {3}, new int[] {3, 90}), DEFAULTS);
        assertTrue(coding.binary());
        assertEquals(List.of("background", "foreground"), coding.classes());
        assertEquals(0, coding.code(3));
        assertEquals(1, coding.code(90));
    }

    @Test
    void blackAndWhiteMasksAreBinaryAlthough255IsIgnoredElsewhere() {
        MaskCoding coding = MaskCoding.decide(masks(new int[] {0, 255}), DEFAULTS);
        assertTrue(coding.binary());
        assertEquals(1, coding.code(255));
        assertTrue(coding.ignoreValue() < 0);
    }

    @Test
    void theLowerValueCanBeTheClass() {
        MaskCoding coding = MaskCoding.decide(masks(new int[] {0, 255}), DEFAULTS.withClassValue(0));
        assertEquals(List.of(255, 0), coding.values());
        assertEquals(1, coding.code(0));
        assertEquals(0, coding.code(255));
    }

    @Test
    void theIgnoredValueIsNoneOfTwo() {
        MaskCoding coding = MaskCoding.decide(masks(new int[] {0, 1, 255}), DEFAULTS);
        assertTrue(coding.binary());
        assertEquals(1, coding.code(1));
        assertEquals((byte) 255, coding.code(255));
    }

    @Test
    void aStrayValueInBlackAndWhiteMasksIsRefused() {
        Map<String, SortedMap<Integer, Long>> masks = masks(new int[] {0, 255}, new int[] {0, 17, 255});
        String message = refusal(masks, DEFAULTS);
        assertTrue(
                message.startsWith("The masks hold the values 0, 17 and 255, and 17 is in the mask b.png: mend"),
                message);
        assertEquals(
                List.of(0, 17),
                MaskCoding.decide(masks, DEFAULTS.withClassValue(17)).values());
    }

    @Test
    void classesThatDoNotOccurCanBeTold() {
        MaskCoding coding = MaskCoding.decide(
                masks(new int[] {0, 3, 11}), DEFAULTS.withIgnoreValue(11).withIndices(5));
        assertFalse(coding.binary());
        assertEquals(5, coding.classes().size());
        assertEquals(3, coding.code(3));
        assertEquals((byte) LabelImage.IGNORED, coding.code(11));
    }

    @Test
    void moreValuesAreIndices() {
        MaskCoding coding =
                MaskCoding.decide(masks(new int[] {0, 2, 11}, new int[] {1, 2}), DEFAULTS.withIgnoreValue(11));
        assertFalse(coding.binary());
        assertEquals(List.of("class 0", "class 1", "class 2"), coding.classes());
        assertEquals(2, coding.code(2));
        assertEquals((byte) LabelImage.IGNORED, coding.code(11));
    }

    @Test
    void aGapNamesValueAndMaskAndTheIgnoredValue() {
        String message = refusal(masks(new int[] {0, 1}, new int[] {0, 7}), DEFAULTS);
        assertTrue(message.startsWith("The mask b.png holds the value 7, but no mask holds 2;"), message);
        assertTrue(message.contains("set the ignored value to 7"), message);
    }

    @Test
    void indicesStartAtZero() {
        String message = refusal(masks(new int[] {1, 2, 3}), DEFAULTS);
        assertTrue(message.startsWith("The mask a.png holds the value 1, but no mask holds 0;"), message);
    }

    @Test
    void masksOfOneValueAreRefused() {
        String message = refusal(masks(new int[] {0}, new int[] {0}), DEFAULTS);
        assertTrue(message.startsWith("The masks hold only the value 0 (apart from the ignored value 255)"), message);
        assertTrue(message.contains("for example a.png"), message);
    }

    @Test
    void masksOfNothingButWhatIsIgnoredAreRefused() {
        String message = refusal(masks(new int[] {255}), DEFAULTS);
        assertTrue(message.startsWith("The masks hold no value (apart from the ignored value 255)"), message);
    }

    @Test
    void anIgnoredValueThatWasToldIsHonouredInMasksOfTwoValues() {
        String message = refusal(masks(new int[] {0, 255}), DEFAULTS.withIgnoreValue(0));
        assertTrue(message.startsWith("The masks hold only the value 255 (apart from the ignored value 0)"), message);
    }

    @Test
    void aClassValueThatDoesNotOccurIsRefused() {
        String message = refusal(masks(new int[] {0, 255}), DEFAULTS.withClassValue(1));
        assertEquals("The class value is 1, but the masks hold the values 0 and 255; choose one of these.", message);
    }

    @Test
    void aClassValueForIndexMasksIsRefused() {
        String message = refusal(masks(new int[] {0, 1, 2}), DEFAULTS.withClassValue(2));
        assertTrue(message.startsWith("A class value (2) is for masks of two values"), message);
    }

    @Test
    void numberedObjectsAreRefusedWithTheirOwnCure() {
        String many = refusal(masks(IntStream.range(0, 300).toArray()), DEFAULTS);
        assertTrue(many.startsWith("The mask a.png holds the value 299, but classes are numbered from 0 to 254"), many);
        assertTrue(
                many.contains("if the values number single objects, choose objects or borders as the kind of labels"),
                many);
        String gap = refusal(masks(IntStream.range(0, 50).filter(i -> i != 40).toArray()), DEFAULTS);
        assertTrue(gap.startsWith("The mask a.png holds the value 41, but no mask holds 40"), gap);
        assertTrue(
                gap.contains("if the values number single objects, choose objects or borders as the kind of labels"),
                gap);
    }

    @Test
    void valuesOfAJpegGetTheirOwnCure() {
        Map<String, SortedMap<Integer, Long>> masks =
                Map.of("a.JPG", new TreeMap<>(Map.of(0, 9L, 2, 1L, 253, 1L, 255, 9L)));
        String message = refusal(masks, DEFAULTS);
        assertTrue(message.contains("it is a JPEG, which smears values at edges: save masks as PNG or TIFF"), message);
    }

    @Test
    void manyClassesAreDoubted() {
        assertTrue(MaskCoding.decide(masks(IntStream.range(0, 33).toArray()), DEFAULTS)
                .meaning()
                .heading()
                .contains("so many?"));
        assertFalse(MaskCoding.decide(masks(IntStream.range(0, 32).toArray()), DEFAULTS)
                .meaning()
                .heading()
                .contains("so many?"));
    }

    @Test
    void aValueOutsideTheClassesIsRefused() {
        MaskSettings three = DEFAULTS.withIndices(3);
        String message = refusal(masks(new int[] {0, 1, 2}, new int[] {0, 128}), three);
        assertTrue(message.startsWith("The mask b.png holds the value 128, which has no meaning here"), message);
        MaskCoding coding = MaskCoding.decide(masks(new int[] {0, 1, 2}), three);
        assertThrows(TesseraException.class, () -> coding.code(128));
    }

    private static ClassTable table(String... names) {
        return ClassTable.named(List.of(names));
    }

    @Test
    void aTableNamesIndexMasksWhetherAllClassesOccurOrNot() {
        MaskCoding coding = MaskCoding.decide(
                masks(new int[] {0, 2, 255}), DEFAULTS.withTable(table("sky", "road", "tree", "car")));
        assertEquals(List.of("sky", "road", "tree", "car"), coding.classes());
        assertEquals(2, coding.code(2));
        assertEquals((byte) LabelImage.IGNORED, coding.code(255));
    }

    @Test
    void aTableOfTwoNamesBinaryMasks() {
        MaskSettings settings = DEFAULTS.withTable(table("gap", "cell"));
        for (int[] values : new int[][] {{0, 255}, {0, 1}, {3, 90}}) {
            MaskCoding coding = MaskCoding.decide(masks(values), settings);
            assertEquals(List.of("gap", "cell"), coding.classes());
            assertEquals(1, coding.code(values[1]));
        }
        assertEquals(
                1,
                MaskCoding.decide(masks(new int[] {0, 255}), settings.withClassValue(0))
                        .code(0));
    }

    @Test
    void aLineOfTheTableForWhatIsIgnoredIsNoClass() {
        ClassTable told = table("unclear", "road", "ignore", "tree");
        MaskCoding coding = MaskCoding.decide(masks(new int[] {0, 1, 2, 3}), DEFAULTS.withTable(told));
        assertEquals(List.of("unclear", "road", "tree"), coding.classes());
        assertEquals((byte) LabelImage.IGNORED, coding.code(2));
        assertEquals(2, coding.code(3));
    }

    @Test
    void theIgnoredValueTakesItsLineOutOfTheTable() {
        MaskCoding coding = MaskCoding.decide(
                masks(new int[] {0, 1, 2}),
                DEFAULTS.withTable(table("sky", "road", "void")).withIgnoreValue(2));
        assertEquals(List.of("sky", "road"), coding.classes());
        assertEquals((byte) LabelImage.IGNORED, coding.code(2));
    }

    @Test
    void aTableThatDoesNotFitIsRefused() {
        String two = refusal(masks(new int[] {0, 1, 2}), DEFAULTS.withTable(table("gap", "cell")));
        assertTrue(two.startsWith("The masks hold the values [0, 1, 2], but the table has the two classes"), two);
        String more = refusal(masks(new int[] {0, 7}), DEFAULTS.withTable(table("sky", "road", "tree")));
        assertTrue(
                more.startsWith("The mask a.png holds the value 7, which has no meaning here (classes: [0, 1, 2]"),
                more);
        String value = refusal(
                masks(new int[] {0, 1}),
                DEFAULTS.withTable(table("a", "b", "c")).withClassValue(0));
        assertTrue(value.startsWith("A class value (0) is for masks of two values, but the table has 3"), value);
    }
}
