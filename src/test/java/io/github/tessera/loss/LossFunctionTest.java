package io.github.tessera.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.image.LabelImage;
import io.github.tessera.network.Activation;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.PyTorch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of every loss, and values worked out by hand. */
class LossFunctionTest {
    private static final int N = 2;
    private static final int H = 3;
    private static final int W = 4;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = PyTorch.engine().newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Targets targets(int outputs, boolean ignoreSome) {
        byte[] labels = new byte[N * H * W];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (ignoreSome && i % 5 == 0 ? LabelImage.IGNORED : i % Math.max(2, outputs));
        }
        return Targets.of(manager, labels, N, outputs, H, W);
    }

    private NDArray logits(int outputs, long seed) {
        float[] values = new float[N * outputs * H * W];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextGaussian());
        }
        return manager.create(values, new Shape(N, outputs, H, W));
    }

    private static float value(LossFunction loss, NDArray logits, Targets targets) {
        return new WeightedLoss(List.of(new WeightedLoss.Term(1, loss)))
                .of(logits, targets)
                .getFloat();
    }

    @ParameterizedTest
    @EnumSource
    void isZeroAtTheTruth(LossFunction loss) {
        for (int outputs : new int[] {1, 3}) {
            Targets targets = targets(outputs, false);
            NDArray sure = targets.oneHot().mul(2).sub(1).mul(40);
            assertEquals(0, value(loss, sure, targets), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientIsTheFiniteDifference(LossFunction loss) {
        for (int outputs : new int[] {1, 3}) {
            Targets targets = targets(outputs, true);
            NDArray logits = logits(outputs, 5);
            logits.setRequiresGradient(true);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                collector.backward(new WeightedLoss(List.of(new WeightedLoss.Term(1, loss))).of(logits, targets));
            }
            float[] gradient = logits.getGradient().toFloatArray();
            float[] x = logits.toFloatArray();
            float step = 1e-2f;
            for (int i = 0; i < x.length; i += 3) {
                float up = value(loss, moved(x, i, step, outputs), targets);
                float down = value(loss, moved(x, i, -step, outputs), targets);
                assertEquals((up - down) / (2 * step), gradient[i], 2e-4, loss + " at " + i);
            }
        }
    }

    private NDArray moved(float[] x, int at, float by, int outputs) {
        float[] y = x.clone();
        y[at] += by;
        return manager.create(y, new Shape(N, outputs, H, W));
    }

    @ParameterizedTest
    @EnumSource
    void ignoredPixelsChangeNothing(LossFunction loss) {
        Targets targets = targets(3, true);
        NDArray logits = logits(3, 6);
        float[] other = logits.toFloatArray();
        for (int n = 0; n < N; n++) {
            for (int p = 0; p < H * W; p++) {
                if ((n * H * W + p) % 5 == 0) {
                    for (int k = 0; k < 3; k++) {
                        other[(n * 3 + k) * H * W + p] = 7 - 5 * k;
                    }
                }
            }
        }
        NDArray changed = manager.create(other, logits.getShape());
        assertEquals(value(loss, logits, targets), value(loss, changed, targets), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void nothingToLearnFromIsNoFault(LossFunction loss) {
        byte[] labels = new byte[N * H * W];
        Arrays.fill(labels, (byte) LabelImage.IGNORED);
        assertTrue(Float.isFinite(value(loss, logits(1, 1), Targets.of(manager, labels, N, 1, H, W))));
    }

    @Test
    void valuesByHand() {
        Targets targets = Targets.of(manager, new byte[] {1, 0}, 1, 1, 1, 2);
        float x = (float) Math.log(3); // p = 0.75 for both pixels
        NDArray logits = manager.create(new float[] {x, x}, new Shape(1, 1, 1, 2));
        assertEquals(-(Math.log(0.75) + Math.log(0.25)) / 2, value(LossFunction.BCE, logits, targets), 1e-6);
        assertEquals(1 - 2 * 0.75 / (1.5 + 1), value(LossFunction.DICE, logits, targets), 1e-4);
        assertEquals(1 - 0.75 / (1.5 + 1 - 0.75), value(LossFunction.JACCARD, logits, targets), 1e-4);
        NDArray two = manager.create(new float[] {0, x, x, 0}, new Shape(1, 2, 1, 2));
        Targets first = Targets.of(manager, new byte[] {0, 0}, 1, 2, 1, 2);
        // Of class 0, softmax gives e^0 / (e^0 + 3) = 1/4 in the first pixel and 3/4 in the second.
        assertEquals(-(Math.log(0.25) + Math.log(0.75)) / 2, value(LossFunction.CROSS_ENTROPY, two, first), 1e-6);
    }

    @Test
    void seedsJaccardCoefficients() {
        float[] eye = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        float[] zeros = new float[9];
        assertEquals(1, coefficient(eye, eye), 1e-6);
        assertEquals(0.3333, coefficient(eye, ones), 1e-4);
        assertEquals(1.1111e-05, coefficient(zeros, ones), 1e-9);
        assertEquals(1, coefficient(zeros, zeros), 1e-6);
    }

    private double coefficient(float[] prediction, float[] truth) {
        Shape shape = new Shape(1, 1, 3, 3);
        Targets targets = new Targets(manager.create(truth, shape), null, 9);
        SoftCounts c = SoftCounts.of(manager.create(prediction, shape), targets);
        double both = c.both().getFloat();
        double union = c.predicted().getFloat() + c.truth().getFloat() - both;
        return (both + LossFunction.SMOOTH) / (union + LossFunction.SMOOTH);
    }

    @Test
    void sumsAreReadAndWritten() {
        WeightedLoss loss = WeightedLoss.parse("0.5*BCE + jaccard");
        assertEquals("0.5*bce+jaccard", loss.toString());
        Targets targets = targets(1, false);
        NDArray logits = logits(1, 9);
        assertEquals(
                0.5 * value(LossFunction.BCE, logits, targets) + value(LossFunction.JACCARD, logits, targets),
                loss.of(logits, targets).getFloat(),
                1e-6);
        assertEquals(Activation.SIGMOID, loss.activation(3));
        assertEquals(Activation.SOFTMAX, WeightedLoss.parse("dice").activation(2));
        for (String wrong : new String[] {"", "bce+", "0*bce", "x*bce", "2*3*bce", "iou", "-1*dice", "NaN*dice"}) {
            String message = assertThrows(TesseraException.class, () -> WeightedLoss.parse(wrong))
                    .getMessage();
            assertTrue(message.contains("\"" + wrong + "\""), message);
        }
    }

    @Test
    void aLabelBeyondTheOutputsIsRefused() {
        byte[] labels = {0, 3, 1, 2};
        assertThrows(IllegalArgumentException.class, () -> Targets.of(null, labels, 1, 3, 2, 2));
    }
}
