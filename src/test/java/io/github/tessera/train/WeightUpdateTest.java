package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightUpdateTest {
    private static final double RATE = 0.1;

    @Test
    void adamAndSgdByHand() {
        Graph g = new Graph(1);
        g.output(g.conv(g.input(), 1, 1));
        // Two updates of weight 1 with gradients 2 and -1, rate 0.1.
        // Adam: m = 0.2, v = 0.004, corrected 2 and 4: 1 - 0.1 x 2 / 2 = 0.9.
        //       m = 0.08, v = 0.004996, corrected 0.08 / 0.19 and 0.004996 / 0.001999.
        double second = 0.9 - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999);
        assertEquals(second, afterTwo(g, OptimizerSettings.of(OptimizerKind.ADAM, 0.1, 0.9, 0)), 1e-5);
        // SGD with momentum 0.9 and decay 0.5: g = 2.5, v = 2.5, w = 0.75; g = -0.625, v = 1.625, w = 0.5875.
        assertEquals(0.5875, afterTwo(g, OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0.9, 0.5)), 1e-6);
    }

    @Test
    void theOthersByHand() {
        Graph g = one();
        // AdamW with decay 0.5: the weight is first multiplied by 1 - 0.1 x 0.5, then follows Adam's step.
        double adamw = 0.95 - 0.1;
        adamw = adamw * 0.95 - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999);
        assertEquals(adamw, afterTwo(g, OptimizerSettings.of(OptimizerKind.ADAMW, 0.1, 0.9, 0.5)), 1e-5);
        // Nesterov, momentum 0.9: v = 2, step 2 + 1.8 = 3.8; v = 0.8, step -1 + 0.72 = -0.28.
        assertEquals(
                1 - 0.38 + 0.028,
                afterTwo(g, OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0.9, 0).withNesterov(true)),
                1e-6);
        // RMSProp: s = 0.04, step 2 / 0.2 = 10; s = 0.0496, step -1 / sqrt(0.0496).
        double rms = 1 - 0.01 * 10 + 0.01 / Math.sqrt(0.0496);
        assertEquals(rms, afterTwo(g, OptimizerSettings.of(OptimizerKind.RMSPROP, 0.01, 0, 0)), 1e-5);
        // With momentum 0.5: v = 10, then 5 - 1 / sqrt(0.0496).
        double heavy = 1 - 0.01 * 10 - 0.01 * (5 - 1 / Math.sqrt(0.0496));
        assertEquals(heavy, afterTwo(g, OptimizerSettings.of(OptimizerKind.RMSPROP, 0.01, 0.5, 0)), 1e-5);
    }

    @Test
    void longGradientsAreClippedAndShortOnesAreNot() {
        OptimizerSettings sgd = OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0, 0);
        // The weight's gradients are 2 and -1, the bias's 1 and 1: lengths sqrt(5) and sqrt(2).
        assertEquals(1 - 0.2 + 0.1, afterTwo(one(), sgd.withClipping(3, 0)), 1e-6);
        assertEquals(1 - 0.2 / Math.sqrt(5) + 0.1 / Math.sqrt(2), afterTwo(one(), sgd.withClipping(1, 0)), 1e-5);
    }

    @Test
    void averagesFollowTheWeights() {
        OptimizerSettings sgd =
                OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0, 0).withClipping(0, 0.6);
        try (TorchModule module = load(one());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, sgd);
            learn(module, update, scope, 2, RATE, 100_000);
            learn(module, update, scope, -1, RATE, 100_000);
            // 1, 0.8, 0.9: averages 1, 0.92, 0.912.
            assertEquals(0.9, weight(module), 1e-6);
            update.swapAverages();
            assertEquals(0.912, weight(module), 1e-6);
            update.swapAverages();
            assertEquals(0.9, weight(module), 1e-6);
        }
    }

    @Test
    void averagesForgetTheFirstWeightsSooner() {
        OptimizerSettings sgd =
                OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0, 0).withClipping(0, 0.999);
        try (TorchModule module = load(one());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, sgd);
            learn(module, update, scope, 2, RATE, 0); // a share of 9 / 10
            update.swapAverages();
            assertEquals(1 - 0.9 * 0.2, weight(module), 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLossThatIsNoNumberChangesNothing(OptimizerKind kind) {
        try (TorchModule module = load(one());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, OptimizerSettings.of(kind, 0.1, 0.9, 0.1));
            learn(module, update, scope, 2, RATE, 0);
            double before = weight(module);
            for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                learn(module, update, scope, wrong, RATE, 1);
                assertEquals(before, weight(module), kind + " after " + wrong);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromItsStates(OptimizerKind kind) {
        OptimizerSettings settings = OptimizerSettings.of(kind, 0.1, 0.9, 0.1).withClipping(1, 0.9);
        Weights half;
        Map<String, float[]> states;
        float[] whole;
        try (TorchModule module = load(one());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, settings);
            learn(module, update, scope, 2, RATE, 0);
            half = module.weights(one());
            states = update.states();
            learn(module, update, scope, -1, RATE, 1);
            whole = module.weights(one()).get("conv1.weight");
        }
        try (TorchModule module = TorchModule.load(one(), half, false, Device.cpu());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, settings);
            update.restore(states);
            learn(module, update, scope, -1, RATE, 1);
            assertArrayEquals(whole, module.weights(one()).get("conv1.weight"));
            states.remove("averages.conv1.weight");
            assertThrows(IllegalArgumentException.class, () -> update.restore(states));
        }
    }

    private static Graph one() {
        Graph g = new Graph(1);
        g.output(g.conv(g.input(), 1, 1));
        return g;
    }

    private static TorchModule load(Graph g) {
        Weights weights = Weights.initial(g, Initialization.HE_NORMAL, 1);
        weights.get("conv1.weight")[0] = 1;
        return TorchModule.load(g, weights, false, Device.cpu());
    }

    private static double weight(TorchModule module) {
        return module.weights(one()).get("conv1.weight")[0];
    }

    /** A step whose loss is one pixel of this value times the weight, plus the bias. */
    private static void learn(
            TorchModule module, WeightUpdate update, NDManager scope, float pixel, double rate, long done) {
        NDArray loss;
        try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
            NDArray x = scope.full(new Shape(1, 1, 1, 1), pixel);
            loss = module.forward(x, true).get(0).sum();
            collector.backward(loss);
        }
        update.step(loss, rate, done);
    }

    private static double afterTwo(Graph g, OptimizerSettings settings) {
        try (TorchModule module = load(g);
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, settings);
            learn(module, update, scope, 2, settings.rate(), 0);
            learn(module, update, scope, -1, settings.rate(), 1);
            return weight(module);
        }
    }

    /** The update walks over weight, gradient and states together: they must lie in memory alike. */
    @ParameterizedTest
    @EnumSource
    void updatesAreTheSameInBothMemoryFormats(OptimizerKind kind) {
        Graph g = new Graph(3);
        g.output(g.conv(g.conv(g.input(), 5, 3), 2, 3));
        assertArrayEquals(afterThree(g, kind, false), afterThree(g, kind, true), 1e-5f);
    }

    private static float[] afterThree(Graph g, OptimizerKind kind, boolean channelsLast) {
        Weights weights = Weights.initial(g, Initialization.HE_NORMAL, 1);
        try (TorchModule module = TorchModule.load(g, weights, channelsLast, Device.cpu());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, OptimizerSettings.of(kind, 0.01, 0.9, 0.1));
            for (int step = 0; step < 3; step++) {
                NDArray loss;
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDArray x =
                            scope.arange(3 * 8 * 8).reshape(1, 3, 8, 8).div(100).sin();
                    loss = module.forward(x, true).get(0).square().mean();
                    collector.backward(loss);
                }
                update.step(loss, 0.01, step);
            }
            return module.weights(g).get("conv1.weight");
        }
    }
}
