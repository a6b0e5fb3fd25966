package io.github.tessera.network;

/**
 * The head that torchvision puts on an encoder's maps: a 3 x 3 convolution to a quarter of the maps, normalization, ReLU, dropout, and a 1 x
 * 1 convolution to the outputs; with torchvision's names.
 */
final class FcnHead {
    private FcnHead() {}

    /** The head under the scope {@code h}: raw logits of the maps' size. */
    static Node of(Graph h, Node maps, int outputs) {
        Node y = h.as("0").conv(maps, Math.max(1, maps.channels() / 4), 3, 1, 1, 1, 1, false);
        y = h.relu(h.as("1").batchNorm(y));
        return h.as("4").conv(h.dropout(y, 0.1), outputs, 1);
    }
}
