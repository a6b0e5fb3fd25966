package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * DeepLab v1 with a large field of view: Chen, Papandreou, Kokkinos, Murphy, Yuille, "Semantic image segmentation with deep convolutional
 * nets and fully connected CRFs", ICLR 2015, sections 3.1 and 4.2 (the CRF is a step of its own).
 *
 * <p>VGG16 whose last two poolings keep the size, with a dilated last block and a dilated classifier of 1024 maps. (N, C, H, W) to (N,
 * outputs, H, W) raw logits; 20,505,429 parameters for 3 channels and 21 outputs (the paper: 20.5 million).
 */
final class DeepLabV1 {
    private static final int STRIDE = 8;

    private DeepLabV1() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Vgg vgg = new Vgg(g.at(Graph.BACKBONE), settings.encoder(), settings.width());
        Node x = g.input();
        for (int i = 1; i <= Vgg.BLOCKS; i++) {
            x = vgg.block(x, i == Vgg.BLOCKS ? 2 : 1);
            x = g.maxPool(x, 3, i <= 3 ? 2 : 1, 1);
        }
        int maps = 16 * settings.width();
        x = g.dropout(g.relu(g.conv(x, maps, 3, 1, 12, 12, 1, true)), 0.5);
        x = g.dropout(g.relu(g.conv(x, maps, 1)), 0.5);
        g.output(g.upsample(g.conv(x, settings.outputs(), 1), Interpolation.BILINEAR, STRIDE, g.input()));
        return g;
    }
}
