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
class UNet {
    final Graph g;
    final NetworkSettings settings;

    UNet(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
    }

    static Graph build(NetworkSettings settings) {
        return new UNet(settings).build();
    }

    final Graph build() {
        int deepest = settings.depth() - 1;
        Node[] encoder = new Node[settings.depth()];
        encoder[0] = encode(g.input(), 0);
        for (int i = 1; i <= deepest; i++) {
            encoder[i] = encode(g.maxPool(encoder[i - 1]), i);
        }
        Node x = encoder[deepest];
        for (int i = deepest - 1; i >= 0; i--) {
            Node skip = skip(encoder[i], x);
            Node finer = up(x, maps(i), encoder[i]);
            x = level(settings.skip() == Skip.CONCAT ? g.concat(skip, finer) : g.add(skip, finer), i, 1);
        }
        g.output(g.conv(x, settings.outputs(), 1));
        return g;
    }

    /** What of the encoder's maps the decoder sees; {@code coarser} are the decoder's maps of the level below. */
    Node skip(Node encoded, Node coarser) {
        return encoded;
    }

    private int maps(int level) {
        return settings.width() << level;
    }

    /** The paper has dropout at the end of the contracting path: here behind its last two levels. */
    private Node encode(Node x, int level) {
        int deepest = settings.depth() - 1;
        Node y = level(x, level, level < deepest ? settings.dilation() : 1);
        return settings.dropout() > 0 && level >= deepest - 1 ? g.dropout(y, settings.dropout()) : y;
    }

    private Node level(Node x, int level, int dilation) {
        Node y = x;
        for (int i = 0; i < settings.convolutions(); i++) {
            // The normalization has a shift of its own: a bias before it would have no effect.
            y = g.conv(y, maps(level), 3, 1, dilation, dilation, 1, !settings.batchNorm());
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
