package io.github.tessera.network;

/**
 * The plain convolutional network that courses begin with: three 3 x 3 convolutions with ReLU at full size, then one of 1 x 1.
 *
 * <p>64, 128 and 256 maps; (N, C, H, W) to (N, outputs, H, W) raw logits; 371,073 parameters for 3 channels and 1 output. It sees 7 x 7
 * pixels: the baseline that any network must beat.
 */
final class PlainCnn {
    private PlainCnn() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Node x = g.convRelu(g.input(), settings.width(), 1);
        x = g.convRelu(x, 2 * settings.width(), 1);
        x = g.convRelu(x, 4 * settings.width(), 1);
        g.output(g.conv(x, settings.outputs(), 1));
        return g;
    }
}
