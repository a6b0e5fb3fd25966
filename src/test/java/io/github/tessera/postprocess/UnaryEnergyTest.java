package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;

/** What is believed before the surroundings are asked. */
class UnaryEnergyTest {
    private static float log(double p) {
        return (float) Math.log(p);
    }

    @Test
    void probabilitiesAreTakenByPixelAndClipped() {
        UnaryEnergy unary = UnaryEnergy.ofProbabilities(new float[][] {{0.25f, 1}, {0.75f, 0}});
        assertEquals(2, unary.pixels());
        assertArrayEquals(new float[] {log(0.25), log(0.75), 0, log(1e-5)}, unary.beliefs(), 1e-6f);
    }

    @Test
    void oneClassStandsAgainstTheBackground() {
        UnaryEnergy unary = UnaryEnergy.ofProbabilities(new float[][] {{0.25f, 0, Float.NaN}});
        assertEquals(2, unary.classes());
        assertArrayEquals(new float[] {log(0.75), log(0.25), 0, log(1e-5), 0, 0}, unary.beliefs(), 1e-6f);
    }

    @Test
    void whatIsUnknownCouldBeAnything() {
        UnaryEnergy unary = UnaryEnergy.ofProbabilities(new float[][] {{Float.NaN, 0}, {0.75f, 0}});
        assertArrayEquals(new float[4], unary.beliefs());
    }

    @Test
    void otherNumbersAreRefused() {
        assertThrows(TesseraException.class, () -> UnaryEnergy.ofProbabilities(new float[][] {{255}, {0}}));
        assertThrows(TesseraException.class, () -> UnaryEnergy.ofProbabilities(new float[][] {{-3}, {0}}));
        assertThrows(
                TesseraException.class,
                () -> UnaryEnergy.ofProbabilities(new float[][] {{Float.POSITIVE_INFINITY}, {0}}));
    }

    @Test
    void labelsAreBelievedAsMuchAsTold() {
        byte[] labels = {2, 0, (byte) LabelImage.IGNORED};
        UnaryEnergy unary = UnaryEnergy.ofLabels(labels, 3, 0.8);
        float right = log(0.8);
        float wrong = log(0.1);
        assertArrayEquals(new float[] {wrong, wrong, right, right, wrong, wrong, 0, 0, 0}, unary.beliefs(), 1e-6f);
        assertEquals(log(1e-5), UnaryEnergy.ofLabels(labels, 3, 1).beliefs()[0], 1e-5f);
        assertThrows(TesseraException.class, () -> UnaryEnergy.ofLabels(labels, 3, 0.3));
        assertThrows(TesseraException.class, () -> UnaryEnergy.ofLabels(labels, 3, Double.NaN));
    }
}
