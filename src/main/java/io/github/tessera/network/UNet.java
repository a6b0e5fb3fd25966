package io.github.tessera.network;

import io.github.tessera.network.NetworkSettings.Skip;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.network.Resizing.Interpolation;

/**
 * The U-Net family: Ronneberger, Fischer, Brox, "U-Net: convolutional networks for biomedical image segmentation", MICCAI 2015,
 * figure 1, with padded convolutions, so that the output has the input's size.
 *
 * <p>Each level down halves the image and doubles the maps; each level up joins the encoder's maps of its size. (N, C, H, W) to
 * (N, outputs, H, W) raw logits; 31,031,810 parameters at width 64, depth 5, 3 channels, 2 outputs.
 */
final class UNet {
    private final Graph g;
    private final NetworkSettings settings;

    private UNet(NetworkSettings settings) {
        this.g = new Graph(settings.channels());
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new UNet(settings).build();
    }

    private Graph build() {
        Node[] encoder = new Node[settings.depth()];
        encoder[0] = level(g.input(), 0);
        for (int i = 1; i < encoder.length; i++) {
            encoder[i] = level(g.maxPool(encoder[i - 1]), i);
        }
        Node x = encoder[encoder.length - 1];
        for (int i = encoder.length - 2; i >= 0; i--) {
            Node finer = up(x, maps(i), encoder[i]);
            x = level(settings.skip() == Skip.CONCAT ? g.concat(encoder[i], finer) : g.add(encoder[i], finer), i);
        }
        g.output(g.conv(x, settings.outputs(), 1));
        return g;
    }

    private int maps(int level) {
        return settings.width() << level;
    }

    private Node level(Node x, int level) {
        Node y = x;
        for (int i = 0; i < settings.convolutions(); i++) {
            // The normalization has a shift of its own: a bias before it would have no effect.
            y = g.conv(y, maps(level), 3, 1, 1, 1, 1, !settings.batchNorm());
            y = g.relu(settings.batchNorm() ? g.batchNorm(y) : y);
        }
        return y;
    }

    private Node up(Node x, int channels, Node like) {
        return settings.upsampling() == Upsampling.TRANSPOSED
                ? g.up(x, channels, like)
                : g.conv(g.upsample(x, Interpolation.BILINEAR, 2, like), channels, 1);
    }
}
