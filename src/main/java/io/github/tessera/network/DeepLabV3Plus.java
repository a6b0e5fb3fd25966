package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * DeepLab v3+: Chen, Zhu, Papandreou, Schroff, Adam, "Encoder-decoder with atrous separable convolution for semantic image segmentation",
 * ECCV 2018, figure 2.
 *
 * <p>DeepLab v3's pyramid, then a decoder that joins it with maps of a quarter of the image's size; on Xception the 3 x 3 convolutions of both
 * are depthwise separable. (N, C, H, W) to (N, outputs, H, W) raw logits.
 */
final class DeepLabV3Plus {
    private static final int FINE_STRIDE = 4;
    private static final int FINE_MAPS = 48;
    private static final int MAPS = 256;

    private DeepLabV3Plus() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        boolean separable = settings.encoder() == Encoder.XCEPTION;
        Features features = settings.encode(g);
        Node coarse = new Aspp(g.at("aspp"), settings, separable).of(features.deepest());
        Graph decoder = g.at("decoder");
        Node fine = Aspp.unit(decoder.at("low"), 0, features.at(FINE_STRIDE), settings.scaled(FINE_MAPS), 1, 1);
        int factor = settings.outputStride() / FINE_STRIDE;
        Node x = g.concat(fine, g.upsample(coarse, Interpolation.BILINEAR, factor, fine));
        x = unit(decoder.at("conv1"), x, settings, separable);
        x = g.dropout(unit(decoder.at("conv2"), x, settings, separable), 0.1);
        Node logits = g.at("classifier").conv(x, settings.outputs(), 1);
        g.output(g.upsample(logits, Interpolation.BILINEAR, FINE_STRIDE, g.input()));
        return g;
    }

    private static Node unit(Graph b, Node x, NetworkSettings settings, boolean separable) {
        int maps = settings.scaled(MAPS);
        return separable ? Aspp.separable(b, x, maps, 1) : Aspp.unit(b, 0, x, maps, 3, 1);
    }
}
