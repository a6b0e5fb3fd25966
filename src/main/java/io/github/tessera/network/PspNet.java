package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * PSPNet: Zhao, Shi, Qi, Wang, Jia, "Pyramid scene parsing network", CVPR 2017, figure 3, on torchvision's ResNet.
 *
 * <p>A dilated ResNet; means of its last maps over grids of 1, 2, 3 and 6 cells a side are laid beside them. In training an auxiliary head
 * before the last layer counts 0.4. (N, C, H, W) to (N, outputs, H, W) raw logits.
 */
final class PspNet {
    private static final int[] GRIDS = {1, 2, 3, 6};
    private static final double AUXILIARY_WEIGHT = 0.4;

    private PspNet() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Features features = settings.encode(g);
        Node x = features.deepest();
        int maps = Math.max(1, x.channels() / 4);
        Node[] joined = new Node[GRIDS.length + 1];
        joined[0] = x;
        for (int i = 0; i < GRIDS.length; i++) {
            Node mean = Aspp.unit(g.at("pyramid." + i), 0, g.adaptiveAveragePool(x, GRIDS[i]), maps, 1, 1);
            joined[i + 1] = g.upsample(mean, Interpolation.BILINEAR, 1, x);
        }
        Node logits = FcnHead.of(g.at("classifier"), g.concat(joined), maps, settings.outputs());
        g.output(g.upsample(logits, Interpolation.BILINEAR, settings.outputStride(), g.input()));
        if (settings.auxiliary()) {
            FcnResNet.auxiliary(g, features, settings, AUXILIARY_WEIGHT);
        }
        return g;
    }
}
