package io.github.tessera.network;

import io.github.tessera.network.Convolving.Convolution;
import io.github.tessera.network.Convolving.TransposedConvolution;
import io.github.tessera.network.Pointwise.BatchNorm;
import io.github.tessera.network.Pointwise.Cast;
import io.github.tessera.network.Pointwise.Dropout;
import io.github.tessera.network.Pointwise.InstanceNorm;
import io.github.tessera.network.Pointwise.LeakyRelu;
import io.github.tessera.network.Pointwise.Relu;
import io.github.tessera.network.Pointwise.Relu6;
import io.github.tessera.network.Pointwise.Sigmoid;
import io.github.tessera.network.Pointwise.Softmax;
import io.github.tessera.network.Pooling.AdaptiveAveragePool;
import io.github.tessera.network.Pooling.AveragePool;
import io.github.tessera.network.Pooling.Indices;
import io.github.tessera.network.Pooling.MaxPool;
import io.github.tessera.network.Pooling.MaxPoolWithIndices;
import io.github.tessera.network.Pooling.MaxUnpool;
import io.github.tessera.network.Resizing.Crop;
import io.github.tessera.network.Resizing.Interpolation;
import io.github.tessera.network.Resizing.Upsample;

/**
 * A network, written as its paper draws it: each method adds one layer and returns its node.
 *
 * <pre>{@code
 * Graph g = new Graph(3);
 * Node e1 = g.relu(g.conv(g.input(), 8, 3));
 * Node e2 = g.relu(g.conv(g.maxPool(e1), 16, 3));
 * g.output(g.conv(g.concat(e1, g.up(e2, 8, e1)), 1, 1));
 * }</pre>
 *
 * <p>Shapes, parameters, summary, receptive field and TorchScript all follow from the nodes; nothing is stated twice. Input and
 * outputs are (N, C, H, W) in float32; H and W may be any size the layers allow, odd ones too.
 */
public final class Graph extends NodeList {
    /** The scope of encoders, as torchvision calls it. */
    public static final String BACKBONE = "backbone";

    /** PyTorch's defaults of batch and instance normalization. */
    private static final double NORM_EPSILON = 1e-5;

    private static final double NORM_MOMENTUM = 0.1;

    /** An empty graph that computes in float32; {@code channels} is at least 1. */
    public Graph(int channels) {
        this(channels, Precision.FLOAT32);
    }

    /** An empty graph that computes in {@code precision}; input, weights and outputs are float32 always. */
    public Graph(int channels, Precision precision) {
        super(channels, precision);
    }

    private Graph(Graph other, String scope, String fixedName) {
        super(other, scope, fixedName);
    }

    /** The same graph; layers added through it have names that begin with {@code name} and a dot, as a module's do in PyTorch. */
    public Graph at(String name) {
        return new Graph(this, scope() + name + ".", null);
    }

    /** The same graph; the one layer added through it has this name, so that state dicts from elsewhere fit. */
    public Graph as(String name) {
        return new Graph(this, scope(), name);
    }

    /** A k x k convolution with stride 1 that keeps the size (zero padding (k - 1) / 2). */
    public Node conv(Node x, int channels, int kernel) {
        return conv(x, channels, kernel, 1, (kernel - 1) / 2, 1, 1, true);
    }

