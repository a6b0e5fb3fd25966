package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tessera.data.PixelCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TellingCropsTest {
    @Test
    void theMostMixedComeFirstAndEachFromAnotherImage() {
        List<PixelCounts> counts = List.of(of(90, 10), of(50, 50), of(60, 40), of(100, 0), of(99, 1));
        assertEquals(List.of(1, 2, 4), TellingCrops.of(counts, List.of(0, 0, 1, 2, 3), 3));
    }

    @Test
    void ofOneImageTheNextBestFollow() {
        List<PixelCounts> counts = List.of(of(90, 10), of(50, 50), of(60, 40));
        assertEquals(List.of(1, 2), TellingCrops.of(counts, List.of(0, 0, 0), 2));
        assertEquals(List.of(1, 2, 0), TellingCrops.of(counts, List.of(0, 0, 0), 4));
    }

    private static PixelCounts of(long first, long second) {
        return new PixelCounts(List.of(first, second), 0);
    }
}
