package io.github.tessera.network;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.Checksum;

/**
 * The values of a graph's tensors by their names in the state dict ({@code conv1.weight}), in the graph's order.
 *
 * <p>The arrays are the weights themselves, not copies.
 */
public final class Weights {
    /** Values that are summed up at once. */
    private static final int CHUNK = 1 << 16;

    private final Map<String, float[]> values;

    /**
     * Weights for one graph.
     *
     * @throws IllegalArgumentException if a tensor of the graph is missing or has another size; the message names it
     */
    public Weights(Graph graph, Map<String, float[]> given) {
        Map<String, float[]> ordered = new LinkedHashMap<>();
        forEach(graph, (name, tensor) -> {
            float[] array = given.get(name);
            if (array == null || array.length != tensor.size()) {
                throw new IllegalArgumentException("The weights have "
                        + (array == null
                                ? "no " + name
                                : array.length + " values for " + name + " instead of " + tensor.size())
                        + ": they belong to another network.");
            }
            ordered.put(name, array);
        });
        values = ordered;
    }

    /** Fresh weights from a seed; the same seed gives the same weights on every machine. */
    public static Weights initial(Graph graph, Initialization initialization, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Map<String, float[]> fresh = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.layer() != null) {
                int fanIn = 1;
                for (TensorSpec tensor : node.layer().tensors()) {
                    fanIn = tensor.role() == TensorSpec.Role.BIAS ? fanIn : Initialization.fanIn(tensor);
                    fresh.put(node.tensorName(tensor), initialization.values(tensor, fanIn, random));
                }
            }
        }
        return new Weights(graph, fresh);
    }

    /** The values of one tensor. */
    public float[] get(String name) {
        return values.get(name);
    }

    /** All tensors by name, in the graph's order. */
    public Map<String, float[]> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Adds all values, so that weights can be told apart. */
    public void addTo(Checksum sum) {
        for (float[] array : values.values()) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(array.length, CHUNK));
            for (int start = 0; start < array.length; start += CHUNK) {
                int count = Math.min(CHUNK, array.length - start);
                bytes.clear().asFloatBuffer().put(array, start, count);
                sum.update(bytes.array(), 0, Float.BYTES * count);
            }
        }
    }

    /** Calls the visitor for each tensor of the graph, in order. */
    public static void forEach(Graph graph, Visitor visitor) {
        for (Node node : graph.nodes()) {
            if (node.layer() != null) {
                for (TensorSpec tensor : node.layer().tensors()) {
                    visitor.visit(node.tensorName(tensor), tensor);
                }
            }
        }
    }

    /** Number of learnt values of a graph. */
    public static long learnt(Graph graph) {
        long[] sum = {0};
        forEach(graph, (name, tensor) -> sum[0] += tensor.role().learnt() ? tensor.size() : 0);
        return sum[0];
    }

    /** Sees each tensor. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String name, TensorSpec tensor);
    }
}
