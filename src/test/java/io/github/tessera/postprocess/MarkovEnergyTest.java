package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What labels cost in a Markov random field. */
class MarkovEnergyTest {
    private static final double NEAR = 1e-5;

    private static MarkovEnergy unsure(GuideImage image, double weight) {
        return new MarkovEnergy(new UnaryEnergy(2, new float[2 * image.pixels()]), image, weight, Progress.NONE);
    }

    @Test
    void sidesCostOneAndCornersLess() {
        MarkovEnergy energy = unsure(MarkovMethodTest.plain(2, 2), 3);
        assertEquals(0, energy.of(new byte[4]));
        assertEquals(12, energy.of(new byte[] {0, 1, 1, 0}), NEAR);
        assertEquals(3 * (2 + Math.sqrt(0.5)), energy.of(new byte[] {0, 0, 0, 1}), NEAR);
        assertEquals(3 * (2 + Math.sqrt(0.5)), energy.of(new byte[] {0, 1, 0, 0}), NEAR);
        assertEquals(3 * (2 + Math.sqrt(2)), energy.of(new byte[] {1, 1, 0, 0}), NEAR);
    }

    @Test
    void eachPixelCostsWhatIsNotBelieved() {
        MarkovEnergy energy = new MarkovEnergy(
                UnaryEnergy.ofProbabilities(new float[][] {{0.5f, 0.2f}, {0.25f, 0.3f}, {0.25f, 0.5f}}),
                MarkovMethodTest.plain(1, 2),
                1,
                Progress.NONE);
        assertEquals(-Math.log(0.5 * 0.5) + 1, energy.of(new byte[] {0, 2}), NEAR);
        assertEquals(-Math.log(0.25 * 0.3), energy.of(new byte[] {1, 1}), NEAR);
        assertArrayEquals(new byte[] {0, 2}, energy.mostProbable());
    }

    @Test
    void aBorderCostsLessWhereTheImageChanges() {
        // Squares 0 and 2^2 + 4^2 = 20, their mean 10.
        GuideImage image = new GuideImage(3, 1, new float[][] {{1, 1, 3}, {5, 5, 1}});
        MarkovEnergy energy = unsure(image, 2);
        assertEquals(2, energy.of(new byte[] {1, 0, 0}), NEAR);
        assertEquals(2 * Math.exp(-1), energy.of(new byte[] {0, 0, 1}), NEAR);
        MarkovEnergy upright = unsure(new GuideImage(1, 3, image.channels()), 2);
        assertEquals(2 * Math.exp(-1), upright.of(new byte[] {0, 0, 1}), NEAR);
        GuideImage grey = new GuideImage(3, 1, new float[][] {{7, 7, 7}});
        assertEquals(2, unsure(grey, 2).of(new byte[] {0, 0, 1}), NEAR);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 1, 1e30f})
    void theUnitOfIntensitiesDoesNotMatter(float unit) {
        MarkovEnergy energy = unsure(new GuideImage(3, 1, new float[][] {{unit, unit, 3 * unit}}), 2);
        assertEquals(2 * Math.exp(-1), energy.of(new byte[] {0, 0, 1}), NEAR);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        UnaryEnergy unary = new UnaryEnergy(2, new float[12]);
        assertThrows(
                TesseraException.class, () -> new MarkovEnergy(unary, MarkovMethodTest.plain(5, 1), 1, Progress.NONE));
        for (double weight : new double[] {-1, 1001, Double.NaN}) {
            assertThrows(
                    TesseraException.class,
                    () -> new MarkovEnergy(unary, MarkovMethodTest.plain(3, 2), weight, Progress.NONE));
        }
        unary.beliefs()[3] = Float.NEGATIVE_INFINITY;
        assertThrows(
                IllegalArgumentException.class,
                () -> new MarkovEnergy(unary, MarkovMethodTest.plain(3, 2), 1, Progress.NONE));
        UnaryEnergy many = new UnaryEnergy(256, new float[256]);
        assertThrows(
                IllegalArgumentException.class,
                () -> new MarkovEnergy(many, MarkovMethodTest.plain(1, 1), 1, Progress.NONE));
    }
}
