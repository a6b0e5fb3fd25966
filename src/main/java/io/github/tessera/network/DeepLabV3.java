package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * DeepLab v3: Chen, Papandreou, Schroff, Adam, "Rethinking atrous convolution for semantic image segmentation", 2017: with a pyramid
 * (figure 5, as torchvision builds it) or cascaded (figure 3b).
 *
 * <p>(N, C, H, W) to (N, outputs, H, W) raw logits; with the pyramid 39,638,869 parameters on ResNet-50 for 3 channels and 21 outputs,
 * 42,004,074 with the auxiliary head. Names are torchvision's.
 */
final class DeepLabV3 {
    private static final double AUXILIARY_WEIGHT = 0.5;

    /** Further copies of the last layer in the cascaded form. */
    private static final int COPIES = 3;

    /** Multi grid: factors of the dilation within a layer, section 4.2.1. */
    private static final int[] GRID = {1, 2, 1};

    private DeepLabV3() {}

    /** With atrous spatial pyramid pooling. */
    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Features features = settings.encode(g);
        Graph head = g.at("classifier");
        Node x = new Aspp(head.at("0"), settings, false).of(features.deepest());
        x = Aspp.unit(head, 1, x, x.channels(), 3, 1);
        Node logits = head.as("4").conv(x, settings.outputs(), 1);
        g.output(g.upsample(logits, Interpolation.BILINEAR, settings.outputStride(), g.input()));
        if (settings.auxiliary()) {
            FcnResNet.auxiliary(g, features, settings, AUXILIARY_WEIGHT);
        }
        return g;
    }

    /** With the last layer repeated, ever more dilated. */
    static Graph buildCascade(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        ResNet net = new ResNet(g.at(Graph.BACKBONE), settings.encoder(), settings.width());
        Node x = net.beforeLastLayer(settings.outputStride());
        int rate = 32 / settings.outputStride();
        for (int i = 0; i <= COPIES; i++) {
            int unit = rate << i;
            int stride = i == 0 && rate == 1 ? 2 : 1;
            x = net.layer(x, ResNet.LAYERS + i, stride, block -> unit * GRID[block % GRID.length]);
        }
        Node logits = g.at("classifier").conv(x, settings.outputs(), 1);
        g.output(g.upsample(logits, Interpolation.BILINEAR, settings.outputStride(), g.input()));
        return g;
    }
}
