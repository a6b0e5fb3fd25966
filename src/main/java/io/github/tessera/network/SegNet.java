package io.github.tessera.network;

/**
 * SegNet: Badrinarayanan, Kendall, Cipolla, "SegNet: a deep convolutional encoder-decoder architecture for image segmentation", IEEE TPAMI
 * 2017, figure 2, with the narrow decoder that courses teach.
 *
 * <p>VGG's convolutions; each pooling remembers where its maxima were, and the decoder puts its values back there. (N, C, H, W) to (N,
 * outputs, H, W) raw logits; 20,742,591 parameters on VGG16 for 3 channels and 21 outputs.
 */
final class SegNet {
    /** Maps of the decoder's convolutions from the coarsest stage on, in units of the width. */
    private static final int[][] DECODER = {{4, 4, 8}, {4, 4, 4}, {2, 2, 2}, {1, 1}};

    private SegNet() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Vgg vgg = new Vgg(g.at(Graph.BACKBONE), settings.encoder(), settings.width());
        Node[] blocks = new Node[Vgg.BLOCKS];
        Node[] pools = new Node[Vgg.BLOCKS];
        for (int i = 0; i < Vgg.BLOCKS; i++) {
            blocks[i] = vgg.block(i == 0 ? g.input() : pools[i - 1]);
            pools[i] = g.maxPoolWithIndices(blocks[i]);
        }
        Node x = pools[Vgg.BLOCKS - 1];
        for (int i = Vgg.BLOCKS - 1; i > 0; i--) {
            x = g.maxUnpool(x, g.indices(pools[i]), blocks[i]);
            for (int maps : DECODER[Vgg.BLOCKS - 1 - i]) {
                x = g.relu(g.batchNorm(g.conv(x, maps * settings.width(), 3)));
            }
        }
        x = g.maxUnpool(x, g.indices(pools[0]), blocks[0]);
        g.output(g.batchNorm(g.conv(x, settings.outputs(), 3)));
        return g;
    }
}
