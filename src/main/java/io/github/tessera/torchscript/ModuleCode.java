package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Layer;
import io.github.tessera.network.Node;
import io.github.tessera.network.Pointwise.Cast;
import io.github.tessera.network.Precision;
import io.github.tessera.network.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The TorchScript source of a graph: one class for each module, and in the outermost the forward method. */
final class ModuleCode {
    private final Graph graph;
    private final boolean channelsLast;
    private final Predicate<Node> frozen;

    /**
     * The source of a graph.
     *
     * @param frozen layers that behave as they do after training, always
     */
    ModuleCode(Graph graph, boolean channelsLast, Predicate<Node> frozen) {
        this.graph = graph;
        this.channelsLast = channelsLast;
        this.frozen = frozen;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        declare(ModuleTree.of(graph), text);
        return text.append(forward()).toString();
    }

    /** Inner classes first: TorchScript reads from the top. */
    private static void declare(ModuleTree module, StringBuilder text) {
        module.children().values().forEach(child -> declare(child, text));
        List<TensorSpec> tensors =
                module.layer() == null ? List.of() : module.layer().layer().tensors();
        text.append("class ").append(module.className()).append("(Module):\n");
        text.append("  __parameters__ = [").append(names(tensors, true)).append("]\n");
        text.append("  __buffers__ = [").append(names(tensors, false)).append("]\n");
        tensors.forEach(t -> text.append("  ").append(t.name()).append(" : Tensor\n"));
        text.append("  training : bool\n");
        for (Map.Entry<String, ModuleTree> child : module.children().entrySet()) {
            String name = child.getKey();
            text.append(isIdentifier(name) ? "  " + name + " : " : "  __annotations__[\"" + name + "\"] = ")
                    .append("__torch__.")
                    .append(child.getValue().className())
                    .append('\n');
        }
    }

    private static String names(List<TensorSpec> tensors, boolean learnt) {
        return tensors.stream()
                .filter(t -> t.role().learnt() == learnt)
                .map(t -> "\"" + t.name() + "\", ")
                .collect(Collectors.joining());
    }

    private static boolean isIdentifier(String name) {
        return Character.isJavaIdentifierStart(name.charAt(0));
    }

    private String forward() {
        List<String> results =
                graph.outputs().stream().map(o -> variable(o.node())).toList();
        boolean single = results.size() == 1;
        String type = single
                ? "Tensor"
                : "Tuple[" + results.stream().map(r -> "Tensor").collect(Collectors.joining(", ")) + "]";
        StringBuilder text =
                new StringBuilder("  def forward(self: __torch__.Network,\n    x: Tensor) -> " + type + ":\n");
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

    private String assignment(Node node) {
        List<String> in = node.inputs().stream().map(ModuleCode::variable).toList();
        List<String> own =
                node.layer().tensors().stream().map(t -> read(node, t)).toList();
        String name = variable(node);
        String left = node.layer().returnsIndices() ? name + ", " + name + "_indices" : name;
        String code = node.layer().code(in, own);
        return left + " = " + (frozen.test(node) ? code.replace(Layer.TRAINING, "False") : code);
    }

    private static String variable(Node node) {
        return node.name().replace('.', '_');
    }

    private static String read(Node node, TensorSpec tensor) {
        String module = "self";
        for (String name : node.name().split("\\.", -1)) {
            module = isIdentifier(name) ? module + "." + name : "getattr(" + module + ", \"" + name + "\")";
        }
        String value = module + "." + tensor.name();
        return node.precision() == Precision.FLOAT32 || !tensor.role().cast()
                ? value
                : new Cast(node.precision()).code(List.of(value), List.of());
    }
}
