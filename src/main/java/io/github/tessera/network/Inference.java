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
    /** The layer that {@link #taking} puts first. */
    private static final String SCALING = "normalization";

    /**
     * The network for one of the trained outputs.
     *
     * @param output 0 for the main output
     */
    public static Inference of(Graph trained, Weights weights, Activation activation, int output) {
        Rewriting rewriting =
                new Rewriting(trained, trained.outputs().get(output).node(), activation);
        return new Inference(rewriting.to, rewriting.weights(weights));
    }

    /** The graph alone, for sizes: as {@link #of} makes it. */
    public static Graph graph(Graph trained, Activation activation, int output) {
        return new Rewriting(trained, trained.outputs().get(output).node(), activation).to;
    }

    /**
     * The same for inputs as they are before a scale and an offset a channel: the network computes {@code x * scale + offset} first, so
     * that it still pads with what is 0 after that.
     *
     * @param scale factors by channel
     * @param offset summands by channel
     */
    public Inference taking(float[] scale, float[] offset) {
        int channels = graph.channels();
        Graph to = new Graph(channels);
        Map<Integer, Node> copies = new HashMap<>();
        copies.put(0, to.as(SCALING).conv(to.input(), channels, 1, 1, 0, 1, channels, true));
        for (Node node : graph.nodes()) {
            if (node.layer() != null) {
                Node[] inputs =
                        node.inputs().stream().map(in -> copies.get(in.index())).toArray(Node[]::new);
                copies.put(node.index(), to.as(node.name()).add("", node.channels(), node.layer(), inputs));
            }
        }
        to.output(copies.get(graph.mainOutput().index()));
        Map<String, float[]> values = new LinkedHashMap<>(weights.asMap());
        values.put(SCALING + ".weight", scale);
        values.put(SCALING + ".bias", offset);
        return new Inference(to, new Weights(to, values));
    }

    /** Copies what is needed, node by node; a node is known by its index. */
    private static final class Rewriting {
        private final Graph to;
        private final Map<Integer, Node> copies = new HashMap<>();
        private final Map<Integer, List<Node>> readers = new HashMap<>();
        private final List<Node> copied = new ArrayList<>();

        Rewriting(Graph from, Node logits, Activation activation) {
            to = new Graph(from.channels());
            need(logits);
            copies.put(0, to.input());
            for (Node node : from.nodes()) {
                if (readers.containsKey(node.index()) && node.layer() != null) {
                    copies.put(node.index(), copy(node));
                }
            }
            Node result = copies.get(logits.index());
            to.output(activation == Activation.SIGMOID ? to.sigmoid(result) : to.softmax(result));
        }

        Weights weights(Weights trained) {
            Map<String, float[]> values = new LinkedHashMap<>();
            for (Node node : copied) {
                for (TensorSpec tensor : node.layer().tensors()) {
                    values.put(node.tensorName(tensor), trained.get(node.tensorName(tensor)));
                }
                Node norm = foldedNorm(node);
                if (norm != null) {
                    fold(trained, node, norm, values);
                }
            }
            return new Weights(to, values);
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
            Layer layer = norm == null ? node.layer() : ((Convolving) node.layer()).withBias();
            copied.add(node);
            Node[] inputs =
                    node.inputs().stream().map(in -> copies.get(in.index())).toArray(Node[]::new);
            return to.as(node.name()).add("", node.channels(), layer, inputs);
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
        private static void fold(Weights trained, Node node, Node norm, Map<String, float[]> values) {
            float[] scale = trained.get(norm.name() + ".weight");
            float[] shift = trained.get(norm.name() + ".bias");
            float[] mean = trained.get(norm.name() + ".running_mean");
            float[] variance = trained.get(norm.name() + ".running_var");
            double epsilon = ((BatchNorm) norm.layer()).epsilon();
            float[] bias = trained.asMap().getOrDefault(node.name() + ".bias", new float[mean.length]);
            double[] factors = new double[mean.length];
            float[] folded = new float[mean.length];
            for (int i = 0; i < folded.length; i++) {
                factors[i] = scale[i] / Math.sqrt(variance[i] + epsilon);
                folded[i] = (float) (factors[i] * ((double) bias[i] - mean[i]) + shift[i]);
            }
            TensorSpec kernel = node.layer().tensors().get(0);
            float[] scaled = trained.get(node.tensorName(kernel)).clone();
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
    }
}
