package io.github.tessera.torchscript;

import io.github.tessera.network.EncoderLayers;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weights from elsewhere in a network: what was taken by name and shape, and what was not.
 *
 * @param weights of the network: taken ones, and fresh ones where none fit
 * @param taken names of the tensors taken
 * @param fresh tensors of the network that the file has not, with their shapes
 * @param misfits tensors of both whose shapes differ, with both shapes
 * @param unused tensors of the file that the network has not, with their shapes
 */
public record WeightTransfer(
        Weights weights, List<String> taken, List<String> fresh, List<String> misfits, List<String> unused) {
    /** More names than this help nobody in a log. */
    private static final int MOST_NAMED = 12;

    /**
     * Takes what fits. Kernels of classifiers that other networks keep as matrices fit too: (O, I) as (O, I, 1, 1), (O, I x kH x kW) as
     * (O, I, kH, kW).
     *
     * @param initial what stays where nothing fits
     * @param encoderOnly whether only the encoder's tensors are looked for
     * @throws TesseraException if nothing fits, or only the encoder's are wanted of a network that has none
     */
    public static WeightTransfer of(
            Graph graph, Weights initial, StateDict from, FirstLayer firstLayer, boolean encoderOnly) {
        return new Search(graph, from, firstLayer).run(initial, encoderOnly);
    }

    private static final class Search {
        private final Graph graph;
        private final StateDict from;
        private final FirstLayer firstLayer;
        private final Map<String, float[]> values = new LinkedHashMap<>();
        private final List<String> taken = new ArrayList<>();
        private final List<String> fresh = new ArrayList<>();
        private final List<String> misfits = new ArrayList<>();
        private final Set<String> used = new LinkedHashSet<>();

        Search(Graph graph, StateDict from, FirstLayer firstLayer) {
            this.graph = graph;
            this.from = from;
            this.firstLayer = firstLayer;
        }

        WeightTransfer run(Weights initial, boolean encoderOnly) {
            values.putAll(initial.asMap());
            Set<String> encoder = encoderOnly ? EncoderLayers.of(graph) : Set.of();
            for (Node node : graph.nodes()) {
                if (node.layer() != null && (!encoderOnly || encoder.contains(node.name()))) {
                    node.layer().tensors().forEach(tensor -> look(node, tensor));
                }
            }
            if (taken.isEmpty()) {
                Map.Entry<String, StateTensor> first =
                        from.asMap().entrySet().iterator().next();
                throw new TesseraException("None of the " + from.asMap().size()
                        + " tensors of the weights fits this network (theirs begin with "
                        + named(first.getKey(), first.getValue().shape()) + "; it wants "
                        + (misfits.isEmpty()
                                ? String.join(", ", first(fresh, 2))
                                : String.join(", ", first(misfits, 2)))
                        + "): choose weights of the same network or encoder.");
            }
            List<String> unused = from.asMap().entrySet().stream()
                    .filter(e -> !used.contains(e.getKey()))
                    .map(e -> named(e.getKey(), e.getValue().shape()))
                    .toList();
            return new WeightTransfer(new Weights(graph, values), taken, fresh, misfits, unused);
        }

        private void look(Node node, TensorSpec tensor) {
            String name = node.tensorName(tensor);
            for (String candidate : ForeignNames.of(name)) {
                StateTensor there = from.asMap().get(candidate);
                if (there != null) {
                    used.add(candidate);
                    float[] fitted = fitted(node, tensor, there);
                    if (fitted == null) {
                        misfits.add(
                                name + " is " + shape(there.shape()) + " there, " + shape(tensor.shape()) + " here");
                    } else {
                        values.put(name, fitted);
                        taken.add(name);
                    }
                    return;
                }
            }
            fresh.add(named(name, tensor.shape()));
        }

        private float[] fitted(Node node, TensorSpec tensor, StateTensor there) {
            int[] here = tensor.shape();
            int[] other = there.shape();
            boolean matrix = here.length == 4
                    && other.length == 2
                    && here[0] == other[0]
                    && (long) here[1] * here[2] * here[3] == other[1];
            if (Arrays.equals(here, other) || matrix) {
                return there.values();
            }
            boolean first = node.inputs().get(0).index() == graph.input().index();
            boolean channels = here.length == 4
                    && other.length == 4
                    && here[0] == other[0]
                    && here[2] == other[2]
                    && here[3] == other[3];
            return first && channels ? firstLayer.adapt(there, here[1]) : null;
        }
    }

    private static String named(String name, int[] shape) {
        return name + " " + shape(shape);
    }

    private static String shape(int[] shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<String> first(List<String> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    /** What happened, a line each: how many tensors were taken, and by name and shape what does not fit, is missing, or is left over. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add(taken.size() + " of " + (taken.size() + fresh.size() + misfits.size())
                + " tensors come from the weights given.");
        list(lines, "Do not fit, and start fresh: ", misfits);
        list(lines, "Not among the weights given, and start fresh: ", fresh);
        list(lines, "Not used of the weights given: ", unused);
        return lines;
    }

    private static void list(List<String> lines, String title, List<String> names) {
        if (!names.isEmpty()) {
            int more = names.size() - MOST_NAMED;
            lines.add(title
                    + String.join("; ", first(names, MOST_NAMED))
                    + (more > 0 ? "; and " + more + " more." : "."));
        }
    }
}
