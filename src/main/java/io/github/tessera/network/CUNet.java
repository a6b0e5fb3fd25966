package io.github.tessera.network;

/**
 * C-UNet, the compact U-Net: Bahl, Daniel, Moretti, Lafarge, "Low-power neural networks for semantic segmentation of satellite
 * images", ICCV Workshops 2019, doi 10.1109/ICCVW.2019.00302, in the form that aerial-image courses teach it: plain padded 3 x 3
 * convolutions instead of separable ones, three encoder and two decoder stages of 8, 16 and 32 maps.
 *
 * <p>(N, 3, H, W) to (N, 1, H, W) raw logits; 29,465 parameters at width 8.
 */
final class CUNet {
    private CUNet() {}

    static Graph build(NetworkSettings s) {
        int w = s.width();
        Graph g = new Graph(s.channels());
        Node e1 = g.convRelu(g.input(), w, 2);
        Node e2 = g.convRelu(g.maxPool(e1), 2 * w, 2);
        Node e3 = g.convRelu(g.maxPool(e2), 4 * w, 2);
        Node d2 = g.convRelu(g.concat(e2, g.up(e3, 2 * w, e2)), 2 * w, 2);
        Node d1 = g.convRelu(g.concat(e1, g.up(d2, w, e1)), w, 2);
        g.output(g.conv(d1, s.outputs(), 1));
        return g;
    }
}
