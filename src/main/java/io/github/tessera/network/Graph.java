package io.github.tessera.network;

import io.github.tessera.network.Convolving.Convolution;
import io.github.tessera.network.Convolving.TransposedConvolution;
import io.github.tessera.network.Pointwise.BatchNorm;
import io.github.tessera.network.Pointwise.Cast;
import io.github.tessera.network.Pointwise.Dropout;
import io.github.tessera.network.Pointwise.Relu;
import io.github.tessera.network.Pointwise.Sigmoid;
import io.github.tessera.network.Pointwise.Softmax;
import io.github.tessera.network.Pooling.AdaptiveAveragePool;
import io.github.tessera.network.Pooling.Indices;
import io.github.tessera.network.Pooling.MaxPool;
import io.github.tessera.network.Pooling.MaxPoolWithIndices;
import io.github.tessera.network.Pooling.MaxUnpool;
import io.github.tessera.network.Resizing.Interpolation;
import io.github.tessera.network.Resizing.Upsample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
public final class Graph {
    /** PyTorch's defaults of batch normalization. */
    private static final double BATCH_NORM_EPSILON = 1e-5;

    private static final double BATCH_NORM_MOMENTUM = 0.1;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> outputs = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();

    /**
     * An empty graph.
     *
     * @param channels channels of the input, at least 1
     */
    public Graph(int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException("A network needs at least 1 input channel, not " + channels + ".");
        }
        nodes.add(new Node(0, "x", null, List.of(), channels, Precision.FLOAT32));
    }

    /** The image, (N, channels, H, W). */
    public Node input() {
        return nodes.get(0);
    }

    /** All nodes, the input first, each after those it reads. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** What the network returns: the main output first, auxiliary ones after it. */
    public List<Node> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    /** Declares an output; the first is the main one, later ones are auxiliary. */
    public void output(Node node) {
        outputs.add(node);
    }

    /** Makes a node the one and only output. */
    void onlyOutput(Node node) {
        outputs.clear();
        outputs.add(node);
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
        return add("up", channels, new TransposedConvolution(x.channels(), channels, 2, 2, 0, 0, true), x, like);
    }

    /** A transposed convolution with every choice of {@code torch.nn.ConvTranspose2d}. */
    public Node transposedConv(
            Node x, int channels, int kernel, int stride, int padding, int outputPadding, boolean bias) {
        return add(
                "up",
                channels,
                new TransposedConvolution(x.channels(), channels, kernel, stride, padding, outputPadding, bias),
                x);
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

    /** Interpolates by a factor; corners are not aligned. */
    public Node upsample(Node x, Interpolation interpolation, double factor) {
        return add("upsample", x.channels(), new Upsample(interpolation, factor, false), x);
    }

    /** Interpolates to {@code like}'s size, nominally by {@code factor}; corners are not aligned. */
    public Node upsample(Node x, Interpolation interpolation, double factor, Node like) {
        return add("upsample", x.channels(), new Upsample(interpolation, factor, false), x, like);
    }

    public Node batchNorm(Node x) {
        return add("norm", x.channels(), new BatchNorm(x.channels(), BATCH_NORM_EPSILON, BATCH_NORM_MOMENTUM), x);
    }

    public Node dropout(Node x, double probability) {
        return add("dropout", x.channels(), new Dropout(probability), x);
    }

    public Node relu(Node x) {
        return add("relu", x.channels(), new Relu(), x);
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

    private Node add(String kind, int channels, Layer layer, Node... inputs) {
        if (channels < 1) {
            throw new IllegalArgumentException("A layer needs at least 1 feature map, not " + channels + ".");
        }
        Precision precision = layer instanceof Cast cast ? cast.precision() : inputs[0].precision();
        Node node = new Node(
                nodes.size(), kind + used.merge(kind, 1, Integer::sum), layer, List.of(inputs), channels, precision);
        nodes.add(node);
        return node;
    }
}
