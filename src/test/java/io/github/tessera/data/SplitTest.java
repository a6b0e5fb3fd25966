package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static Split byImage(int n, double share, long seed) {
        List<String> names = IntStream.range(0, n).mapToObj(i -> "image " + i).toList();
        return SplitSettings.defaults()
                .withPortions(new Portion(share), Portion.NONE)
                .withSeed(seed)
                .of(names);
    }

    @ParameterizedTest
    @CsvSource({"2,0.01,1", "2,0.99,1", "5,0.5,3", "5,0.49,2", "10,0.25,3", "10,0.2,2", "240,0.15,36", "3,0.9,2"})
    void sharesAreRoundedHalfUpWithOneAtLeastInEach(int n, double fraction, int held) {
        Split split = byImage(n, fraction, 7);
        assertEquals(held, split.validation().size());
        assertEquals(n - held, split.train().size());
    }

    @Test
    void everyImageIsInExactlyOnePart() {
        Split split = byImage(57, 0.3, 7);
        TreeSet<Integer> all = new TreeSet<>(split.train());
        all.addAll(split.validation());
        assertEquals(57, all.size());
        assertEquals(56, all.last());
    }

    @Test
    void theSeedDecides() {
        assertEquals(byImage(50, 0.2, 1), byImage(50, 0.2, 1));
        assertNotEquals(byImage(50, 0.2, 1), byImage(50, 0.2, 2));
    }

    @Test
    void aSingleImageServesBothAndIsTold() {
        Split split = byImage(1, 0.2, 1);
        assertEquals(new Split(List.of(0), List.of(0), List.of(), List.of()), split);
        assertTrue(split.describe().contains("says nothing about other images"));
    }

    @Test
    void oneImageIsToldInTheSingular() {
        assertEquals(
                "1 image to learn from, 1 kept out for validation",
                byImage(2, 0.5, 1).describe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 20, Double.NaN})
    void aFractionThatIsNoneIsRefused(double fraction) {
        assertThrows(TesseraException.class, () -> byImage(4, fraction, 1));
    }
}
