package io.github.tessera.network;

import io.github.tessera.network.Joining.Add;
import io.github.tessera.network.Joining.Concat;
import io.github.tessera.network.NodeList.Output;
import io.github.tessera.network.Pointwise.Dropout;
import io.github.tessera.network.Pooling.Indices;
import io.github.tessera.network.Resizing.Crop;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The tensors that PyTorch makes and frees in a forward pass, and in the backward pass after it, in its order.
 *
 * <p>TorchScript frees a value after its last reader. In training autograd keeps of each layer what {@link Layer#kept()} says, until
 * the layer's turn in the backward pass; gradients of values are freed as soon as they were passed on.
 */
final class Passes {
    private static final int NONE = -1;

    /** Tensors of the logits' size that a loss makes, with its targets; they live until the step ends. */
    private static final int LOSS_TENSORS = 6;

    /** oneDNN's blocked layout has maps in groups of so many. */
    private static final int BLOCK = 16;

    private final Graph graph;
    private final List<FeatureShape> shapes;
    private final int batch;
    private final boolean channelsLast;
    private final boolean training;
    private final AllocationTrace trace = new AllocationTrace();
    private final int[] value;
    private final int[] beside;
    private final int[] gradient;
    private final int[] readers;
    private final boolean[] learns;
    private final boolean[] indexed;

    private Passes(Graph graph, int height, int width, int batch, boolean channelsLast, boolean training) {
        this.graph = graph;
        this.shapes = Shapes.of(graph, height, width);
        this.batch = batch;
        this.channelsLast = channelsLast;
        this.training = training;
        int nodes = graph.nodes().size();
        value = none(nodes);
        beside = none(nodes);
        gradient = none(nodes);
        readers = new int[nodes];
        learns = new boolean[nodes];
        indexed = new boolean[nodes];
        for (Node node : graph.nodes()) {
            for (Node in : node.inputs()) {
                readers[in.index()]++;
                learns[node.index()] |= learns[in.index()];
                indexed[in.index()] |= node.layer() instanceof Indices;
            }
            learns[node.index()] |= node.layer() != null
                    && node.layer().tensors().stream().anyMatch(t -> t.role().learnt());
        }
        graph.outputs().forEach(output -> readers[output.node().index()]++);
    }

    private static int[] none(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    /** A forward pass without gradients. */
    static AllocationTrace inference(Graph graph, int height, int width, int batch, boolean channelsLast) {
        Passes passes = new Passes(graph, height, width, batch, channelsLast, false);
        passes.forward();
        return passes.trace;
    }

    /** A forward pass, the loss of all outputs, and the backward pass. */
    static AllocationTrace training(Graph graph, int height, int width, int batch, boolean channelsLast) {
        Passes passes = new Passes(graph, height, width, batch, channelsLast, true);
        passes.forward();
        passes.loss();
        for (int i = graph.nodes().size() - 1; i > 0; i--) {
            if (passes.learns[i]) {
                passes.backward(graph.nodes().get(i));
            }
        }
        return passes.trace;
    }

    private long bytes(Node node) {
        return batch * shapes.get(node.index()).values() * node.precision().bytes();
    }

    /** The same in oneDNN's own layout. */
    private long blocked(Node node) {
        int blocks = (node.channels() + BLOCK - 1) / BLOCK;
        return bytes(node) / node.channels() * BLOCK * blocks;
    }

    private void forward() {
        for (Node node : graph.nodes()) {
            int i = node.index();
            if (node.layer() == null) {
                value[i] = trace.hold(trace.make(bytes(node))); // Java holds the batch
            } else {
                value[i] = compute(node);
            }
            for (int reader = 0; reader < readers[i]; reader++) {
                trace.hold(value[i]);
            }
            trace.release(value[i]);
            boolean keeps = training && learns[i];
            if (keeps) {
                kept(node).forEach(other -> trace.hold(value[other.index()]));
            }
            if (beside[i] != NONE && !keeps && !indexed[i]) {
                trace.release(beside[i]);
            }
            node.inputs().forEach(in -> trace.release(value[in.index()]));
        }
    }

    private int compute(Node node) {
        Layer layer = node.layer();
        Node from = node.inputs().get(0);
        if (layer instanceof Indices) {
            return trace.hold(beside[from.index()]);
        }
        if (layer instanceof Crop || (layer instanceof Dropout && !training)) {
            return trace.hold(value[from.index()]);
        }
        if (layer.besides() > 0) {
            beside[node.index()] = trace.make(batch * shapes.get(node.index()).values() * layer.besides());
        }
        return reorders(node) ? reordered(from, node) : trace.make(bytes(node));
    }

    /** Whether oneDNN works in a layout of its own. */
    private boolean reorders(Node node) {
        return node.layer() instanceof Convolving && !channelsLast;
    }

    /** A convolution's result: its input and its result are there in oneDNN's layout too, the latter until it is copied. */
    private int reordered(Node from, Node to) {
        int in = trace.make(blocked(from));
        int out = trace.make(blocked(to));
        trace.release(in);
        int result = trace.make(bytes(to));
        trace.release(out);
        return result;
    }

    private static List<Node> kept(Node node) {
        return switch (node.layer().kept()) {
            case NOTHING -> List.of();
            case FIRST_INPUT -> node.inputs().subList(0, 1);
            case INPUTS -> node.inputs();
            case OUTPUT -> List.of(node);
        };
    }

    private void loss() {
        for (Output output : graph.outputs()) {
            for (int i = 0; i < LOSS_TENSORS; i++) {
                trace.make(bytes(output.node()));
            }
            give(output.node(), trace.make(bytes(output.node())));
        }
    }

    private void backward(Node node) {
        int own = gradient[node.index()];
        if (own != NONE) {
            if (node.layer() instanceof Add || node.layer() instanceof Concat) {
                node.inputs().forEach(in -> pass(in, () -> trace.hold(own))); // the same tensor, or views of it
            } else if (!(node.layer() instanceof Indices)) {
                differentiate(node);
            }
            trace.release(own);
        }
        kept(node).forEach(other -> trace.release(value[other.index()]));
        if (beside[node.index()] != NONE) {
            trace.release(beside[node.index()]);
        }
    }

    private void differentiate(Node node) {
        Node from = node.inputs().get(0);
        pass(from, () -> reorders(node) ? reordered(node, from) : trace.make(bytes(from)));
        if (reorders(node)) {
            int in = trace.make(blocked(from));
            trace.use(blocked(node));
            trace.release(in);
        }
        for (TensorSpec tensor : node.layer().tensors()) {
            if (tensor.role().learnt()) {
                trace.use((long) Float.BYTES * tensor.size()); // added to the gradient that is there
            }
        }
        if (node.layer().kept() == Layer.Kept.INPUTS) {
            Node second = node.inputs().get(1);
            pass(second, () -> {
                trace.use(bytes(node)); // the product, before it is summed over the channels
                return trace.make(bytes(second));
            });
        }
    }

    private void pass(Node to, IntSupplier contribution) {
        if (learns[to.index()]) {
            give(to, contribution.getAsInt());
        }
    }

    /** Adds to a node's gradient: in place where nobody else holds it. */
    private void give(Node node, int contribution) {
        int before = gradient[node.index()];
        if (before == NONE) {
            gradient[node.index()] = contribution;
            return;
        }
        if (!trace.single(before)) {
            gradient[node.index()] = trace.make(bytes(node));
            trace.release(before);
        }
        trace.release(contribution);
    }
}
