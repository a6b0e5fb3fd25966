package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * DeepLab v2: Chen, Papandreou, Kokkinos, Murphy, Yuille, "DeepLab: semantic image segmentation with deep convolutional nets, atrous
 * convolution, and fully connected CRFs", IEEE TPAMI 2018, figure 7 with ASPP-L.
 *
 * <p>A dilated ResNet; four 3 x 3 convolutions of different dilation look at its last maps, and their scores are summed. (N, C, H, W) to (N,
 * outputs, H, W) raw logits.
 */
final class DeepLabV2 {
    /** Dilations at an output stride of 8. */
    private static final int[] RATES = {6, 12, 18, 24};

    private DeepLabV2() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Node maps = settings.encode(g).deepest();
        Node sum = null;
        for (int rate : RATES) {
            int dilation = Math.max(1, rate * 8 / settings.outputStride());
            Node score = g.conv(maps, settings.outputs(), 3, 1, dilation, dilation, 1, true);
            sum = sum == null ? score : g.add(sum, score);
        }
        g.output(g.upsample(sum, Interpolation.BILINEAR, settings.outputStride(), g.input()));
        return g;
    }
}
