package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StepLossesTest {
    @Test
    void equalLossesStayEqual() {
        StepLosses losses = new StepLosses();
        for (int i = 11; i <= 20; i++) {
            losses.add(i, 0.5);
        }
        assertArrayEquals(
                new double[] {11, 12, 13, 14, 15, 16, 17, 18, 19, 20},
                losses.curve().steps());
        for (double value : losses.curve().values()) {
            assertEquals(0.5, value, 1e-12);
        }
    }

    @Test
    void theAverageOfTwoWeighsTheLaterOneMore() {
        StepLosses losses = new StepLosses();
        losses.add(1, 1);
        losses.add(2, 0);
        assertArrayEquals(new double[] {1, 0.09 / 0.19}, losses.curve().values(), 1e-12);
    }

    @Test
    void ofManyStepsSomeAreKeptToTheEnd() {
        StepLosses losses = new StepLosses();
        for (int i = 1; i <= 100_000; i++) {
            losses.add(i, i);
        }
        double[] steps = losses.curve().steps();
        assertTrue(steps.length >= 199 && steps.length <= 400);
        double gap = steps[1] - steps[0];
        for (int i = 1; i < steps.length; i++) {
            assertEquals(gap, steps[i] - steps[i - 1]);
            assertEquals(steps[i] - 9, losses.curve().values()[i], 0.5); // the mean age is 0.9 / 0.1
        }
        assertTrue(100_000 - steps[steps.length - 1] < gap);
    }
}
