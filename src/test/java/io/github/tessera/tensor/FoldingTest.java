package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Convolving;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Node;
import io.github.tessera.network.Pointwise.BatchNorm;
import io.github.tessera.network.Pointwise.Dropout;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The network that images are segmented with gives the probabilities of the one that was trained, and nothing of it is too much. */
class FoldingTest {
    private static final float ROUNDING = 1e-5f;

    private static NetworkSettings on(Architecture architecture, Encoder encoder) {
        return SmallNetworks.of(architecture)
                .withEncoder(encoder)
                .withWidth(Math.max(4, encoder.width() / 8))
                .withOutputs(3);
    }

    @ParameterizedTest
    @EnumSource
    void everyNetworkKeepsItsProbabilities(Architecture architecture) {
        check(SmallNetworks.of(architecture).withOutputs(3));
    }

    @ParameterizedTest
    @EnumSource
    void everyEncoderKeepsItsProbabilities(Encoder encoder) {
        check(on(Architecture.U_NET_ENCODER, encoder));
    }

    static Stream<Arguments> encoders() {
        return Stream.of(Architecture.values())
                .flatMap(a -> a.encoders().stream().sorted().map(e -> arguments(a, e)));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("encoders")
    void everyNetworkKeepsItsProbabilitiesOnEveryEncoder(Architecture architecture, Encoder encoder) {
        check(on(architecture, encoder));
    }

    /** What no network of the list has: behind transposed and grouped convolutions, and behind one that is read twice. */
    @Test
    void normalizationsBehindAnyConvolutionKeepTheProbabilities() {
        Graph g = new Graph(3);
        Node grouped = g.relu(g.batchNorm(g.conv(g.input(), 6, 2, 2, 0, 1, 3, false), 1e-3));
        Node finer = g.relu(g.batchNorm(g.up(grouped, 4, g.input())));
        Node twice = g.conv(g.dropout(finer, 0.5), 3, 3);
        g.output(g.conv(g.add(g.batchNorm(twice), twice), 3, 1));
        check(g);
        assertEquals(
                1,
                Inference.of(g, LivedInWeights.of(g, 4), Activation.SIGMOID, 0).graph().nodes().stream()
                        .filter(n -> n.layer() instanceof BatchNorm)
                        .count());
    }

    private static void check(NetworkSettings settings) {
        check(settings.build());
    }

    private static void check(Graph graph) {
        Weights weights = LivedInWeights.of(graph, 4);
        try (TorchModule trained = TorchModule.load(graph, weights, false, Device.cpu());
                NDManager scope = trained.newScope()) {
            NDArray x = scope.create(Noise.of(2 * graph.channels() * 45 * 64), new Shape(2, graph.channels(), 45, 64));
            NDList logits = trained.forward(x, false);
            for (int output = 0; output < graph.outputs().size(); output++) {
                for (Activation activation : Activation.values()) {
                    Inference inference = Inference.of(graph, weights, activation, output);
                    checkNothingIsTooMuch(inference.graph());
                    NDArray expected = activation == Activation.SIGMOID
                            ? logits.get(output).neg().exp().add(1).pow(-1)
                            : logits.get(output).softmax(1);
                    float deviation = logits.get(output)
                            .sub(logits.get(output).mean())
                            .square()
                            .mean()
                            .sqrt()
                            .getFloat();
                    assertTrue(deviation > 0.05 && deviation < 2, "logits of deviation " + deviation + " tell nothing");
                    same(expected, inference, x, false);
                    same(expected, inference, x, true);
                }
            }
        }
    }

    private static void same(NDArray expected, Inference inference, NDArray x, boolean channelsLast) {
        try (TorchModule module =
                TorchModule.load(inference.graph(), inference.weights(), channelsLast, Device.cpu())) {
            NDList results = module.forward(x, false);
            assertEquals(1, results.size());
            assertEquals(expected.getShape(), results.get(0).getShape());
            assertArrayEquals(expected.toFloatArray(), results.get(0).toFloatArray(), ROUNDING);
        }
    }

    private static void checkNothingIsTooMuch(Graph graph) {
        for (Node node : graph.nodes()) {
            assertFalse(node.layer() instanceof Dropout, node.name());
            if (node.layer() instanceof BatchNorm) {
                Node before = node.inputs().get(0);
                long readers = graph.nodes().stream()
                        .filter(n -> n.inputs().contains(before))
                        .count();
                assertFalse(before.layer() instanceof Convolving && readers == 1, node.name() + " could be folded");
            }
        }
    }

    @Test
    void nestedUNetCutDownHasFewerParametersAndItsOwnProbabilities() {
        NetworkSettings settings = SmallNetworks.of(Architecture.U_NET_PP);
        Graph graph = settings.build();
        assertEquals(4, graph.outputs().size());
        check(settings);
        Weights weights = LivedInWeights.of(graph, 4);
        long wider = Long.MAX_VALUE;
        for (int output = 0; output < 4; output++) {
            long learnt = Weights.learnt(
                    Inference.of(graph, weights, Activation.SIGMOID, output).graph());
            assertTrue(learnt < wider, "output " + output + ": " + learnt);
            wider = learnt;
        }
    }
}
