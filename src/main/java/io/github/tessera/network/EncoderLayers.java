package io.github.tessera.network;

import io.github.tessera.progress.TesseraException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which layers of a network are its encoder: those of the scope {@link Graph#BACKBONE}, and in networks without one, such as the U-Nets, all
 * that the coarsest maps are made by, up to where they first become finer.
 */
public final class EncoderLayers {
    private EncoderLayers() {}

    /**
     * The names of the encoder's nodes.
     *
     * @throws TesseraException if the network has none, for its maps never become finer
     */
    public static Set<String> of(Graph graph) {
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.name().startsWith(Graph.BACKBONE + ".")) {
                names.add(node.name());
            }
        }
        return names.isEmpty() ? contracting(graph) : names;
    }

    /** What all first steps up from the coarsest grid have in common: a gate beside the way up, as in Attention U-Net, is none of it. */
    private static Set<String> contracting(Graph graph) {
        double[] jumps = Shapes.jumps(graph);
        boolean[] risen = new boolean[jumps.length];
        BitSet common = null;
        double coarsest = 0;
        for (Node node : graph.nodes()) {
            for (Node in : seen(node)) {
                risen[node.index()] |= risen[in.index()];
            }
            boolean finer = node.layer() != null && node.layer().reach().step() < 1;
            if (finer && !risen[node.index()]) {
                Node from = node.inputs().get(0);
                double jump = jumps[from.index()];
                BitSet before = before(from);
                if (jump > coarsest) {
                    coarsest = jump;
                    common = before;
                } else if (jump == coarsest) {
                    common.and(before);
                }
            }
            risen[node.index()] |= finer;
        }
        if (common == null) {
            throw new TesseraException("This network has no encoder, for its maps are never made finer again:"
                    + " name the beginnings of layers, such as conv1, or choose another network.");
        }
        Set<String> names = new HashSet<>();
        common.stream().forEach(i -> names.add(graph.nodes().get(i).name()));
        return names;
    }

    /** A node and all that it depends on, the image aside. */
    private static BitSet before(Node last) {
        BitSet found = new BitSet();
        collect(last, found);
        return found;
    }

    private static void collect(Node node, BitSet found) {
        if (node.layer() != null && !found.get(node.index())) {
            found.set(node.index());
            seen(node).forEach(in -> collect(in, found));
        }
    }

    private static List<Node> seen(Node node) {
        return node.layer() == null
                ? List.of()
                : node.inputs().subList(0, node.layer().seen(node.inputs().size()));
    }
}
