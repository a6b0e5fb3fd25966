package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The modules of an archive, as the dots in the layers' names nest them.
 *
 * @param path dots between the names of the modules around it and its own; empty for the whole network
 * @param layer the layer whose tensors it owns; null where it only holds other modules
 * @param children by their own names, in the graph's order
 */
record ModuleTree(String path, Node layer, Map<String, ModuleTree> children) {
    /** All modules of a graph that own tensors, in their places. */
    static ModuleTree of(Graph graph) {
        ModuleTree root = new ModuleTree("", null, new LinkedHashMap<>());
        for (Node node : graph.nodes()) {
            if (node.layer() != null && !node.layer().tensors().isEmpty()) {
                root.put(node);
            }
        }
        return root;
    }

    private void put(Node node) {
        ModuleTree parent = this;
        int start = 0;
        for (int dot = node.name().indexOf('.'); dot >= 0; dot = node.name().indexOf('.', start)) {
            String path = node.name().substring(0, dot);
            parent = parent.children.computeIfAbsent(
                    node.name().substring(start, dot), name -> new ModuleTree(path, null, new LinkedHashMap<>()));
            start = dot + 1;
        }
        parent.children.put(node.name().substring(start), new ModuleTree(node.name(), node, Map.of()));
    }

    /** The name of its TorchScript class. */
    String className() {
        return path.isEmpty() ? "Network" : "Module_" + path.replace('.', '_');
    }
}
