package io.github.tessera.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles written by hand, one character a byte, and the files around them. */
final class PickleText {
    static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";

    private PickleText() {}

    static String text(String value) {
        return "X" + four(value.length()) + value;
    }

    static String integer(long value) {
        return "\u008a\u0008" + latin(littleEndian(Long.BYTES).putLong(value).array());
    }

    static String tuple(long... values) {
        StringBuilder tuple = new StringBuilder("(");
        for (long value : values) {
            tuple.append(integer(value));
        }
        return tuple.append('t').toString();
    }

    /** A reference to the storage of some key, on the stack. */
    static String storage(String type, String key, long count) {
        return "(" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") + integer(count) + "tQ";
    }

    /** A tensor in storage 0. */
    static String tensor(long count, long offset, String shape, String strides) {
        return REBUILD + "(" + storage("FloatStorage", "0", count) + integer(offset) + shape + strides + "\u0089NtR";
    }

    /** A dictionary with one entry. */
    static String dictionary(String name, String value) {
        return "}" + text(name) + value + "s";
    }

    /** A zip of torch.save with one storage; STOP is put after the pickle. */
    static byte[] zip(String pickle, byte[] storage) {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put("archive/data.pkl", bytes("\u0080\u0002" + pickle + "."));
        records.put("archive/data/0", storage);
        return zip(records);
    }

    /** A zip of deflated records. */
    static byte[] zip(Map<String, byte[]> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                zip.putNextEntry(new ZipEntry(record.getKey()));
                zip.write(record.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] safetensors(String header, int bytes) {
        return littleEndian(Long.BYTES + header.length() + bytes)
                .putLong(header.length())
                .put(bytes(header))
                .array();
    }

    static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String four(int value) {
        return latin(littleEndian(Integer.BYTES).putInt(value).array());
    }

    private static String latin(byte... bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
