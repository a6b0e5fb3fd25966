package io.github.tessera.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.Weights;
import io.github.tessera.torchscript.ArchiveReader;
import io.github.tessera.torchscript.ArchiveWriter;
import io.github.tessera.torchscript.ByteChunks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A TorchScript module inside the engine: runs forward, with autograd in training, and gives its weights back.
 *
 * <p>The only class that touches DJL's {@code JniUtils} (DESIGN D2). Owns native memory: close it.
 */
public final class TorchModule implements AutoCloseable {
    private final NDManager manager;
    private final PtSymbolBlock block;
    private final Optional<LargeStack> stack;
    private final List<NDArray> parameters = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private TorchModule(NDManager manager, PtSymbolBlock block, Optional<LargeStack> stack, Set<String> frozen) {
        this.manager = manager;
        this.block = block;
        this.stack = stack;
        for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
            if (!frozen.contains(parameter.getKey())) {
                parameters.add(parameter.getValue().getArray());
                names.add(parameter.getKey());
            }
        }
    }

    /**
     * Loads a graph with its weights.
     *
     * @param channelsLast the memory format of the run (DESIGN D3)
     */
    public static TorchModule load(Graph graph, Weights weights, boolean channelsLast, Device device) {
        return load(graph, weights, channelsLast, device, node -> false);
    }

    /**
     * Loads a graph with its weights, some of which are not learnt.
     *
     * @param frozen layers that stay as they are, running statistics too
     */
    public static TorchModule load(
            Graph graph, Weights weights, boolean channelsLast, Device device, Predicate<Node> frozen) {
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.layer() != null && frozen.test(node)) {
                node.layer().tensors().forEach(tensor -> names.add(node.tensorName(tensor)));
            }
        }
        try {
            ByteChunks archive = new ArchiveWriter(graph, weights, channelsLast, frozen).inMemory();
            return load(Channels.newInputStream(archive.channel()), device, Optional.empty(), names);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the bytes were written here
        }
    }

    /**
     * Loads a network from elsewhere, to run forward. Both happen on a thread with a large stack: PyTorch follows it one call within
     * another, when it is loaded and again at the first run.
     *
     * @param archive as {@link io.github.tessera.torchscript.CheckedArchive} gives it
     * @throws IOException if the engine cannot load it; the message says why
     */
    public static TorchModule load(ByteChunks archive, Device device) throws IOException {
        LargeStack stack = new LargeStack();
        try {
            return stack.call(
                    () -> load(Channels.newInputStream(archive.channel()), device, Optional.of(stack), Set.of()),
                    IOException.class);
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static TorchModule load(InputStream archive, Device device, Optional<LargeStack> stack, Set<String> frozen)
            throws IOException {
        NDManager manager = PyTorch.engine().newBaseManager(device);
        try {
            return new TorchModule(manager, block(manager, archive), stack, frozen);
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e instanceof IOException io ? io : new IOException(reason(e.getMessage()), e);
        }
    }

    /** The engine's messages have many lines, of which those after the first tell where in PyTorch's own sources. */
    private static String reason(String message) {
        String first = String.valueOf(message).strip().lines().findFirst().orElse("");
        return "PyTorch cannot read the archive" + (first.isEmpty() ? "" : ": " + first);
    }

    /** An archive inside the engine; it dies with the manager. */
    static PtSymbolBlock block(NDManager manager, InputStream archive) throws IOException {
        return JniUtils.loadModule((PtNDManager) manager, archive, true, false);
    }

    /** The device that the weights lie on. */
    public Device device() {
        return manager.getDevice();
    }

    /** A scope for the tensors of one step or tile; close it when they are no longer needed. */
    public NDManager newScope() {
        return manager.newSubManager();
    }

    /** Keeps a tensor of a scope alive as long as the module, unless it is closed before. */
    public void keep(NDArray tensor) {
        tensor.attach(manager);
    }

    /**
     * Runs the network.
     *
     * @param x (N, C, H, W) float32 on {@link #device()}; results belong to its manager
     * @param training whether gradients are kept, and dropout and batch statistics are in force
     * @return the outputs, the main one first
     */
    public NDList forward(NDArray x, boolean training) {
        return stack.isPresent() ? stack.get().call(() -> run(x, training), RuntimeException.class) : run(x, training);
    }

    private NDList run(NDArray x, boolean training) {
        // The optimizing executor plans for the first runs it sees: after training steps it fails on some graphs in
        // inference ("Inference tensors cannot be saved for backward"). Convolutions gain nothing from it.
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return block.forward(new ParameterStore(manager, false), new NDList(x), training);
        } finally {
            JniUtils.setGraphExecutorOptimize(true);
        }
    }

    /** The learnt tensors; their gradients are there after a backward pass. */
    public List<NDArray> parameters() {
        return List.copyOf(parameters);
    }

    /** The learnt tensors' names in the state dict, in the order of {@link #parameters}. */
    public List<String> parameterNames() {
        return List.copyOf(names);
    }

    /** Makes the learnt tensors collect gradients, or not. */
    public void requireGradients(boolean required) {
        parameters.forEach(p -> p.setRequiresGradient(required));
    }

    /** The weights as they are now, buffers (running statistics) too. */
    public Weights weights(Graph graph) {
        ByteChunks archive = new ByteChunks();
        JniUtils.writeModule(block, archive, false);
        try {
            return new Weights(graph, ArchiveReader.tensors(archive.channel()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // written by the engine just now
        }
    }

    /** Sets the number of threads that one operation of PyTorch may use, for this whole Java. */
    public static void setThreads(int threads) {
        PyTorch.engine(); // loads the library that is called
        JniUtils.setNumThreads(threads);
    }

    /** Gives the memory of GPUs back that PyTorch keeps for tensors to come. */
    public static void emptyGpuCache() {
        JniUtils.emptyCudaCache();
    }

    @Override
    public void close() {
        boolean gpu = device().isGpu();
        if (stack.isPresent()) {
            stack.get().call(this::release, RuntimeException.class);
            stack.get().close();
        } else {
            release();
        }
        if (gpu) {
            emptyGpuCache(); // what PyTorch keeps for itself counts as used, also for the next training
        }
    }

    private Void release() {
        block.close();
        manager.close();
        return null;
    }
}
