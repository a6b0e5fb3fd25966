package io.github.tessera.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Reads the tensors of a TorchScript archive, ours or one that PyTorch saved, by their names in the state dict. */
public final class ArchiveReader {
    /** Deeper than real networks are: a hostile file, whose modules may even hold themselves, must not exhaust the stack. */
    private static final int MOST_LEVELS = 100;

    private ArchiveReader() {}

    /**
     * All float32 tensors of an archive, parameters and buffers, by name.
     *
     * @throws IOException if it is no TorchScript archive, is damaged, or holds more than plain data; the message says which
     */
    public static Map<String, float[]> tensors(byte[] archive) throws IOException {
        Map<String, byte[]> records = records(archive);
        byte[] pickle = records.get("data.pkl");
        if (pickle == null) {
            throw new IOException("It is no TorchScript archive: there is no data.pkl in it.");
        }
        Map<String, float[]> tensors = new LinkedHashMap<>();
        collect("", Unpickler.read(pickle), 0, records, tensors);
        return tensors;
    }

    private static void collect(
            String prefix, Object value, int depth, Map<String, byte[]> records, Map<String, float[]> into)
            throws IOException {
        if (depth > MOST_LEVELS) {
            throw new IOException("Its modules are nested too deep.");
        }
        if (value instanceof Map<?, ?> module) {
            for (Map.Entry<?, ?> entry : module.entrySet()) {
                String name = prefix.isEmpty() ? String.valueOf(entry.getKey()) : prefix + "." + entry.getKey();
                collect(name, entry.getValue(), depth + 1, records, into);
            }
        } else if (value instanceof StoredTensor tensor && tensor.storageType().equals("FloatStorage")) {
            into.put(prefix, values(prefix, tensor, records.get("data/" + tensor.key())));
        }
    }

    private static float[] values(String name, StoredTensor tensor, byte[] record) throws IOException {
        int[] shape = tensor.shape();
        int[] strides = tensor.strides();
        long furthest = tensor.offset();
        for (int i = 0; i < shape.length; i++) {
            furthest += (shape[i] - 1L) * strides[i];
        }
        if (record == null || tensor.offset() < 0 || 4 * (furthest + 1) > record.length) {
            throw new IOException("The values of " + name + " are missing or cut off.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[tensor.size()];
        int[] position = new int[shape.length];
        for (int i = 0; i < values.length; i++) {
            long at = tensor.offset();
            for (int d = 0; d < shape.length; d++) {
                at += (long) position[d] * strides[d];
            }
            values[i] = bytes.getFloat((int) (4 * at));
            for (int d = shape.length - 1; d >= 0 && ++position[d] == shape[d]; d--) {
                position[d] = 0;
            }
        }
        return values;
    }

    /**
     * The archive's records without the name of its top folder. Java's own zip stream cannot read them: PyTorch writes stored
     * entries whose sizes follow the data.
     */
    private static Map<String, byte[]> records(byte[] archive) throws IOException {
        Map<String, byte[]> records = new HashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName();
                try (InputStream record = zip.getInputStream(entry)) {
                    records.put(name.substring(name.indexOf('/') + 1), bounded(record, archive.length));
                }
            }
        } catch (IOException e) {
            throw new IOException("it is no TorchScript archive, or it is damaged", e);
        }
        return records;
    }

    /** PyTorch stores its records uncompressed, so one that is larger than the archive is a trap. */
    private static byte[] bounded(InputStream record, int most) throws IOException {
        byte[] bytes = record.readNBytes(most);
        if (bytes.length == most) {
            throw new IOException("The archive holds a record larger than itself.");
        }
        return bytes;
    }
}
