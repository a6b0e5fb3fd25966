package io.github.tessera.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.LabelImage;
import io.github.tessera.network.Activation;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out by hand, or by the formula in plain Java. */
class LossValuesTest {
    private static final double X = Math.log(3); // sigmoid: 0.75
    private static final double RIGHT = -Math.log(0.75);
    private static final double WRONG = -Math.log(0.25);

    /** Three pixels that are all thought to be of the class by 0.75: the first is, two are not. */
    private static double value(String loss) {
        return SmallBatch.row(1, 1, 0, 0).withBorders(0, 3, 0).value(loss, new double[] {X, X, X});
    }

    @Test
    void ofOneOutput() {
        assertEquals((RIGHT + 2 * WRONG) / 3, value("bce"), 1e-7);
        assertEquals((RIGHT + 2 * WRONG) / 3, value("crossentropy"), 1e-7);
        assertEquals((0.0625 * RIGHT + 2 * 0.5625 * WRONG) / 3, value("focal(2)"), 1e-7);
        // Weights 1, 1 + 3, 1.
        assertEquals((RIGHT + 5 * WRONG) / 6, value("boundary"), 1e-7);
        // I = 0.75, P = 2.25, Y = 1.
        assertEquals(1 - 1.5 / 3.25, value("dice"), 1e-4);
        assertEquals(1 - 0.75 / 2.5, value("jaccard"), 1e-4);
        assertEquals(1 - 0.75 / (0.75 + 0.3 * 1.5 + 0.7 * 0.25), value("tversky(0.3,0.7)"), 1e-4);
        assertEquals(value("tversky(0.3,0.7)"), value("tversky"), 0);
        // Of the background I = 0.5, P = 0.75, Y = 2: a quarter of the class's weight.
        assertEquals(1 - 2 * (0.75 + 0.5 / 4) / (3.25 + 2.75 / 4), value("generalizeddice"), 1e-4);
        // Errors 0.75, 0.75, 0.25: the union grows to 2 and 3, then the intersection falls to 0.
        assertEquals(0.75 / 2 + 0.75 / 6 + 0.25 / 3, value("lovasz"), 1e-7);
        assertEquals(2 * value("bce") + 0.5 * value("dice"), value("2*bce+0.5*dice"), 1e-7);
    }

    @Test
    void ofTwoOutputs() {
        double[] x = {0, X, X, 0};
        // Of class 0, softmax gives e^0 / (e^0 + 3) = 1/4 in the first pixel and 3/4 in the second.
        assertEquals((WRONG + RIGHT) / 2, SmallBatch.row(2, 0, 0).value("crossentropy", x), 1e-7);
        // Class 1 is absent. Errors of class 0: 3/4 and 1/4, each half of the union.
        assertEquals(0.5, SmallBatch.row(2, 0, 0).value("lovasz", x), 1e-7);
        assertEquals(1 - 2 * 1 / 3.0, SmallBatch.row(2, 0, 0).value("generalizeddice", x), 1e-4);
    }

    private static double logSoftmax(double[] x, int pixels, int pixel, int k) {
        double sum = 0;
        for (int j = 0; j < x.length / pixels; j++) {
            sum += Math.exp(x[j * pixels + pixel]);
        }
        return x[k * pixels + pixel] - Math.log(sum);
    }

    /** The formulas of PyTorch's documentation of CrossEntropyLoss, for weight, ignore_index and label_smoothing together. */
    @ParameterizedTest
    @CsvSource({"0", "0.1", "0.9"})
    void weightsAndSmoothingAreAsInPyTorch(double smoothing) {
        int[] labels = {0, 2, 255, 1};
        double[] weights = {1, 5, 2};
        SmallBatch batch = SmallBatch.row(3, labels);
        double[] x = batch.logits(8);
        double above = 0;
        double below = 0;
        for (int p = 0; p < 4; p++) {
            if (labels[p] != LabelImage.IGNORED) {
                above -= (1 - smoothing) * weights[labels[p]] * logSoftmax(x, 4, p, labels[p]);
                for (int k = 0; k < 3; k++) {
                    above -= smoothing / 3 * weights[k] * logSoftmax(x, 4, p, k);
                }
                below += weights[labels[p]];
            }
        }
        LossSettings loss = LossSettings.parse("crossentropy")
                .withClassWeights(ClassWeights.parse("1, 5, 2"))
                .withSmoothing(smoothing);
        assertEquals(above / below, batch.value(loss, x), 1e-7);
    }