    /** A convolution with every choice of {@code torch.nn.Conv2d}. */
    public Node conv(
            Node x, int channels, int kernel, int stride, int padding, int dilation, int groups, boolean bias) {
        if (x.channels() % groups != 0 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    groups + " groups do not divide " + x.channels() + " and " + channels + " feature maps.");
        }
        return add(
                "conv",
                channels,
                new Convolution(x.channels(), channels, kernel, stride, padding, dilation, groups, bias),
                x);
    }

    /** A transposed convolution of kernel 2 and stride 2, to {@code like}'s size, odd ones too. */
    public Node up(Node x, int channels, Node like) {
        return add("up", channels, new TransposedConvolution(x.channels(), channels, 2, 2, 0, 0, true, false), x, like);
    }

    /** A transposed convolution with every choice of {@code torch.nn.ConvTranspose2d}. */
    public Node transposedConv(
            Node x, int channels, int kernel, int stride, int padding, int outputPadding, boolean bias) {
        return add(
                "up",
                channels,
                new TransposedConvolution(x.channels(), channels, kernel, stride, padding, outputPadding, bias, false),
                x);
    }

    /** A transposed convolution of kernel 2 x stride without bias to {@code like}'s size; it starts as bilinear interpolation. */
    public Node bilinearUp(Node x, int stride, Node like) {
        int maps = x.channels();
        return add(
                "up",
                maps,
                new TransposedConvolution(maps, maps, 2 * stride, stride, stride / 2, 0, false, true),
                x,
                like);
    }

    /** The maximum of each 2 x 2 block; an odd last row or column is dropped. */
    public Node maxPool(Node x) {
        return maxPool(x, 2, 2, 0);
    }

    public Node maxPool(Node x, int kernel, int stride, int padding) {
        return add("pool", x.channels(), new MaxPool(kernel, stride, padding), x);
    }

    /** 2 x 2 maxima that remember where they were: see {@link #indices} and {@link #maxUnpool}. */
    public Node maxPoolWithIndices(Node x) {
        return add("pool", x.channels(), new MaxPoolWithIndices(2, 2), x);
    }

    /** Where the maxima of {@code pooled} were. */
    public Node indices(Node pooled) {
        if (!pooled.layer().returnsIndices()) {
            throw new IllegalArgumentException(pooled.name() + " is no pooling with indices.");
        }
        return add("indices", pooled.channels(), new Indices(), pooled);
    }

    /** Puts each value back where its maximum was, zeros elsewhere; {@code like} gives the size. */
    public Node maxUnpool(Node x, Node indices, Node like) {
        return add("unpool", x.channels(), new MaxUnpool(2), x, indices, like);
    }

    /** Mean over each cell of a size x size grid. */
    public Node adaptiveAveragePool(Node x, int size) {
        return add("pool", x.channels(), new AdaptiveAveragePool(size), x);
    }

    /** Mean over 2 x 2 blocks; an odd last row or column has blocks of its own. */
    public Node averagePool(Node x) {
        return add("pool", x.channels(), new AveragePool(2), x);
    }

    /** Interpolates by a factor; corners are not aligned. */
    public Node upsample(Node x, Interpolation interpolation, double factor) {
        return add("upsample", x.channels(), new Upsample(interpolation, factor, false), x);
    }

    /** Interpolates to {@code like}'s size, nominally by {@code factor}; corners are not aligned. */
    public Node upsample(Node x, Interpolation interpolation, double factor, Node like) {
        return add("upsample", x.channels(), new Upsample(interpolation, factor, false), x, like);
    }

    /** The upper left part of {@code like}'s size. */
    public Node crop(Node x, Node like) {
        return add("crop", x.channels(), new Crop(), x, like);
    }

    public Node batchNorm(Node x) {
        return batchNorm(x, NORM_EPSILON);
    }

    public Node batchNorm(Node x, double epsilon) {
        return add("norm", x.channels(), new BatchNorm(x.channels(), epsilon, NORM_MOMENTUM), x);
    }

    /** Each image and channel to mean 0 and deviation 1 over the pixels, then scaled and shifted. */
    public Node instanceNorm(Node x) {
        return add("norm", x.channels(), new InstanceNorm(x.channels(), NORM_EPSILON), x);
    }

    public Node dropout(Node x, double probability) {
        return add("dropout", x.channels(), new Dropout(probability), x);
    }

    public Node relu(Node x) {
        return add("relu", x.channels(), new Relu(), x);
    }

    public Node relu6(Node x) {
        return add("relu", x.channels(), new Relu6(), x);
    }

    public Node leakyRelu(Node x, double slope) {
        return add("relu", x.channels(), new LeakyRelu(slope), x);
    }

    public Node sigmoid(Node x) {
        return add("sigmoid", x.channels(), new Sigmoid(), x);
    }

    public Node softmax(Node x) {
        return add("softmax", x.channels(), new Softmax(), x);
    }

    /** The branches' feature maps, one after the other. */
    public Node concat(Node... branches) {
        int channels = 0;
        for (Node branch : branches) {
            channels += branch.channels();
        }
        return add("cat", channels, new Joining.Concat(), branches);
    }

    /** The sum of two branches. */
    public Node add(Node a, Node b) {
        return add("add", a.channels(), new Joining.Add(), a, b);
    }

    /** The product of {@code x} and a map of one channel, pixel by pixel. */
    public Node multiply(Node x, Node map) {
        return add("mul", x.channels(), new Joining.Multiply(), x, map);
    }

    /** Goes on in another number type; the weights of later layers are cast as they are read. */
    public Node cast(Node x, Precision precision) {
        return add("cast", x.channels(), new Cast(precision), x);
    }

    /** {@code times} times a 3 x 3 convolution and a ReLU. */
    public Node convRelu(Node x, int channels, int times) {
        Node y = x;
        for (int i = 0; i < times; i++) {
            y = relu(conv(y, channels, 3));
        }
        return y;
    }
}
