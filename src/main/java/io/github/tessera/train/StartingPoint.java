package io.github.tessera.train;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.WeightTransfer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a training begins with besides fresh weights.
 *
 * @param weights file of weights from elsewhere; null for none
 * @param encoderOnly whether only the encoder's are taken
 * @param firstLayer how a first convolution is brought to the images' channels
 * @param frozen parts that stay as they are, by the beginning of their layers' names, such as {@code backbone} or {@code
 *     backbone.layer1}; the word {@code encoder} means the backbone
 */
public record StartingPoint(Path weights, boolean encoderOnly, FirstLayer firstLayer, List<String> frozen) {
    /** Fresh weights, and all of them learnt. */
    public static final StartingPoint FRESH = new StartingPoint(null, false, FirstLayer.REPEAT, List.of());

    private static final int MOST_NAMED = 12;

    public StartingPoint {
        frozen = List.copyOf(frozen);
    }

    /** The parts in a text such as {@code encoder, up1}; none in an empty one. */
    public static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * The weights to begin with.
     *
     * @throws TesseraException if the file cannot be read, or nothing of it fits
     */
    WeightTransfer transfer(Graph graph, Weights fresh) {
        return WeightTransfer.of(graph, fresh, StateDict.read(weights), firstLayer, encoderOnly);
    }

    /**
     * Which layers are not learnt.
     *
     * @throws TesseraException if a part is not there; the message lists those that are
     */
    Predicate<Node> frozenLayers(Graph graph) {
        for (String part : frozen) {
            if (graph.nodes().stream().noneMatch(node -> within(node, scope(part)))) {
                List<String> known = graph.nodes().stream()
                        .filter(node ->
                                node.layer() != null && !node.layer().tensors().isEmpty())
                        .map(node -> node.name().split("\\.", 2)[0])
                        .distinct()
                        .toList();
                throw new TesseraException("The network has no part called \"" + part + "\" to freeze: its parts are "
                        + String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())))
                        + (known.size() > MOST_NAMED ? " and so on." : "."));
            }
        }
        return node -> frozen.stream().anyMatch(part -> within(node, scope(part)));
    }

    private static String scope(String part) {
        return part.equals("encoder") ? Graph.BACKBONE : part;
    }

    private static boolean within(Node node, String part) {
        return node.layer() != null && (node.name().equals(part) || node.name().startsWith(part + "."));
    }
}
