package io.github.tessera.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** NumPy's array file, format 1.0 (numpy/lib/format.py), float32 in C order: what model packages keep test tensors in. */
final class Npy {
    private static final int ALIGNMENT = 64;

    private Npy() {}

    /** The file's bytes. */
    static byte[] of(float[] values, long... shape) {
        String extents = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String comma = shape.length == 1 ? "," : "";
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + comma + "), }";
        int prefix = 10;
        int padding = ALIGNMENT - (prefix + header.length() + 1) % ALIGNMENT;
        header += " ".repeat(padding) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(prefix + header.length() + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** The values of a file of float32. */
    static float[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + buffer.getShort(8);
        float[] values = new float[(bytes.length - start) / Float.BYTES];
        buffer.position(start);
        buffer.asFloatBuffer().get(values);
        return values;
    }
}
