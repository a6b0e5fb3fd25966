package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.FeatureShape;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkOption;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.Noise;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every network of the list. */
class NetworkContractTest {
    private static final int[][] SIZES = {{64, 64}, {50, 37}, {33, 65}};

    /** Runs a graph on noise; all outputs' values, one after the other. */
    private static List<float[]> run(Graph graph, Weights weights, int height, int width) {
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                NDManager scope = module.newScope()) {
            int channels = graph.channels();
            NDArray x = scope.create(Noise.of(2 * channels * height * width), new Shape(2, channels, height, width));
            NDList results = module.forward(x, false);
            assertEquals(
                    new Shape(2, graph.mainOutput().channels(), height, width),
                    results.get(0).getShape());
            List<FeatureShape> shapes = Shapes.of(graph, height, width);
            for (int i = 0; i < results.size(); i++) {
                FeatureShape stated = shapes.get(graph.outputs().get(i).node().index());
                assertEquals(
                        new Shape(2, stated.channels(), stated.height(), stated.width()),
                        results.get(i).getShape());
            }
            return results.stream().map(NDArray::toFloatArray).toList();
        }
    }

    private static void assertSame(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "output " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void outputHasTheImagesSizeAndTheShapesThatTheGraphSays(Architecture architecture) {
        Graph graph = SmallNetworks.of(architecture).build();
        Weights weights = Weights.initial(graph, Initialization.HE_NORMAL, 1);
        for (int[] size : SIZES) {
            run(graph, weights, size[0], size[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsReachEveryParameterAndWeightsComeBackAsTheyWere(Architecture architecture) {
        Graph graph = SmallNetworks.of(architecture).build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 7);
        try (TorchModule module = TorchModule.load(graph, weights, false, Device.cpu());
                NDManager scope = module.newScope()) {
            Weights back = module.weights(graph);
            weights.asMap().forEach((name, values) -> assertArrayEquals(values, back.get(name), name));
            module.requireGradients(true);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray sum = scope.zeros(new Shape());
                for (NDArray output : module.forward(scope.randomNormal(new Shape(2, 3, 64, 64)), true)) {
                    sum = sum.add(output.square().mean());
                }
                collector.backward(sum);
            }
            for (NDArray parameter : module.parameters()) {
                assertTrue(parameter.getGradient().abs().sum().getFloat() > 0, parameter.getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneSeedGivesTheSameWeightsAndLogitsTwice(Architecture architecture) {
        NetworkSettings settings = SmallNetworks.of(architecture);
        Weights once = Weights.initial(settings.build(), Initialization.HE_NORMAL, 11);
        Weights again = Weights.initial(settings.build(), Initialization.HE_NORMAL, 11);
        Weights other = Weights.initial(settings.build(), Initialization.HE_NORMAL, 12);
        once.asMap().forEach((name, values) -> assertArrayEquals(values, again.get(name), name));
        String first = once.asMap().keySet().iterator().next();
        assertFalse(Arrays.equals(once.get(first), other.get(first)), "another seed, the same weights");
        assertSame(run(settings.build(), once, 64, 64), run(settings.build(), again, 64, 64));
    }

    @ParameterizedTest
    @EnumSource
    void writtenAndReadBackItGivesTheSameLogitsAndProbabilities(Architecture architecture, @TempDir Path folder) {
        NetworkSettings settings = SmallNetworks.of(architecture);
        Graph graph = settings.build();
        Weights weights = LivedInWeights.of(graph, 6);
        SegmentationModel model = new SegmentationModel(
                architecture.word(),
                settings,
                Activation.SOFTMAX,
                List.of("background", "cell"),
                NormalizationSettings.of(Normalization.NONE),
                RunSettings.byRule(settings),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                weights);
        ModelPackage.write(model, folder);
        SegmentationModel read = ModelPackage.read(folder);
        assertEquals(settings, read.network());
        assertSame(run(graph, weights, 64, 64), run(read.network().build(), read.weights(), 64, 64));
        Inference before = model.inference();
        Inference after = read.inference();
        assertSame(run(before.graph(), before.weights(), 64, 64), run(after.graph(), after.weights(), 64, 64));
    }

    @ParameterizedTest
    @EnumSource
    void oneTwoAndMostOutputsOfOneThreeAndFiveChannels(Architecture architecture) {
        int[][] pairs = {{1, 1}, {3, 2}, {5, NetworkSettings.MOST_OUTPUTS}};
        for (int[] pair : pairs) {
            NetworkSettings settings =
                    SmallNetworks.of(architecture).withChannels(pair[0]).withOutputs(pair[1]);
            Graph graph = settings.build();
            run(graph, Weights.initial(graph, Initialization.HE_NORMAL, 2), 37, 64);
        }
    }

    static Stream<Arguments> encoders() {
        return Stream.of(Architecture.values())
                .flatMap(a -> a.encoders().stream().sorted().map(e -> arguments(a, e)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void everyEncoderThatIsOfferedBuildsAndRunsAtOddSizes(Architecture architecture, Encoder encoder) {
        Graph graph = SmallNetworks.of(architecture)
                .withEncoder(encoder)
                .withWidth(Math.max(2, encoder.width() / 16))
                .build();
        run(graph, Weights.initial(graph, Initialization.HE_NORMAL, 2), 33, 51);
    }

    /** Every option that an architecture does not have, changed. */
    static Stream<Arguments> refused() {
        return Stream.of(Architecture.values()).flatMap(a -> Stream.of(NetworkOption.values())
                .filter(o -> !a.options().contains(o))
                .map(o -> arguments(a, o)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatANetworkDoesNotHaveIsRefusedInOneSentence(Architecture architecture, NetworkOption option) {
        NetworkSettings changed = SmallNetworks.changed(architecture.settings(3, 2), option);
        String message = assertThrows(TesseraException.class, changed::build).getMessage();
        assertTrue(message.startsWith(architecture.label()), message);
        assertTrue(isOneSentence(message), message);
    }

    static Stream<Arguments> foreignEncoders() {
        List<Arguments> all = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            for (Encoder encoder : Encoder.values()) {
                if (!architecture.encoders().contains(encoder)) {
                    all.add(arguments(architecture, encoder));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("foreignEncoders")
    void encodersThatItCannotHaveAreRefusedInOneSentence(Architecture architecture, Encoder encoder) {
        NetworkSettings settings = architecture.settings(3, 2).withEncoder(encoder);
        String message = assertThrows(TesseraException.class, settings::build).getMessage();
        assertTrue(message.startsWith(architecture.label()), message);
        assertTrue(isOneSentence(message), message);
        architecture.encoders().stream()
                .filter(e -> architecture.options().contains(NetworkOption.ENCODER))
                .forEach(e -> assertTrue(message.contains(e.label()), message));
    }

    private static boolean isOneSentence(String message) {
        long ends = IntStream.range(0, message.length() - 1)
                .filter(i -> message.charAt(i) == '.' && message.charAt(i + 1) == ' ')
                .count();
        return message.endsWith(".") && ends == 0 && !message.contains("\n");
    }
}
