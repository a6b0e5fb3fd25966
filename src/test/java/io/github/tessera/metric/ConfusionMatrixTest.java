package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final byte X = (byte) LabelImage.IGNORED;

    @Test
    void countsTruthInRowsAndPredictionInColumns() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(new byte[] {0, 0, 0, 1, 2, X, 1}, new byte[] {0, 1, 1, 0, 2, 1, X});
        assertEquals(1, matrix.count(0, 0));
        assertEquals(2, matrix.count(0, 1));
        assertEquals(1, matrix.count(1, 0));
        assertEquals(0, matrix.count(1, 1));
        assertEquals(1, matrix.count(2, 2));
        assertEquals(5, matrix.pixels(), "ignored on either side is not counted");
    }

    @Test
    void countsOfAClassAgainstTheOthers() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(new byte[] {0, 0, 0, 1, 2, 1}, new byte[] {0, 1, 1, 0, 2, 1});
        assertEquals(new ClassCounts(1, 1, 2, 2), matrix.counts(0));
        assertEquals(new ClassCounts(1, 2, 1, 2), matrix.counts(1));
        assertEquals(new ClassCounts(1, 0, 0, 5), matrix.counts(2));
    }

    @Test
    void addingInPartsOrMergingEqualsAddingAtOnce() {
        Random random = new Random(5);
        byte[] truth = new byte[1000];
        byte[] prediction = new byte[1000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) random.nextInt(4);
            prediction[i] = random.nextInt(10) == 0 ? X : (byte) random.nextInt(4);
        }
        ConfusionMatrix whole = new ConfusionMatrix(4);
        whole.add(truth, prediction);
        ConfusionMatrix first = new ConfusionMatrix(4);
        ConfusionMatrix second = new ConfusionMatrix(4);
        for (int i = 0; i < truth.length; i++) {
            (i < 300 ? first : second).add(new byte[] {truth[i]}, new byte[] {prediction[i]});
        }
        first.merge(second);
        List<String> names = List.of("a", "b", "c", "d");
        assertEquals(whole.report(names), first.report(names));
        assertEquals(whole.pixels(), first.pixels());
    }

    @Test
    void highClassIndicesAreUnsigned() {
        ConfusionMatrix matrix = new ConfusionMatrix(255);
        matrix.add(new byte[] {(byte) 254, (byte) 200, X}, new byte[] {(byte) 254, (byte) 128, 0});
        assertEquals(1, matrix.count(254, 254));
        assertEquals(1, matrix.count(200, 128));
        assertEquals(2, matrix.pixels());
    }

    @Test
    void anUnknownLabelIsToldAndNothingCounted() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        TesseraException error =
                assertThrows(TesseraException.class, () -> matrix.add(new byte[] {0, 1, 7}, new byte[] {0, 1, 1}));
        assertEquals(
                "The truth has a pixel of value 7, but there are only 2 classes: use values from 0 to 1, and 255 for pixels to leave out.",
                error.getMessage());
        assertThrows(TesseraException.class, () -> matrix.add(new byte[] {X}, new byte[] {2}));
        assertEquals(0, matrix.pixels());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        assertThrows(IllegalArgumentException.class, () -> matrix.add(new byte[2], new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> matrix.merge(new ConfusionMatrix(3)));
        assertThrows(IllegalArgumentException.class, () -> matrix.report(List.of("one")));
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(256));
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0));
    }
}
