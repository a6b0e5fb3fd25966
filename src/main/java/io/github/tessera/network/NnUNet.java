package io.github.tessera.network;

/**
 * The networks of nnU-Net: Isensee, Jaeger, Kohl, Petersen, Maier-Hein, "nnU-Net: a self-configuring method for deep learning-based
 * biomedical image segmentation", Nature Methods 2021, and, with a residual encoder, Isensee et al., "nnU-Net revisited", MICCAI 2024; in
 * two dimensions.
 *
 * <p>Instance normalization, leaky ReLU, strides instead of pooling, 32 maps doubling to at most 512, so many levels that the coarsest has 4 pixels
 * a side, and in training a head on every level of the decoder but the coarsest, each weighing half of the next finer. (N, C, H, W) to (N,
 * outputs, H, W) raw logits, then those of half the size, a quarter, ...
 */
final class NnUNet {
    /** Pixels that the coarsest level keeps of a crop's side. */
    private static final int COARSEST = 4;

    /** Blocks a level of the residual encoder. */
    private static final int[] BLOCKS = {1, 3, 4, 6, 6, 6, 6, 6};

    private static final int WIDEST = 16;
    private static final double SLOPE = 0.01;

    private final Graph g;
    private final NetworkSettings settings;
    private final boolean residual;

    private NnUNet(NetworkSettings settings, boolean residual) {
        this.g = new Graph(settings.channels(), settings.precision());
        this.settings = settings;
        this.residual = residual;
    }

    static Graph build(NetworkSettings settings) {
        return new NnUNet(settings, false).build();
    }

    /** With a residual encoder, and one convolution a level in the decoder. */
    static Graph buildResidual(NetworkSettings settings) {
        return new NnUNet(settings, true).build();
    }

    /** So many levels that the coarsest keeps {@value #COARSEST} pixels of a crop. */
    static NetworkSettings forCrop(NetworkSettings settings, int side) {
        int depth = 1;
        while (depth < BLOCKS.length && side >> depth >= COARSEST) {
            depth++;
        }
        return settings.withDepth(depth);
    }

    private Graph build() {
        Node[] encoder = new Node[settings.depth()];
        Node x = residual ? unit(g.input(), maps(0), 1) : g.input();
        for (int i = 0; i < encoder.length; i++) {
            x = residual ? residualLevel(x, i) : level(x, maps(i), settings.convolutions(), i == 0 ? 1 : 2);
            encoder[i] = x;
        }
        Node[] logits = new Node[encoder.length];
        int coarsestHead = settings.auxiliary() ? Math.max(0, encoder.length - 3) : 0;
        for (int i = encoder.length - 2; i >= 0; i--) {
            Node finer = g.crop(g.transposedConv(x, maps(i), 2, 2, 0, 0, true), encoder[i]);
            x = level(g.concat(finer, encoder[i]), maps(i), residual ? 1 : settings.convolutions(), 1);
            logits[i] = i <= coarsestHead ? g.conv(x, settings.outputs(), 1) : null;
        }
        if (encoder.length == 1) {
            logits[0] = g.conv(x, settings.outputs(), 1);
        }
        for (int i = 0; i <= coarsestHead; i++) {
            g.output(logits[i], 1.0 / (1 << i));
        }
        return g;
    }

    private int maps(int level) {
        return settings.width() * Math.min(WIDEST, 1 << level);
    }

    private Node level(Node x, int maps, int convolutions, int stride) {
        Node y = x;
        for (int i = 0; i < convolutions; i++) {
            y = unit(y, maps, i == 0 ? stride : 1);
        }
        return y;
    }

    private Node unit(Node x, int maps, int stride) {
        return g.leakyRelu(g.instanceNorm(g.conv(x, maps, 3, stride, 1, 1, 1, true)), SLOPE);
    }

    private Node residualLevel(Node x, int level) {
        Node y = x;
        for (int i = 0; i < BLOCKS[level]; i++) {
            y = block(y, maps(level), i == 0 && level > 0 ? 2 : 1);
        }
        return y;
    }

    private Node block(Node x, int maps, int stride) {
        Node y = g.instanceNorm(g.conv(unit(x, maps, stride), maps, 3));
        Node shortcut = stride > 1 ? g.averagePool(x) : x;
        if (x.channels() != maps) {
            shortcut = g.instanceNorm(g.conv(shortcut, maps, 1, 1, 0, 1, 1, false));
        }
        return g.leakyRelu(g.add(y, shortcut), SLOPE);
    }
}
