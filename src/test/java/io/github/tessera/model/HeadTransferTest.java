package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.ClassTransfer;
import io.github.tessera.network.Graph;
import io.github.tessera.network.HeadTransfer;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkOption;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Outputs;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.Noise;
import io.github.tessera.tensor.TorchModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that go on with other classes, before they learn: what they predicted, they predict. */
class HeadTransferTest {
    private static final int SIDE = 64;
    private static final float TOLERANCE = 2e-5f;

    /** Every network, and those whose upsampling can be chosen with the other one too. */
    static Stream<NetworkSettings> networks() {
        return Stream.of(Architecture.values()).flatMap(a -> {
            NetworkSettings own = SmallNetworks.of(a);
            return a.options().contains(NetworkOption.UPSAMPLING)
                    ? Stream.of(own, SmallNetworks.changed(own, NetworkOption.UPSAMPLING))
                    : Stream.of(own);
        });
    }

    /** Logits of every output, (pixels, classes) column by column: [output][class][pixel]. */
    private static float[][][] logits(Graph graph, Weights weights) {
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                NDManager scope = module.newScope()) {
            NDArray x = scope.create(Noise.of(3 * SIDE * SIDE), new Shape(1, 3, SIDE, SIDE));
            return module.forward(x, false).stream()
                    .map(output -> {
                        float[][] maps = new float[(int) output.getShape().get(1)][];
                        for (int i = 0; i < maps.length; i++) {
                            maps[i] = output.get("0," + i).toFloatArray();
                        }
                        return maps;
                    })
                    .toArray(float[][][]::new);
        }
    }

    private record Before(NetworkSettings settings, Outputs outputs, Weights weights) {
        static Before of(NetworkSettings settings, Outputs outputs) {
            NetworkSettings counted = settings.withOutputs(outputs.count());
            return new Before(counted, outputs, LivedInWeights.of(counted.build(), 8));
        }

        /** Learnt interpolations let the classes mix. */
        Before mixing() {
            Map<String, float[]> values = new HashMap<>(weights.asMap());
            Weights.forEach(settings.build(), (name, tensor) -> {
                if (tensor.role() == TensorSpec.Role.BILINEAR_KERNEL) {
                    float[] noise = Noise.of(tensor.size());
                    float[] kernel = values.get(name).clone();
                    for (int i = 0; i < kernel.length; i++) {
                        kernel[i] += 0.1f * noise[i];
                    }
                    values.put(name, kernel);
                }
            });
            return new Before(settings, outputs, new Weights(settings.build(), values));
        }

        float[][][] logits() {
            return HeadTransferTest.logits(settings.build(), weights);
        }

        /** Logits of the same network for other classes. */
        float[][][] logitsFor(Outputs other) {
            Graph here = settings.withOutputs(other.count()).build();
            Weights fresh = Weights.initial(here, Initialization.HE_NORMAL, 9);
            Map<String, float[]> values = new HashMap<>(weights.asMap());
            values.putAll(HeadTransfer.of(settings.build(), weights, fresh, new ClassTransfer(outputs, other)));
            return HeadTransferTest.logits(here, new Weights(here, values));
        }
    }

    private static Outputs outputs(Activation activation, String... classes) {
        return new Outputs(List.of(classes), classes.length, activation);
    }

    private static Outputs single() {
        return new Outputs(List.of("background", "cell"), 1, Activation.SIGMOID);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void twoClassesAmongFourKeepTheirLogits(NetworkSettings settings) {
        Before before = Before.of(settings, outputs(Activation.SOFTMAX, "background", "cell"))
                .mixing();
        float[][][] was = before.logits();
        float[][][] is = before.logitsFor(outputs(Activation.SOFTMAX, "cell", "border", "background", "debris"));
        assertEquals(was.length, is.length);
        for (int i = 0; i < was.length; i++) {
            assertArrayEquals(was[i][1], is[i][0], TOLERANCE);
            assertArrayEquals(was[i][0], is[i][2], TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void oneOutputBecomesTwoOfTheSameProbabilities(NetworkSettings settings) {
        Before before = Before.of(settings, single()).mixing();
        float[][][] was = before.logits();
        float[][][] softmax = before.logitsFor(outputs(Activation.SOFTMAX, "background", "cell"));
        float[][][] sigmoids = before.logitsFor(outputs(Activation.SIGMOID, "background", "cell", "border"));
        for (int i = 0; i < was.length; i++) {
            for (int p = 0; p < was[i][0].length; p++) {
                double probability = sigmoid(was[i][0][p]);
                assertEquals(probability, sigmoid(softmax[i][1][p] - softmax[i][0][p]), TOLERANCE);
                assertEquals(probability, sigmoid(sigmoids[i][1][p]), TOLERANCE);
                assertEquals(1 - probability, sigmoid(sigmoids[i][0][p]), TOLERANCE);
            }
        }
    }

    /** But a learnt interpolation: fresh ones alone treat both classes alike. */
    @ParameterizedTest
    @MethodSource("networks")
    void twoOutputsBecomeOneOfTheSameProbability(NetworkSettings settings) {
        Before before = Before.of(settings, outputs(Activation.SOFTMAX, "background", "cell"));
        float[][][] was = before.logits();
        float[][][] is = before.logitsFor(single());
        for (int i = 0; i < was.length; i++) {
            for (int p = 0; p < is[i][0].length; p++) {
                assertEquals(was[i][1][p] - was[i][0][p], is[i][0][p], TOLERANCE);
            }
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
