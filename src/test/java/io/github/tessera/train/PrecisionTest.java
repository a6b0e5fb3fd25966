package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.TensorSpec.Role;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.Noise;
import io.github.tessera.tensor.TorchModule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks that compute in 16 bits say nearly the same, and keep their weights in 32. PyTorch 2.7.1 has all their operations in both types
 * on the CPU, so that nothing is left out here.
 */
class PrecisionTest {
    private static final int SIDE = 64;
    private static final double NEAR = 5e-2;

    /**
     * For two networks: where rounding makes two neighbours equal, SegNet puts their maximum on the other one's place; and in nnU-Net's
     * residual encoder the rounding of some sixty normalized layers adds up (measured here: 0.056 and 0.075 in bfloat16).
     */
    private static final double LESS_NEAR = 1e-1;

    static Stream<Arguments> networks() {
        return Stream.of(Architecture.values())
                .flatMap(a -> Stream.of(arguments(a, Precision.BFLOAT16), arguments(a, Precision.FLOAT16)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsAreFloat32AndNearThoseOfFloat32(Architecture architecture, Precision precision) {
        NetworkSettings settings = SmallNetworks.of(architecture);
        Weights weights = LivedInWeights.of(settings.build(), 3);
        float[] exact = logits(settings.build(), weights);
        float[] rounded = logits(settings.withPrecision(precision).build(), weights);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < exact.length; i++) {
            difference += Math.pow(rounded[i] - exact[i], 2);
            norm += exact[i] * exact[i];
        }
        double near =
                architecture == Architecture.SEGNET || architecture == Architecture.NNU_NET_RESIDUAL ? LESS_NEAR : NEAR;
        double relative = Math.sqrt(difference / norm);
        assertTrue(relative < near, "relative difference " + relative);
        assertTrue(relative > 1e-6, "nothing was computed in " + precision);
    }

    private static float[] logits(Graph graph, Weights weights) {
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                NDManager scope = module.newScope()) {
            NDArray x = scope.create(Noise.of(2 * 3 * SIDE * SIDE), new Shape(2, 3, SIDE, SIDE));
            NDArray y = module.forward(x, false).get(0);
            assertEquals(DataType.FLOAT32, y.getDataType());
            return y.toFloatArray();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aStepLearnsInFloat32AndMovesRunningStatistics(Architecture architecture, Precision precision) {
        Graph graph = SmallNetworks.of(architecture).withPrecision(precision).build();
        Weights before = LivedInWeights.of(SmallNetworks.of(architecture).build(), 3);
        try (TorchModule module = TorchModule.load(graph, before, true, Device.cpu())) {
            TrainingStep step = new TrainingStep(
                    module, LossSettings.parse("crossentropy+jaccard"), OptimizerSettings.DEFAULT, graph);
            double loss = OneStep.run(step, NoiseBatch.get());
            assertTrue(Double.isFinite(loss), "loss " + loss);
            module.parameters().forEach(p -> assertEquals(DataType.FLOAT32, p.getDataType(), p.getName()));
            Weights after = module.weights(graph);
            Weights.forEach(graph, (name, tensor) -> {
                if (tensor.role() == Role.RUNNING_MEAN || tensor.role() == Role.KERNEL) {
                    assertFalse(Arrays.equals(before.get(name), after.get(name)), name + " has not moved");
                }
                for (float value : after.get(name)) {
                    assertTrue(Float.isFinite(value), name);
                }
            });
        }
    }
}
