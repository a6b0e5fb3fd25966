package io.github.tessera.network;

import java.util.List;

/**
 * One node of a graph: a layer and the nodes that feed it.
 *
 * @param index position in the graph, from 0 (the input)
 * @param name unique within the graph, as it stands in state dicts: conv1, up1, norm1
 * @param layer the operation; null for the input
 * @param inputs the nodes it reads, all of smaller index
 * @param channels feature maps of the output
 * @param precision number type of the output
 */
public record Node(int index, String name, Layer layer, List<Node> inputs, int channels, Precision precision) {
    /** Full name of one of the layer's tensors in a state dict. */
    public String tensorName(TensorSpec tensor) {
        return name + "." + tensor.name();
    }
}
