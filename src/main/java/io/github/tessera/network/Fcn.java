package io.github.tessera.network;

import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.network.Resizing.Interpolation;

/**
 * FCN-32, FCN-16 and FCN-8: Long, Shelhamer, Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015, figure 3, with
 * padding inside the layers instead of 100 pixels around the image.
 *
 * <p>VGG with its classifier as convolutions (7 x 7 and 1 x 1, 4096 maps, names as torchvision's); scores of the last maps, of pool4 and of
 * pool3 are summed, coarse to fine. (N, C, H, W) to (N, outputs, H, W) raw logits; FCN-8 with interpolation has 134,362,751 parameters for 3
 * channels and 21 outputs.
 */
final class Fcn {
    private final Graph g;
    private final NetworkSettings settings;

    private Fcn(NetworkSettings settings) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
    }

    /** Only the last maps' scores. */
    static Graph build32(NetworkSettings settings) {
        return new Fcn(settings).build(5);
    }

    /** Scores of pool4 too. */
    static Graph build16(NetworkSettings settings) {
        return new Fcn(settings).build(4);
    }

    /** Scores of pool4 and pool3 too. */
    static Graph build8(NetworkSettings settings) {
        return new Fcn(settings).build(3);
    }

    private Graph build(int finest) {
        Graph backbone = g.at(Graph.BACKBONE);
        Vgg vgg = new Vgg(backbone, settings.encoder(), settings.width());
        Node[] pools = new Node[Vgg.BLOCKS + 1];
        pools[0] = g.input();
        for (int i = 1; i <= Vgg.BLOCKS; i++) {
            pools[i] = g.maxPool(vgg.block(pools[i - 1]));
        }
        Node score = score(classifier(backbone.at("classifier"), pools[Vgg.BLOCKS]));
        for (int i = Vgg.BLOCKS - 1; i >= finest; i--) {
            score = g.add(up(score, 2, pools[i]), score(pools[i]));
        }
        g.output(up(score, 1 << finest, g.input()));
        return g;
    }

    private Node classifier(Graph c, Node x) {
        int maps = 64 * settings.width();
        Node y = g.dropout(g.relu(c.as("0").conv(x, maps, 7)), 0.5);
        return g.dropout(g.relu(c.as("3").conv(y, maps, 1)), 0.5);
    }

    private Node score(Node x) {
        return g.conv(x, settings.outputs(), 1);
    }

    private Node up(Node x, int factor, Node like) {
        return settings.upsampling() == Upsampling.TRANSPOSED
                ? g.bilinearUp(x, factor, like)
                : g.upsample(x, Interpolation.BILINEAR, factor, like);
    }
}
