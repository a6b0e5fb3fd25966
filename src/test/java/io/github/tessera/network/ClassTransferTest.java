package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassTransferTest {
    private static Outputs single(String background, String object) {
        return new Outputs(List.of(background, object), 1, Activation.SIGMOID);
    }

    private static Outputs several(Activation activation, String... classes) {
        return new Outputs(List.of(classes), classes.length, activation);
    }

    private static List<OutputRow> rows(Outputs there, Outputs here) {
        return new ClassTransfer(there, here).rows();
    }

    @Test
    void classesAreKnownByTheirNames() {
        ClassTransfer transfer = new ClassTransfer(
                several(Activation.SOFTMAX, "sky", "road", "tree"), several(Activation.SOFTMAX, "tree", "car", "sky"));
        assertEquals(List.of(OutputRow.of(2, 1), OutputRow.FRESH, OutputRow.of(0, 1)), transfer.rows());
        assertEquals(
                List.of(
                        "Classes carried over from the model: tree, sky.",
                        "New classes, which start fresh: car.",
                        "Classes of the model that the images have not: road."),
                transfer.describe());
        assertFalse(transfer.none());
    }

    @Test
    void theSameClassesAreOneLine() {
        Outputs same = several(Activation.SIGMOID, "a", "b", "c");
        assertEquals(
                List.of("Classes carried over from the model: a, b, c."), new ClassTransfer(same, same).describe());
    }

    @Test
    void oneOutputBecomesSeveral() {
        Outputs before = single("background", "cell");
        assertEquals(
                List.of(OutputRow.ZERO, OutputRow.of(0, 1), OutputRow.FRESH),
                rows(before, several(Activation.SOFTMAX, "background", "cell", "border")));
        assertEquals(
                List.of(OutputRow.of(0, -1), OutputRow.FRESH, OutputRow.of(0, 1)),
                rows(before, several(Activation.SIGMOID, "background", "border", "cell")));
    }

    @Test
    void severalOutputsBecomeOne() {
        Outputs after = single("background", "cell");
        assertEquals(
                List.of(OutputRow.difference(2, 0)),
                rows(several(Activation.SOFTMAX, "background", "border", "cell"), after));
        assertEquals(
                List.of(OutputRow.of(2, 1)), rows(several(Activation.SIGMOID, "background", "border", "cell"), after));
        assertEquals(
                List.of(OutputRow.of(1, 1)), rows(several(Activation.SOFTMAX, "cytoplasm", "cell", "border"), after));
    }

    @Test
    void oneOutputStaysOrTurnsRound() {
        assertEquals(List.of(OutputRow.of(0, 1)), rows(single("background", "cell"), single("background", "cell")));
        assertEquals(List.of(OutputRow.of(0, 1)), rows(single("background", "cell"), single("rest", "cell")));
        assertEquals(List.of(OutputRow.of(0, -1)), rows(single("background", "cell"), single("cell", "background")));
    }

    @Test
    void otherNamesStartFreshAndTheLogSaysSo() {
        ClassTransfer transfer = new ClassTransfer(
                single("background", "foreground"), several(Activation.SIGMOID, "class 0", "class 1", "class 2"));
        assertTrue(transfer.none());
        assertEquals(1, transfer.describe().size());
        String line = transfer.describe().get(0);
        assertTrue(
                line.contains("(background, foreground)")
                        && line.contains("(class 0, class 1, class 2)")
                        && line.contains("start fresh"),
                line);
        assertTrue(new ClassTransfer(single("background", "cell"), single("background", "vessel")).none());
    }
}
