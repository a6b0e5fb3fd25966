package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.EncoderLayers;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.Noise;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.FirstLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The word encoder freezes the encoder of every network, and nothing else. */
class FrozenEncoderTest {
    private static final int SIDE = 64;
    private static final int STEPS = 3;
    private static final StartingPoint FROZEN =
            new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of("encoder"), 0);

    private static Weights learnt(Graph graph, Weights before) {
        try (TorchModule module = TorchModule.load(graph, before, true, Device.cpu(), FROZEN.frozenLayers(graph));
                NDManager scope = module.newScope()) {
            NDArray x = scope.create(Noise.of(2 * 3 * SIDE * SIDE), new Shape(2, 3, SIDE, SIDE));
            for (int step = 0; step < STEPS; step++) {
                module.requireGradients(true);
                try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                    NDList outputs = module.forward(x, true);
                    NDArray loss = outputs.get(0).sub(1).square().mean();
                    for (int i = 1; i < outputs.size(); i++) {
                        loss = loss.add(outputs.get(i).sub(1).square().mean());
                    }
                    collector.backward(loss);
                }
                List<NDArray> steps = module.parameters().stream()
                        .map(parameter -> parameter.getGradient().mul(0.01f))
                        .toList();
                module.requireGradients(false);
                for (int i = 0; i < steps.size(); i++) {
                    module.parameters().get(i).subi(steps.get(i));
                }
            }
            return module.weights(graph);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CNN")
    void itStaysBitForBitAndTheRestIsLearnt(Architecture architecture) {
        Graph graph = SmallNetworks.of(architecture).build();
        Weights before = LivedInWeights.of(graph, 4);
        Weights after = learnt(graph, before);
        Set<String> encoder = EncoderLayers.of(graph);
        for (Node node : graph.nodes()) {
            for (TensorSpec tensor :
                    node.layer() == null ? List.<TensorSpec>of() : node.layer().tensors()) {
                String name = node.tensorName(tensor);
                if (encoder.contains(node.name())) {
                    assertArrayEquals(before.get(name), after.get(name), name);
                } else if (!constant(tensor)) {
                    assertFalse(Arrays.equals(before.get(name), after.get(name)), name);
                }
            }
        }
    }

    /** Constants have no effect where a normalization follows. */
    private static boolean constant(TensorSpec tensor) {
        return tensor.role() == TensorSpec.Role.BIAS || tensor.role() == TensorSpec.Role.SHIFT;
    }

    @Test
    void aNetworkWithoutOneIsASentence() {
        Graph graph = Architecture.CNN.settings(3, 1).build();
        String message = assertThrows(TesseraException.class, () -> FROZEN.frozenLayers(graph))
                .getMessage();
        assertTrue(message.contains("has no encoder") && message.contains("conv1"), message);
    }
}
