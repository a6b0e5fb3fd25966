package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.TensorSpec;
import io.github.tessera.network.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a graph and its weights as a TorchScript archive: a zip of data.pkl, code/__torch__.py, constants.pkl, version and data/N.
 *
 * <p>Archive version 3, so that PyTorch 1.4 and later open it. The module's forward takes x (N, C, H, W) float32 and returns the
 * main output, or a tuple with the auxiliary ones after it.
 */
public final class ArchiveWriter {
    private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

    /** Values written at once. */
    private static final int PIECE = 1 << 16;

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
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        store(zip, "data.pkl", pickledModule());
        store(
                zip,
                "code/__torch__.py",
                new ModuleCode(graph, channelsLast, frozen).text().getBytes(StandardCharsets.UTF_8));
        store(zip, "constants.pkl", new Pickler().emptyTuple().stop());
        int key = 0;
        for (Node node : graph.nodes()) {
            for (TensorSpec tensor :
                    node.layer() == null ? List.<TensorSpec>of() : node.layer().tensors()) {
                float[] values = weights.get(node.tensorName(tensor));
                store(zip, "data/" + key++, order.ordered(values, tensor.shape()));
            }
        }
        store(zip, "version", VERSION);
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

    /** In pieces: a kernel may have hundreds of megabytes, and a second copy of it would be as much again. */
    private static void store(ZipOutputStream zip, String name, float[] values) throws IOException {
        CRC32 crc = new CRC32();
        forEachPiece(values, (bytes, count) -> crc.update(bytes, 0, count));
        begin(zip, name, 4L * values.length, crc);
        forEachPiece(values, (bytes, count) -> zip.write(bytes, 0, count));
        zip.closeEntry();
    }

    private interface PieceConsumer {
        void accept(byte[] bytes, int count) throws IOException;
    }

    private static void forEachPiece(float[] values, PieceConsumer consumer) throws IOException {
        byte[] bytes = new byte[4 * Math.min(values.length, PIECE)];
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int start = 0; start < values.length; start += PIECE) {
            int count = Math.min(PIECE, values.length - start);
            floats.clear().put(values, start, count);
            consumer.accept(bytes, 4 * count);
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        begin(zip, name, bytes.length, crc);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name, long size, CRC32 crc) throws IOException {
        ZipEntry entry = new ZipEntry("archive/" + name);
        entry.setCrc(crc.getValue());
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setTime(0); // the same weights give the same file, byte for byte
        zip.putNextEntry(entry);
    }
}
