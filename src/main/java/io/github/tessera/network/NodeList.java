package io.github.tessera.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of a graph, their names, and which of them are outputs; what layers there are, {@link Graph} says. */
public abstract sealed class NodeList permits Graph {
    /** What all scopes of a graph share. */
    private record Contents(List<Node> nodes, List<Output> outputs, Set<String> names, Precision precision) {}

    /**
     * One result of the network.
     *
     * @param node raw logits
     * @param weight its share in the loss, relative to the others; the main output's is 1
     */
    public record Output(Node node, double weight) {}

    private final Contents contents;
    private final String scope;
    private final String fixedName;

    NodeList(int channels, Precision precision) {
        if (channels < 1) {
            throw new IllegalArgumentException("A network needs at least 1 input channel, not " + channels + ".");
        }
        contents = new Contents(new ArrayList<>(), new ArrayList<>(), new HashSet<>(Set.of("x")), precision);
        scope = "";
        fixedName = null;
        contents.nodes().add(new Node(0, "x", null, List.of(), channels, Precision.FLOAT32));
        if (precision != Precision.FLOAT32) {
            add(
                    "cast",
                    channels,
                    new Pointwise.Cast(precision),
                    contents.nodes().get(0));
        }
    }

    /** The same nodes; the next ones are named within {@code scope}, or, where it is not null, by {@code fixedName}. */
    NodeList(NodeList other, String scope, String fixedName) {
        this.contents = other.contents;
        this.scope = scope;
        this.fixedName = fixedName;
    }

    String scope() {
        return scope;
    }

    /** The image, (N, channels, H, W), in the number type that the graph computes in. */
    public Node input() {
        return contents.nodes().get(contents.precision() == Precision.FLOAT32 ? 0 : 1);
    }

    /** Channels of the image. */
    public int channels() {
        return contents.nodes().get(0).channels();
    }

    /** All nodes, the input first, each after those it reads. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(contents.nodes());
    }

    /** What the network returns: the main output first, auxiliary ones after it. */
    public List<Output> outputs() {
        return Collections.unmodifiableList(contents.outputs());
    }

    /** The first output: the one that images are segmented with. */
    public Node mainOutput() {
        return contents.outputs().get(0).node();
    }

    /** Declares the main output. */
    public void output(Node node) {
        output(node, 1);
    }

    /** Declares an output; the first is the main one, later ones are auxiliary: only training sees them. */
    public void output(Node node, double weight) {
        Node result = node.precision() == Precision.FLOAT32
                ? node
                : add("cast", node.channels(), new Pointwise.Cast(Precision.FLOAT32), node);
        contents.outputs().add(new Output(result, weight));
    }

    /** A layer under a name of its own choice. */
    Node add(String kind, int channels, Layer layer, Node... inputs) {
        if (channels < 1) {
            throw new IllegalArgumentException("A layer needs at least 1 feature map, not " + channels + ".");
        }
        Precision precision = layer instanceof Pointwise.Cast cast ? cast.precision() : inputs[0].precision();
        Node node = new Node(contents.nodes().size(), name(kind), layer, List.of(inputs), channels, precision);
        contents.nodes().add(node);
        return node;
    }

    private String name(String kind) {
        if (fixedName != null) {
            if (!contents.names().add(scope + fixedName)) {
                throw new IllegalArgumentException("Two layers have the name " + scope + fixedName + ".");
            }
            return scope + fixedName;
        }
        int number = 1;
        while (!contents.names().add(scope + kind + number)) {
            number++;
        }
        return scope + kind + number;
    }
}
