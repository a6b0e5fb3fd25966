package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Joining.Add;
import io.github.tessera.network.Node;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Weights as training leaves them: scales, shifts and running statistics that are neither 0 nor 1, yet such that the deepest networks
 * neither fade nor overflow.
 */
public final class LivedInWeights {
    private static final int SIDE = 64;
    private static final float DEVIATION = 0.35f;
    private static final float SUMMAND = 0.4f;

    private LivedInWeights() {}

    /** For one graph, from a seed; fit for small images. */
    public static Weights of(Graph graph, long seed) {
        return of(graph, seed, Noise.of(2 * graph.channels() * SIDE * SIDE), SIDE);
    }

    /**
     * The same, fit for other images.
     *
     * @param pixels square images of {@code side} pixels
     */
    public static Weights of(Graph graph, long seed, float[] pixels, int side) {
        Random random = new Random(seed);
        Map<String, float[]> values = new HashMap<>(
                Weights.initial(graph, Initialization.HE_NORMAL, seed).asMap());
        Weights.forEach(graph, (name, tensor) -> disturb(values.get(name), tensor, random));
        // Sums of two branches would grow from block to block.
        for (Node node : graph.nodes()) {
            if (node.layer() instanceof Add) {
                node.inputs().stream()
                        .map(branch -> values.get(branch.name() + ".weight"))
                        .filter(Objects::nonNull)
                        .forEach(LivedInWeights::weaken);
            }
        }
        return moderate(graph, new Weights(graph, values), pixels, side);
    }

    private static void weaken(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= SUMMAND;
        }
    }

    private static void disturb(float[] values, TensorSpec tensor, Random random) {
        for (int i = 0; i < values.length; i++) {
            switch (tensor.role()) {
                case SCALE -> values[i] = 0.8f + 0.5f * random.nextFloat();
                case RUNNING_VARIANCE -> values[i] = 0.7f + 0.6f * random.nextFloat();
                case SHIFT, BIAS, RUNNING_MEAN -> values[i] = (float) (0.2 * random.nextGaussian());
                case KERNEL, TRANSPOSED_KERNEL, BILINEAR_KERNEL -> {}
            }
        }
    }

    /** Changes the last layers so that logits have mean 0 and a deviation of {@value #DEVIATION}, where probabilities tell most. */
    private static Weights moderate(Graph graph, Weights weights, float[] pixels, int side) {
        Map<String, float[]> values = new HashMap<>(weights.asMap());
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                NDManager scope = module.newScope()) {
            int images = pixels.length / graph.channels() / side / side;
            NDArray x = scope.create(pixels, new Shape(images, graph.channels(), side, side));
            NDList logits = module.forward(x, false);
            for (int i = 0; i < logits.size(); i++) {
                NDArray from = logits.get(i);
                float mean = from.mean().getFloat();
                float factor = DEVIATION / from.sub(mean).square().mean().sqrt().getFloat();
                scale(graph.outputs().get(i).node(), factor, -mean * factor, values);
            }
        }
        return new Weights(graph, values);
    }

    /** Scales the layers before an output that own tensors, those of both branches of a sum, and shifts one of them. */
    private static void scale(Node node, float factor, float shift, Map<String, float[]> values) {
        if (node.layer().tensors().isEmpty()) {
            scale(node.inputs().get(0), factor, shift, values);
            if (node.layer() instanceof Add) {
                scale(node.inputs().get(1), factor, 0, values);
            }
        }
        for (TensorSpec tensor : node.layer().tensors()) {
            boolean shifts = tensor.role() == TensorSpec.Role.BIAS || tensor.role() == TensorSpec.Role.SHIFT;
            float[] array = values.get(node.tensorName(tensor));
            for (int i = 0; i < array.length && tensor.role().learnt(); i++) {
                array[i] = array[i] * factor + (shifts ? shift : 0);
            }
        }
    }
}
