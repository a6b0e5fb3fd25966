package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPointTest {
    private static final List<String> TWO = List.of("background", "foreground");

    /** A row of 8 bits. */
    private static StartingPoint bytes(int... values) {
        ByteProcessor row = new ByteProcessor(values.length, 1);
        IntStream.range(0, values.length).forEach(i -> row.set(i, values[i]));
        return StartingPoint.of(new ImagePlus("given", row), Progress.NONE);
    }

    /** A row of 32 bits. */
    private static StartingPoint floats(float... values) {
        return StartingPoint.of(new ImagePlus("given", new FloatProcessor(values.length, 1, values)), Progress.NONE);
    }

    private static void isLabelled(StartingPoint start, List<String> classes, int... expected) {
        assertFalse(start.probable());
        assertEquals(classes, start.classes());
        byte[] labels = start.labels(0, new Tile(0, 0, expected.length, 1));
        assertArrayEquals(
                expected,
                IntStream.range(0, labels.length).map(i -> labels[i] & 0xFF).toArray());
    }

    private static void refused(String message, Runnable read) {
        TesseraException refusal = assertThrows(TesseraException.class, read::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 254, 255})
    void oneValueBesides0IsAMaskOfTwoClasses(int value) {
        isLabelled(bytes(0, value, 0, value), TWO, 0, 1, 0, 1);
    }

    @Test
    void besideAnotherValue255IsNotLabelled() {
        isLabelled(bytes(0, 128, 255), TWO, 0, 1, 255);
        isLabelled(bytes(0, 2, 1, 255), List.of("background", "class 1", "class 2"), 0, 2, 1, 255);
    }

    @Test
    void numberedObjectsAreNoClasses() {
        assertEquals(4, bytes(0, 1, 3).classes().size());
        assertEquals(32, bytes(IntStream.range(0, 32).toArray()).classes().size());
        refused(
                "seem to be numbered objects",
                () -> bytes(IntStream.range(0, 33).toArray()));
        refused("has 2 values above 0, up to 40", () -> bytes(0, 1, 40));
    }

    @Test
    void labelsThatTheNamesLeaveOutAreRefused() {
        byte[] labels = {0, 2, (byte) 255, 1};
        ImagePlus three = LabelImage.of(labels, 4, 1, List.of("a", "b", "c"), "three", new Calibration());
        isLabelled(StartingPoint.of(three, Progress.NONE), List.of("a", "b", "c"), 0, 2, 255, 1);
        ImagePlus two = LabelImage.of(labels, 4, 1, List.of("a", "b"), "two", new Calibration());
        refused(
                "two has pixels of value 2, but names of 2 classes: use values from 0 to 1",
                () -> StartingPoint.of(two, Progress.NONE).labels(0, new Tile(0, 0, 4, 1)));
    }

    @Test
    void whatIsNoProbabilityIsRefusedWhateverItIsFor() {
        Tile part = new Tile(0, 0, 3, 1);
        for (float value : new float[] {Float.POSITIVE_INFINITY, 42.5f, -0.5f}) {
            StartingPoint start = floats(0, 1, value);
            assertTrue(start.probable());
            refused("The image given has a pixel of value " + value, () -> start.unary(0, part, 0.7));
            refused("which is no probability", () -> start.decided(0, part));
        }
        assertArrayEquals(
                new byte[] {0, 1, 0}, floats(-0.005f, 1.005f, Float.NaN).decided(0, part));
    }

    @Test
    void wholeNumbersOf32BitsAreLabels() {
        isLabelled(floats(0, 1, 1, 0), TWO, 0, 1, 1, 0);
        assertTrue(floats(0, 1, 0.5f, 0).probable());
        refused("labels must have 8 bits (Image > Type > 8-bit", () -> floats(0, 1, 3));
    }
}
