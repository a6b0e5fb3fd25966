package io.github.tessera.network;

/**
 * The head that torchvision's networks end with: a 3 x 3 convolution, normalization, ReLU, dropout, and a 1 x 1 convolution to the outputs;
 * with torchvision's names.
 */
final class FcnHead {
    private FcnHead() {}

    /**
     * The head under the scope {@code h}: raw logits of the maps' size.
     *
     * @param between maps between its two convolutions
     */
    static Node of(Graph h, Node maps, int between, int outputs) {
        Node y = Aspp.unit(h, 0, maps, between, 3, 1);
        return h.as("4").conv(h.dropout(y, 0.1), outputs, 1);
    }

    /** The head with a quarter of the maps between its convolutions, as torchvision has it. */
    static Node of(Graph h, Node maps, int outputs) {
        return of(h, maps, Math.max(1, maps.channels() / 4), outputs);
    }
}
