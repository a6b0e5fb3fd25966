package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.FeatureShape;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Node;
import io.github.tessera.network.Precision;
import io.github.tessera.network.Resizing.Interpolation;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Graphs run by the engine: the seeds' printed numbers, shapes, gradients, weights going in and coming back. */
class TorchModuleTest {

    /** Runs a graph of one output on one image; the result as (C, H, W). */
    private static float[] run(Graph graph, Map<String, float[]> weights, float[] image, int height, int width) {
        try (TorchModule module = TorchModule.load(graph, new Weights(graph, weights), false, Device.cpu());
                NDManager scope = module.newScope()) {
            Shape shape = new Shape(1, graph.channels(), height, width);
            return module.forward(scope.create(image, shape), false).get(0).toFloatArray();
        }
    }

    private static float[] floats(int... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    @Test
    void convolutionOfSeed001() {
        Graph g = new Graph(2);
        g.output(g.conv(g.input(), 1, 3));
        float[] image = floats(
                1, 0, 1, 2, 1, 0, 2, 1, 0, 1, 1, 1, 0, 2, 0, 2, 2, 1, 1, 0, 2, 0, 1, 2, 0, 2, 0, 2, 1, 1, 0, 1, 0, 0, 2,
                1, 0, 0, 2, 1, 1, 1, 2, 1, 0, 1, 0, 1, 1, 1);
        float[] kernel = floats(1, 0, 1, -1, 1, 0, 0, -1, 0, -1, 0, 1, 0, 0, 1, 1, 1, 1);
        float[] expected = floats(2, 0, 2, 4, 0, 1, 4, 4, 3, 5, 4, 3, 5, 9, -1, 3, 4, 6, 2, 1, 5, 3, 5, 1, -2);
        assertArrayEquals(
                expected, run(g, Map.of("conv1.weight", kernel, "conv1.bias", new float[1]), image, 5, 5), 1e-4f);
    }

    @Test
    void transposedConvolutionOfSeed001() {
        Graph g = new Graph(4);
        g.output(g.transposedConv(g.input(), 2, 3, 2, 1, 0, true));
        float[] image = floats(
                1, 0, 1, 0, 2, 1, 1, 1, 0, 2, 0, 2, 0, 1, 0, 1, 0, 0, 1, 1, 1, 2, 2, 0, 1, 1, 1, 1, 1, 2, 1, 0, 1, 0, 2,
                2);
        int[] printed = { // (out 2, in 4, 3, 3), as the seed prints them for its own convolution after filling zeros
            1, 0, 1, -1, 1, 0, 0, -1, 0, -1, 0, 1, 0, 0, 1, 1, 1, 1,
            0, 1, 1, 2, 0, 1, 1, 2, 1, 1, 1, 1, 0, 2, 1, 1, 0, 1,
            1, 0, 2, -2, 1, 1, 1, -1, 0, -1, 0, 1, -1, 2, 1, 1, 1, 1,
            0, 0, 0, 2, 2, 1, 1, -1, 1, 2, 1, 1, 0, -1, 1, 1, 1, 1
        };
        float[] kernel = new float[72]; // PyTorch's (in 4, out 2, 3, 3), turned by 180 degrees as the seed's check does
        for (int out = 0; out < 2; out++) {
            for (int in = 0; in < 4; in++) {
                for (int k = 0; k < 9; k++) {
                    kernel[(in * 2 + out) * 9 + k] = printed[(out * 4 + in) * 9 + 8 - k];
                }
            }
        }
        float[] expected = floats(
                3, 3, 2, 7, 5, 6, 8, 5, 11, 2, 2, 7, 2, 3, 3, 5, 11, 3, 9, 3, 1, 4, 5, 4, 4, 6, 0, 1, 8, 5, 0, 8, -2,
                14, 2, 3, 9, 8, 1, 0, 0, 13, 0, 11, 2, 5, 3, 1, 3, 0);
        assertArrayEquals(expected, run(g, Map.of("up1.weight", kernel, "up1.bias", new float[2]), image, 3, 3), 1e-4f);
    }

    @Test
    void frozenLayersAreNotLearntAndTheirStatisticsStay() {
        Graph g = Architecture.DEEPLAB_V3.settings(3, 2).withWidth(4).build();
        Weights before = Weights.initial(g, Initialization.HE_NORMAL, 1);
        try (TorchModule module = TorchModule.load(
                        g, before, true, Device.cpu(), node -> node.name().startsWith(Graph.BACKBONE + "."));
                NDManager scope = module.newScope()) {
            assertTrue(module.parameters().size() > 10);
            assertTrue(module.parameters().stream().noneMatch(p -> p.getName().startsWith(Graph.BACKBONE)));
            module.requireGradients(true);
            module.forward(scope.randomNormal(new Shape(2, 3, 64, 64)), true);
            Weights after = module.weights(g);
            assertArrayEquals(before.get("backbone.bn1.running_mean"), after.get("backbone.bn1.running_mean"));
            assertFalse(Arrays.equals(before.get("classifier.2.running_mean"), after.get("classifier.2.running_mean")));
        }
    }

    @Test
    void runningStatisticsMoveInTrainingAndComeBack() {
        Graph g = new Graph(1);
        g.output(g.batchNorm(g.input()));
        try (TorchModule module =
                        TorchModule.load(g, Weights.initial(g, Initialization.HE_NORMAL, 1), false, Device.cpu());
                NDManager scope = module.newScope()) {
            module.forward(scope.create(new float[] {1, 3, 5, 7}, new Shape(1, 1, 2, 2)), true);
            Weights weights = module.weights(g);
            // 0.9 x 0 + 0.1 x mean 4; 0.9 x 1 + 0.1 x unbiased variance 20/3
            assertEquals(0.4, weights.get("norm1.running_mean")[0], 1e-6);
            assertEquals(0.9 + 2.0 / 3, weights.get("norm1.running_var")[0], 1e-6);
        }
    }

    @Test
    void everyOtherOperationHasTheShapeThatTheGraphSaysAndTrains() {
        Graph g = new Graph(2);
        Node a = g.conv(g.input(), 4, 3, 2, 2, 2, 2, false);
        Node p = g.maxPoolWithIndices(a);
        Node u = g.maxUnpool(p, g.indices(p), a);
        Node n = g.upsample(p, Interpolation.NEAREST, 2, a);
        Node b = g.upsample(
                g.cast(g.conv(g.cast(p, Precision.BFLOAT16), 4, 1), Precision.FLOAT32), Interpolation.BILINEAR, 2, a);
        Node m = g.upsample(g.adaptiveAveragePool(a, 3), Interpolation.BILINEAR, 3, a);
        Node t = g.transposedConv(g.dropout(g.add(g.add(u, n), g.add(b, m)), 0.5), 2, 4, 2, 1, 0, true);
        g.output(t);
        g.output(g.upsample(g.softmax(a), Interpolation.NEAREST, 2));
        g.output(g.sigmoid(g.maxPool(a, 3, 1, 1)));
        Map<String, FeatureShape> expected = new HashMap<>();
        List<FeatureShape> shapes = Shapes.of(g, 31, 46);
        g.outputs()
                .forEach(o -> expected.put(o.node().name(), shapes.get(o.node().index())));
        try (TorchModule module =
                        TorchModule.load(g, Weights.initial(g, Initialization.HE_NORMAL, 3), true, Device.cpu());
                NDManager scope = module.newScope()) {
            module.requireGradients(true);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDList out = module.forward(scope.randomNormal(new Shape(1, 2, 31, 46)), true);
                for (int i = 0; i < 3; i++) {
                    FeatureShape s = expected.get(g.outputs().get(i).node().name());
                    assertEquals(
                            new Shape(1, s.channels(), s.height(), s.width()),
                            out.get(i).getShape());
                }
                collector.backward(out.get(0).square().sum());
            }
            for (NDArray parameter : module.parameters()) {
                assertTrue(parameter.getGradient().abs().sum().getFloat() > 0, parameter.getName());
            }
        }
    }
}
