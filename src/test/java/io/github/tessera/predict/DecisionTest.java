package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private static byte[] decide(double threshold, float[]... probabilities) {
        byte[] labels = new byte[probabilities[0].length + 2];
        new Decision(threshold).decide(probabilities, probabilities[0].length, labels, 1);
        return labels;
    }

    @Test
    void oneOutputIsThereFromTheThresholdOn() {
        float[] p = {0.2f, 0.4999f, 0.5f, 0.7f, 1};
        assertArrayEquals(new byte[] {0, 0, 0, 1, 1, 1, 0}, decide(Double.NaN, p));
        assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 1, 0}, decide(0.7, p));
        assertArrayEquals(new byte[] {0, 1, 1, 1, 1, 1, 0}, decide(0, p));
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 0}, decide(1, p));
    }

    @Test
    void ofSeveralTheMostProbableIsTakenAndOfEqualsTheFirst() {
        float[][] p = {{0.6f, 0.2f, 0.4f}, {0.3f, 0.5f, 0.4f}, {0.1f, 0.3f, 0.2f}};
        assertArrayEquals(new byte[] {0, 0, 1, 0, 0}, decide(Double.NaN, p));
    }

    @Test
    void aThresholdSetsTheOthersAgainstTheFirst() {
        float[][] p = {{0.6f, 0.2f, 0.5f}, {0.3f, 0.5f, 0.2f}, {0.1f, 0.3f, 0.3f}};
        assertArrayEquals(new byte[] {0, 1, 1, 2, 0}, decide(0.3, p));
        assertArrayEquals(new byte[] {0, 0, 1, 0, 0}, decide(0.4, p));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.01, Double.POSITIVE_INFINITY})
    void aThresholdOutOfRangeIsTold(double threshold) {
        String message = assertThrows(TesseraException.class, () -> new Decision(threshold))
                .getMessage();
        assertTrue(message.contains("from 0 to 1"), message);
    }
}
