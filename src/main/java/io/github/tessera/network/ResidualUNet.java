package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * Residual U-Net: Zhang, Liu, Wang, "Road extraction by deep residual U-Net", IEEE Geoscience and Remote Sensing Letters 2018, table 1.
 *
 * <p>Levels of one residual unit (normalization, ReLU, convolution, twice, plus a shortcut), coarser by strides instead of pooling, finer
 * by interpolation. (N, C, H, W) to (N, outputs, H, W) raw logits.
 */
final class ResidualUNet {
    private final Graph g;
    private final NetworkSettings settings;

    private ResidualUNet(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new ResidualUNet(settings).build();
    }

    private Graph build() {
        Node[] encoder = new Node[settings.depth()];
        encoder[0] = first(g.input());
        for (int i = 1; i < encoder.length; i++) {
            encoder[i] = unit(encoder[i - 1], i, 2);
        }
        Node x = encoder[encoder.length - 1];
        for (int i = encoder.length - 2; i >= 0; i--) {
            x = unit(g.concat(encoder[i], g.upsample(x, Interpolation.BILINEAR, 2, encoder[i])), i, 1);
        }
        g.output(g.conv(x, settings.outputs(), 1));
        return g;
    }

    /** The image itself is not normalized by its batch. */
    private Node first(Node image) {
        int maps = settings.width();
        Node y = g.relu(g.batchNorm(g.conv(image, maps, 3, 1, 1, 1, 1, false)));
        return g.add(g.conv(y, maps, 3), shortcut(image, maps, 1));
    }

    private Node unit(Node x, int level, int stride) {
        int maps = settings.width() << level;
        Node y = g.conv(g.relu(g.batchNorm(x)), maps, 3, stride, 1, 1, 1, false);
        y = g.conv(g.relu(g.batchNorm(y)), maps, 3);
        return g.add(y, shortcut(x, maps, stride));
    }

    private Node shortcut(Node x, int maps, int stride) {
        return g.batchNorm(g.conv(x, maps, 1, stride, 0, 1, 1, false));
    }
}
