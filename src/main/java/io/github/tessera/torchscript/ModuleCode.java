package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.Pointwise.Cast;
import io.github.tessera.network.Precision;
import io.github.tessera.network.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The TorchScript source of a graph: one class for each layer that owns tensors, and the main one with the forward method. */
final class ModuleCode {
    static final String MAIN = "Network";

    private final Graph graph;
    private final boolean channelsLast;

    ModuleCode(Graph graph, boolean channelsLast) {
        this.graph = graph;
        this.channelsLast = channelsLast;
    }

    static boolean ownsTensors(Node node) {
        return node.layer() != null && !node.layer().tensors().isEmpty();
    }

    static String className(Node node) {
        return node.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + node.name().substring(1);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        List<Node> owners =
                graph.nodes().stream().filter(ModuleCode::ownsTensors).toList();
        owners.forEach(node -> text.append(layerClass(node)));
        text.append("class ").append(MAIN).append("(Module):\n");
        text.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        owners.forEach(node -> text.append("  %s : __torch__.%s\n".formatted(node.name(), className(node))));
        text.append(forward());
        return text.toString();
    }

    private static String layerClass(Node node) {
        List<TensorSpec> tensors = node.layer().tensors();
        StringBuilder text = new StringBuilder("class " + className(node) + "(Module):\n");
        text.append("  __parameters__ = [").append(names(tensors, true)).append("]\n");
        text.append("  __buffers__ = [").append(names(tensors, false)).append("]\n");
        tensors.forEach(t -> text.append("  ").append(t.name()).append(" : Tensor\n"));
        return text.append("  training : bool\n").toString();
    }

    private static String names(List<TensorSpec> tensors, boolean learnt) {
        return tensors.stream()
                .filter(t -> t.role().learnt() == learnt)
                .map(t -> "\"" + t.name() + "\", ")
                .collect(Collectors.joining());
    }

    private String forward() {
        List<String> results = new ArrayList<>();
        graph.outputs().forEach(node -> results.add(node.name()));
        boolean single = results.size() == 1;
        String type = single
                ? "Tensor"
                : "Tuple[" + results.stream().map(r -> "Tensor").collect(Collectors.joining(", ")) + "]";
        StringBuilder text =
                new StringBuilder("  def forward(self: __torch__." + MAIN + ",\n    x: Tensor) -> " + type + ":\n");
        if (channelsLast) {
            text.append("    x = torch.contiguous(x, memory_format=2)\n");
        }
        for (Node node : graph.nodes()) {
            if (node.layer() != null) {
                text.append("    ").append(assignment(node)).append('\n');
            }
        }
        String returned = String.join(", ", results);
        return text.append("    return ")
                .append(single ? returned : "(" + returned + ")")
                .append('\n')
                .toString();
    }

    private static String assignment(Node node) {
        List<String> in = node.inputs().stream().map(Node::name).toList();
        List<String> own = node.layer().tensors().stream()
                .map(t -> castTo(node, "self." + node.name() + "." + t.name()))
                .toList();
        String left = node.layer().returnsIndices() ? node.name() + ", " + node.name() + "_indices" : node.name();
        return left + " = " + node.layer().code(in, own);
    }

    private static String castTo(Node node, String tensor) {
        return node.precision() == Precision.FLOAT32
                ? tensor
                : new Cast(node.precision()).code(List.of(tensor), List.of());
    }
}
