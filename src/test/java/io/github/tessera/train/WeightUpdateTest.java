package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightUpdateTest {
    @Test
    void adamAndSgdByHand() {
        Graph g = new Graph(1);
        g.output(g.conv(g.input(), 1, 1));
        // Two updates of weight 1 with gradients 2 and -1, rate 0.1.
        // Adam: m = 0.2, v = 0.004, corrected 2 and 4: 1 - 0.1 x 2 / 2 = 0.9.
        //       m = 0.08, v = 0.004996, corrected 0.08 / 0.19 and 0.004996 / 0.001999.
        double second = 0.9 - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999);
        assertEquals(second, afterTwo(g, new OptimizerSettings(OptimizerSettings.Kind.ADAM, 0.1, 0.9, 0)), 1e-5);
        // SGD with momentum 0.9 and decay 0.5: g = 2.5, v = 2.5, w = 0.75; g = -0.625, v = 1.625, w = 0.5875.
        assertEquals(0.5875, afterTwo(g, new OptimizerSettings(OptimizerSettings.Kind.SGD, 0.1, 0.9, 0.5)), 1e-6);
    }

    private static double afterTwo(Graph g, OptimizerSettings settings) {
        Weights weights = Weights.initial(g, Initialization.HE_NORMAL, 1);
        weights.get("conv1.weight")[0] = 1;
        try (TorchModule module = TorchModule.load(g, weights, false, Device.cpu());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, settings);
            for (float gradient : new float[] {2, -1}) {
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDArray x = scope.full(new Shape(1, 1, 1, 1), gradient);
                    collector.backward(module.forward(x, true).get(0).sum());
                }
                update.step();
            }
            return module.weights(g).get("conv1.weight")[0];
        }
    }

    /** The update walks over weight, gradient and states together: they must lie in memory alike. */
    @ParameterizedTest
    @EnumSource
    void updatesAreTheSameInBothMemoryFormats(OptimizerSettings.Kind kind) {
        Graph g = new Graph(3);
        g.output(g.conv(g.conv(g.input(), 5, 3), 2, 3));
        assertArrayEquals(afterThree(g, kind, false), afterThree(g, kind, true), 1e-5f);
    }

    private static float[] afterThree(Graph g, OptimizerSettings.Kind kind, boolean channelsLast) {
        Weights weights = Weights.initial(g, Initialization.HE_NORMAL, 1);
        try (TorchModule module = TorchModule.load(g, weights, channelsLast, Device.cpu());
                NDManager scope = module.newScope()) {
            WeightUpdate update = new WeightUpdate(module, new OptimizerSettings(kind, 0.01, 0.9, 0.1));
            for (int step = 0; step < 3; step++) {
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDArray x =
                            scope.arange(3 * 8 * 8).reshape(1, 3, 8, 8).div(100).sin();
                    collector.backward(module.forward(x, true).get(0).square().mean());
                }
                update.step();
            }
            return module.weights(g).get("conv1.weight");
        }
    }
}
