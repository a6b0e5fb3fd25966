package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * The fully convolutional network of torchvision: a ResNet, dilated to an output stride of 8, one head on its last maps and, in training,
 * an auxiliary one before its last layer; the idea is that of {@link Fcn}.
 *
 * <p>(N, C, H, W) to (N, outputs, H, W) raw logits; 32,957,013 parameters on ResNet-50 for 3 channels and 21 outputs, 35,322,218 with the
 * auxiliary head. Names are torchvision's.
 */
final class FcnResNet {
    private static final double AUXILIARY_WEIGHT = 0.5;

    private FcnResNet() {}

    static Graph build(NetworkSettings settings) {
        Graph g = new Graph(settings.channels(), settings.precision());
        Features features = settings.encode(g);
        int stride = settings.outputStride();
        Node logits = FcnHead.of(g.at("classifier"), features.deepest(), settings.outputs());
        g.output(g.upsample(logits, Interpolation.BILINEAR, stride, g.input()));
        if (settings.auxiliary()) {
            auxiliary(g, features, settings, AUXILIARY_WEIGHT);
        }
        return g;
    }

    /** Adds the auxiliary head as an output of the image's size. */
    static void auxiliary(Graph g, Features features, NetworkSettings settings, double weight) {
        Node logits = FcnHead.of(g.at("aux_classifier"), features.auxiliary(), settings.outputs());
        g.output(g.upsample(logits, Interpolation.BILINEAR, settings.outputStride(), g.input()), weight);
    }
}
