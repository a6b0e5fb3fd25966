package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * Atrous spatial pyramid pooling with image pooling: Chen, Papandreou, Schroff, Adam, "Rethinking atrous convolution for semantic image
 * segmentation", 2017, figure 5; with torchvision's names.
 *
 * <p>A 1 x 1 convolution, three dilated ones, and the image's mean, each to 256 maps, joined and projected to 256.
 */
final class Aspp {
    private static final int MAPS = 256;

    /** Dilations at an output stride of 8. */
    private static final int[] RATES = {12, 24, 36};

    private final Graph g;
    private final NetworkSettings settings;
    private final boolean separable;

    /**
     * A pyramid to add.
     *
     * @param scope its layers' names begin with it
     * @param separable whether the dilated convolutions are depthwise separable, as in v3+ on Xception
     */
    Aspp(Graph scope, NetworkSettings settings, boolean separable) {
        this.g = scope;
        this.settings = settings;
        this.separable = separable;
    }

    /** The maps that it makes of an encoder's last ones. */
    Node of(Node x) {
        int maps = settings.scaled(MAPS);
        Node[] branches = new Node[RATES.length + 2];
        branches[0] = unit(g.at("convs.0"), 0, x, maps, 1, 1);
        for (int i = 0; i < RATES.length; i++) {
            int rate = Math.max(1, RATES[i] * 8 / settings.outputStride());
            Graph branch = g.at("convs." + (i + 1));
            branches[i + 1] = separable ? separable(branch, x, maps, rate) : unit(branch, 0, x, maps, 3, rate);
        }
        // The mean has one value a map, which cannot be normalized over a batch of 1: see Shapes.requireStatistics.
        Node mean = unit(g.at("convs." + (RATES.length + 1)), 1, g.adaptiveAveragePool(x, 1), maps, 1, 1);
        branches[RATES.length + 1] = g.upsample(mean, Interpolation.BILINEAR, 1, x);
        return g.dropout(unit(g.at("project"), 0, g.concat(branches), maps, 1, 1), 0.5);
    }

    /** Convolution without bias, normalization, ReLU; named {@code first} and {@code first + 1}. */
    static Node unit(Graph b, int first, Node x, int maps, int kernel, int dilation) {
        Node y =
                b.as(Integer.toString(first)).conv(x, maps, kernel, 1, dilation * (kernel - 1) / 2, dilation, 1, false);
        return b.relu(b.as(Integer.toString(first + 1)).batchNorm(y));
    }

    /** The same as a depthwise 3 x 3 convolution and a 1 x 1, each normalized. */
    static Node separable(Graph b, Node x, int maps, int dilation) {
        Node y = b.as("0").conv(x, x.channels(), 3, 1, dilation, dilation, x.channels(), false);
        y = b.relu(b.as("1").batchNorm(y));
        return unit(b, 3, y, maps, 1, 1);
    }
}
