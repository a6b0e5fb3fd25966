package io.github.tessera.torchscript;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes and reads safetensors: the length of a header, the header in JSON (name, type, shape, place), then the values. */
public final class Safetensors {
    private static final int MOST_HEADER = 100_000_000;
    private static final int CHUNK = 1 << 18;

    private Safetensors() {}

    /**
     * Writes weights to a file, whole or not at all.
     *
     * @throws TesseraException naming the file and the cure if it cannot be written
     */
    public static void write(Path file, StateDict weights) {
        write(file, weights, Map.of());
    }

    /**
     * Writes weights and texts about them to a file, whole or not at all; it is on the disk when it gets its name.
     *
     * @throws TesseraException naming the file and the cure if it cannot be written
     */
    public static void write(Path file, StateDict weights, Map<String, String> texts) {
        AtomicFile.write(file, temporary -> {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                write(out, weights, texts);
                out.getChannel().force(true);
            }
        });
    }

    /** Writes weights as float32, in their order; the stream stays open. */
    public static void write(OutputStream out, StateDict weights) throws IOException {
        write(out, weights, Map.of());
    }

    private static void write(OutputStream out, StateDict weights, Map<String, String> texts) throws IOException {
        byte[] header = SafetensorsHeader.text(weights.asMap(), texts).getBytes(StandardCharsets.UTF_8);
        int padding = -header.length & 7; // values begin at a multiple of 8
        byte[] start = new byte[Long.BYTES + header.length + padding];
        Arrays.fill(start, (byte) ' ');
        littleEndian(start).putLong(header.length + (long) padding).put(header);
        out.write(start);
        for (StateTensor tensor : weights.asMap().values()) {
            write(out, tensor.values());
        }
    }

    private static void write(OutputStream out, float[] values) throws IOException {
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            byte[] bytes = new byte[Float.BYTES * count];
            littleEndian(bytes).asFloatBuffer().put(values, at, count);
            out.write(bytes);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a file begins like one: the length of a header below 4 GB, and then JSON. */
    static boolean isOne(Region file) throws IOException {
        return file.length() > Long.BYTES
                && file.bytes(0, Long.BYTES).getLong() >>> Integer.SIZE == 0
                && file.bytes(Long.BYTES, 1).get() == '{';
    }

    /**
     * The texts that a file holds about its weights, by name.
     *
     * @throws IOException if it cannot be read or is none of this kind
     */
    public static Map<String, String> texts(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Region region = Region.of(channel);
            if (!isOne(region)) {
                throw new IOException("it is no safetensors file");
            }
            return SafetensorsHeader.texts(header(region));
        }
    }

    private static byte[] header(Region file) throws IOException {
        long length = file.bytes(0, Long.BYTES).getLong();
        if (length < 0 || length > MOST_HEADER) {
            throw new IOException("its header is larger than " + MOST_HEADER + " bytes");
        }
        return file.bytes(Long.BYTES, (int) length).array();
    }

    /** The tensors of such a file. */
    static Map<String, StateTensor> read(Region file) throws IOException {
        byte[] header = header(file);
        long length = header.length;
        Region values = file.part(Long.BYTES + length, file.length() - Long.BYTES - length);
        Map<String, StoredTensor> described = new LinkedHashMap<>();
        Map<String, Region> places = new HashMap<>();
        for (Map.Entry<String, SafetensorsHeader.Entry> named :
                SafetensorsHeader.entries(header).entrySet()) {
            SafetensorsHeader.Entry entry = named.getValue();
            long bytes = entry.end() - entry.begin();
            Storage storage = new Storage(
                    entry.type(), named.getKey(), bytes / entry.type().bytes());
            StoredTensor tensor = StoredTensor.whole(storage, entry.shape());
            if (bytes != (long) tensor.size() * entry.type().bytes()) {
                throw new IOException("a tensor's place is not as large as its shape");
            }
            described.put(named.getKey(), tensor);
            places.put(named.getKey(), values.part(entry.begin(), bytes));
        }
        return TensorValues.read(described, storage -> places.get(storage.key()), file.length());
    }
}
