package io.github.tessera.network;

import io.github.tessera.network.Features.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The convolutions of ResNet: He, Zhang, Ren, Sun, "Deep residual learning for image recognition", CVPR 2016, table 1, with names and
 * details of torchvision (in a bottleneck the 3 x 3 convolution has the stride).
 *
 * <p>Basic blocks (18, 34) or bottlenecks (50, 101) in four layers of 64 to 512 maps, times 4 with bottlenecks. 23,508,032 parameters
 * in ResNet-50 for 3 channels.
 */
final class ResNet {
    static final int LAYERS = 4;

    private final Graph g;
    private final boolean bottleneck;
    private final Encoder encoder;
    private final int width;

    ResNet(Graph backbone, Encoder encoder, int width) {
        this.g = backbone;
        this.encoder = encoder;
        this.bottleneck = encoder.family() == Encoder.Family.RESNET_BOTTLENECK;
        this.width = width;
    }

    static Features build(Graph backbone, Encoder encoder, int width, int outputStride) {
        ResNet net = new ResNet(backbone, encoder, width);
        Atrous atrous = new Atrous(outputStride);
        List<Level> levels = new ArrayList<>();
        Node x = net.stem(atrous, levels);
        Node auxiliary = x;
        for (int i = 1; i <= LAYERS; i++) {
            auxiliary = x;
            int before = atrous.stride();
            x = net.layer(x, i, atrous);
            if (atrous.stride() > before) {
                levels.add(new Level(auxiliary, before));
            }
        }
        levels.add(new Level(x, atrous.stride()));
        return new Features(levels, auxiliary);
    }

    /** Everything but the last layer. */
    Node beforeLastLayer(int outputStride) {
        Atrous atrous = new Atrous(outputStride);
        Node x = stem(atrous, new ArrayList<>());
        for (int i = 1; i < LAYERS; i++) {
            x = layer(x, i, atrous);
        }
        return x;
    }

    private Node layer(Node x, int number, Atrous atrous) {
        int stride = atrous.enter(number == 1 ? 1 : 2);
        int first = atrous.dilation();
        atrous.enter(1);
        int others = atrous.dilation();
        return layer(x, number, stride, block -> block == 0 ? first : others);
    }

    /** 7 x 7 convolution and 3 x 3 maximum: a quarter of the size. */
    private Node stem(Atrous atrous, List<Level> levels) {
        Node x = g.as("conv1").conv(g.input(), width, 7, atrous.enter(2), 3, 1, 1, false);
        x = g.as("relu").relu(g.as("bn1").batchNorm(x));
        levels.add(new Level(x, atrous.stride()));
        return g.as("maxpool").maxPool(x, 3, atrous.enter(2), 1);
    }

    /**
     * One of the four layers, or a further copy of the last.
     *
     * @param number from 1
     * @param dilation of each block, counted from 0
     */
    Node layer(Node x, int number, int stride, IntUnaryOperator dilation) {
        int last = Math.min(number, LAYERS) - 1;
        Node y = x;
        for (int i = 0; i < encoder.repeats(last); i++) {
            Graph block = g.at("layer" + number).at(Integer.toString(i));
            y = block(block, y, width << last, i == 0 ? stride : 1, dilation.applyAsInt(i));
        }
        return y;
    }

    private Node block(Graph b, Node x, int maps, int stride, int dilation) {
        int out = bottleneck ? 4 * maps : maps;
        Node y = x;
        if (bottleneck) {
            y = b.relu(norm(b, "bn1", b.as("conv1").conv(y, maps, 1, 1, 0, 1, 1, false)));
            y = b.relu(norm(b, "bn2", b.as("conv2").conv(y, maps, 3, stride, dilation, dilation, 1, false)));
            y = norm(b, "bn3", b.as("conv3").conv(y, out, 1, 1, 0, 1, 1, false));
        } else {
            y = b.relu(norm(b, "bn1", b.as("conv1").conv(y, maps, 3, stride, dilation, dilation, 1, false)));
            y = norm(b, "bn2", b.as("conv2").conv(y, maps, 3, 1, dilation, dilation, 1, false));
        }
        Node shortcut = x;
        if (stride != 1 || x.channels() != out) {
            Graph down = b.at("downsample");
            shortcut = norm(down, "1", down.as("0").conv(x, out, 1, stride, 0, 1, 1, false));
        }
        return b.relu(b.add(y, shortcut));
    }

    private static Node norm(Graph b, String name, Node x) {
        return b.as(name).batchNorm(x);
    }
}
