package io.github.tessera.network;

import io.github.tessera.network.Convolving.TransposedConvolution;
import io.github.tessera.network.Pointwise.BatchNorm;
import io.github.tessera.network.Pointwise.Dropout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as images are segmented with it: one output with its activation, batch normalizations folded into the convolutions before
 * them, dropout gone, and nothing that this output does not need. It gives the probabilities of the network that was trained.
 *
 * @param graph of one output, probabilities (N, outputs, H, W)
 * @param weights of that graph; other than the trained ones where something was folded
 */
public record Inference(Graph graph, Weights weights) {

    /**
     * The network for one of the trained outputs.
     *
     * @param output 0 for the main output
     */
    public static Inference of(Graph trained, Weights weights, Activation activation, int output) {
        return new Rewriting(trained, weights).of(trained.outputs().get(output).node(), activation);
    }

    /** The graph alone, for sizes: as {@link #of} makes it. */
    public static Graph graph(Graph trained, Activation activation, int output) {
        return new Rewriting(trained, null).graph(trained.outputs().get(output).node(), activation);
    }

    /** Copies what is needed, node by node; a node is known by its index. */
    private static final class Rewriting {
        private final Graph from;
        private final Weights weights;
        private final Graph to;
        private final Map<Integer, Node> copies = new HashMap<>();
        private final Map<Integer, List<Node>> readers = new HashMap<>();
        private final Map<String, float[]> values = new LinkedHashMap<>();

        Rewriting(Graph from, Weights weights) {
            this.from = from;
            this.weights = weights; // null where only the graph is asked for
            this.to = new Graph(from.channels());
        }

        Inference of(Node logits, Activation activation) {
            graph(logits, activation);
            return new Inference(to, new Weights(to, values));
        }

        Graph graph(Node logits, Activation activation) {
            need(logits);
            copies.put(0, to.input());
            for (Node node : from.nodes()) {
                if (readers.containsKey(node.index()) && node.layer() != null) {
                    copies.put(node.index(), copy(node));
                }
            }
            Node result = copies.get(logits.index());
            to.output(activation == Activation.SIGMOID ? to.sigmoid(result) : to.softmax(result));
            return to;
        }

        private void need(Node node) {
            if (readers.putIfAbsent(node.index(), new ArrayList<>()) == null) {
                for (Node input : node.inputs()) {
                    need(input);
                    readers.get(input.index()).add(node);
                }
            }
        }

        private Node copy(Node node) {
            Node source = node.inputs().isEmpty() ? null : node.inputs().get(0);
            if (node.layer() instanceof Dropout || (node.layer() instanceof BatchNorm && foldedNorm(source) != null)) {
                return copies.get(source.index());
            }
            Node norm = foldedNorm(node);
            Layer layer = node.layer();
            if (weights != null) {
                take(node, norm);
            }
            if (norm != null) {
                layer = ((Convolving) layer).withBias();
            }
            Node[] inputs =
                    node.inputs().stream().map(in -> copies.get(in.index())).toArray(Node[]::new);
            return to.as(node.name()).add("", node.channels(), layer, inputs);
        }

        private void take(Node node, Node norm) {
            for (TensorSpec tensor : node.layer().tensors()) {
                values.put(node.tensorName(tensor), weights.get(node.tensorName(tensor)));
            }
            if (norm != null) {
                fold(node, norm);
            }
        }

        /** The normalization that a convolution takes in: its only reader. */
        private Node foldedNorm(Node node) {
            List<Node> reading = readers.get(node.index());
            boolean folds = node.layer() instanceof Convolving
                    && reading.size() == 1
                    && reading.get(0).layer() instanceof BatchNorm;
            return folds ? reading.get(0) : null;
        }

        /** y = s (w * x + b - mean) + shift, with s = scale / sqrt(variance + epsilon). */
        private void fold(Node node, Node norm) {
            float[] scale = of(norm, "weight");
            float[] shift = of(norm, "bias");
            float[] mean = of(norm, "running_mean");
            float[] variance = of(norm, "running_var");
            double epsilon = ((BatchNorm) norm.layer()).epsilon();
            float[] bias = weights.asMap().getOrDefault(node.name() + ".bias", new float[mean.length]);
            double[] factors = new double[mean.length];
            float[] folded = new float[mean.length];
            for (int i = 0; i < folded.length; i++) {
                factors[i] = scale[i] / Math.sqrt(variance[i] + epsilon);
                folded[i] = (float) (factors[i] * ((double) bias[i] - mean[i]) + shift[i]);
            }
            TensorSpec kernel = node.layer().tensors().get(0);
            float[] scaled = weights.get(node.tensorName(kernel)).clone();
            int taps = kernel.shape()[2] * kernel.shape()[3];
            for (int i = 0; i < scaled.length; i++) {
                // (out, in, kH, kW), and (in, out, kH, kW) where the convolution is transposed
                int out = node.layer() instanceof TransposedConvolution
                        ? i / taps % kernel.shape()[1]
                        : i / taps / kernel.shape()[1];
                scaled[i] = (float) (scaled[i] * factors[out]);
            }
            values.put(node.tensorName(kernel), scaled);
            values.put(node.name() + ".bias", folded);
        }

        private float[] of(Node norm, String tensor) {
            return weights.get(norm.name() + "." + tensor);
        }
    }
}