    /** What PyTorch 1.13 itself gave for these numbers. */
    @Test
    void valuesAreThoseOfPyTorch() {
        double[] x = {1, -2, 0.5, 0.3, 1.5, -1, -0.7, 0.2, 2};
        LossSettings loss = LossSettings.parse("crossentropy").withClassWeights(ClassWeights.parse("1, 5, 2"));
        assertEquals(2.4817297276508694, SmallBatch.row(3, 0, 2, 1).value(loss, x), 1e-7);
        assertEquals(2.390611128358998, SmallBatch.row(3, 0, 2, 1).value(loss.withSmoothing(0.1), x), 1e-7);
        assertEquals(2.6725003451249125, SmallBatch.row(3, 0, 255, 1).value(loss.withSmoothing(0.1), x), 1e-7);
    }

    @Test
    void aSigmoidsLabelsAreSmoothedTowardsAHalf() {
        LossSettings loss = LossSettings.parse("bce").withSmoothing(0.2);
        SmallBatch batch = SmallBatch.row(1, 1, 0);
        double[] x = {X, X};
        double first = 0.9 * RIGHT + 0.1 * WRONG;
        double second = 0.1 * RIGHT + 0.9 * WRONG;
        assertEquals((first + second) / 2, batch.value(loss, x), 1e-7);
        LossSettings weighted = loss.withClassWeights(ClassWeights.parse("1,3"));
        assertEquals((3 * first + second) / 4, batch.value(weighted, x), 1e-7);
        assertEquals(
                batch.value("dice", x),
                batch.value(LossSettings.parse("dice+0.0000001*bce").withSmoothing(0.2), x),
                1e-6);
    }

    /** Equation 8 of the paper in plain Java. */
    @Test
    void lovaszIsTheSumOverSortedErrors() {
        SmallBatch batch = SmallBatch.of(3, true);
        double[] x = batch.logits(12);
        double expected = 0;
        for (int k = 0; k < 3; k++) {
            List<double[]> errors = new ArrayList<>();
            for (int p = 0; p < 48; p++) {
                if (batch.labels()[p] != (byte) LabelImage.IGNORED) {
                    double[] own = {x[at(p, 0)], x[at(p, 1)], x[at(p, 2)]};
                    double probability = Math.exp(logSoftmax(own, 1, 0, k));
                    boolean is = batch.labels()[p] == k;
                    errors.add(new double[] {is ? 1 - probability : probability, is ? 1 : 0});
                }
            }
            errors.sort(Comparator.comparingDouble(e -> -e[0]));
            double class0 = errors.stream().mapToDouble(e -> e[1]).sum();
            double intersection = class0;
            double union = class0;
            double before = 0;
            for (double[] error : errors) {
                intersection -= error[1];
                union += 1 - error[1];
                double loss = 1 - intersection / union;
                expected += error[0] * (loss - before) / 3;
                before = loss;
            }
        }
        assertEquals(expected, batch.value("lovasz", x), 1e-6);
    }

    private static int at(int pixel, int k) {
        return (pixel / 12 * 3 + k) * 12 + pixel % 12;
    }

    @Test
    void seedsJaccardCoefficients() {
        double[] eye = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        double[] zeros = new double[9];
        assertEquals(1, coefficient(eye, eye), 1e-6);
        assertEquals(0.3333, coefficient(eye, ones), 1e-4);
        assertEquals(1.1111e-05, coefficient(zeros, ones), 1e-9);
        assertEquals(1, coefficient(zeros, zeros), 1e-6);
    }

    private static double coefficient(double[] prediction, double[] truth) {
        byte[] labels = new byte[9];
        double[] logits = new double[9];
        for (int i = 0; i < 9; i++) {
            labels[i] = (byte) truth[i];
            logits[i] = prediction[i] == 1 ? 100 : -100;
        }
        try (NDManager manager = PyTorch.engine().newBaseManager()) {
            LossSettings loss = LossSettings.parse("jaccard");
            Targets targets = Targets.of(manager, new Truth(labels, null, 1, 3, 3), 0, 1, 1, loss);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Targets.of(
                            manager, new Truth(labels, null, 1, 3, 3), 0, 1, 1, LossSettings.parse("boundary")));
            var x = manager.create(logits, new Shape(1, 1, 3, 3));
            assertEquals(Activation.SIGMOID, loss.activation(1));
            return 1 - loss.of(x, targets).getDouble();
        }
    }
}
