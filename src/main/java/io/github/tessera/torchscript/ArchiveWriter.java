package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes a graph and its weights as a TorchScript archive. The module's forward takes x (N, C, H, W) float32 and returns the
 * main output, or a tuple with the auxiliary ones after it.
 */
public final class ArchiveWriter {
    private final Graph graph;
    private final Weights weights;
    private final boolean channelsLast;
    private final MemoryOrder order;
    private final Predicate<Node> frozen;

    /**
     * An archive to write.
     *
     * @param channelsLast whether the image is brought to the channels-last memory format first: quicker for narrow networks, for
     *     our own runs only (DESIGN D3)
     */
    public ArchiveWriter(Graph graph, Weights weights, boolean channelsLast) {
        this(graph, weights, channelsLast, node -> false);
    }

    /**
     * An archive for a run in which some layers are not learnt.
     *
     * @param frozen layers whose tensors stay as they are, running statistics too
     */
    public ArchiveWriter(Graph graph, Weights weights, boolean channelsLast, Predicate<Node> frozen) {
        this.graph = graph;
        this.weights = weights;
        this.channelsLast = channelsLast;
        this.order = channelsLast ? MemoryOrder.CHANNELS_LAST : MemoryOrder.CONTIGUOUS;
        this.frozen = frozen;
    }

    /** The whole archive in memory. */
    public ByteChunks inMemory() {
        ByteChunks chunks = new ByteChunks();
        try {
            write(chunks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunks;
    }

    /** Writes the archive as a file. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    /** Writes the archive; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        ArchiveZip zip = new ArchiveZip(out, pickledModule(), new ModuleCode(graph, channelsLast, frozen).text());
        for (Node node : graph.nodes()) {
            for (TensorSpec tensor :
                    node.layer() == null ? List.<TensorSpec>of() : node.layer().tensors()) {
                zip.tensor(order.ordered(weights.get(node.tensorName(tensor)), tensor.shape()));
            }
        }
        zip.finish();
    }

    private byte[] pickledModule() {
        Map<String, String> keys = new HashMap<>();
        weights.asMap().keySet().forEach(name -> keys.put(name, Integer.toString(keys.size())));
        Pickler pickler = new Pickler();
        pickle(ModuleTree.of(graph), keys, pickler);
        return pickler.stop();
    }

    private void pickle(ModuleTree module, Map<String, String> keys, Pickler pickler) {
        pickler.beginObject("__torch__", module.className());
        if (module.layer() != null) {
            for (TensorSpec tensor : module.layer().layer().tensors()) {
                pickler.string(tensor.name())
                        .tensor(
                                keys.get(module.layer().tensorName(tensor)),
                                tensor.shape(),
                                order,
                                tensor.role().learnt() && !frozen.test(module.layer()));
            }
        }
        pickler.string("training").bool(true);
        module.children().forEach((name, child) -> {
            pickler.string(name);
            pickle(child, keys, pickler);
        });
        pickler.endObject();
    }
}
