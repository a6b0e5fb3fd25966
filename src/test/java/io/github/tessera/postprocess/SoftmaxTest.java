package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The softmax. */
class SoftmaxTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 21})
    void isTheFormula(int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        Softmax softmax = new Softmax(classes, 1000);
        double[] x = new double[1000 * classes];
        for (int i = 0; i < x.length; i++) {
            softmax.exponents()[i] = (float) random.nextDouble(-1, 1) * (i < x.length / 2 ? 3 : 1000);
            x[i] = softmax.exponents()[i];
        }
        softmax.run();
        for (int at = 0; at < x.length; at += classes) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                most = Math.max(most, x[at + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(x[at + k] - most);
            }
            for (int k = 0; k < classes; k++) {
                assertEquals(Math.exp(x[at + k] - most) / sum, softmax.exponents()[at + k], 4e-7);
            }
        }
    }
}
