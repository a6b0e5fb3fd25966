package io.github.tessera.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the few shapes of Python's pickle protocol 2 that a TorchScript module needs: objects with a state, strings, booleans and
 * tensors by reference to their storage.
 */
final class Pickler {
    private static final int PROTO = 0x80;
    private static final int NEWOBJ = 0x81;
    private static final int TUPLE1 = 0x85;
    private static final int NEWTRUE = 0x88;
    private static final int NEWFALSE = 0x89;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickler() {
        out.write(PROTO);
        out.write(2);
    }

    /** An object of a class without arguments; pairs of string and value follow until {@link #endObject}. */
    Pickler beginObject(String module, String type) {
        global(module, type);
        out.write(')');
        out.write(NEWOBJ);
        out.write('}');
        out.write('(');
        return this;
    }

    Pickler endObject() {
        out.write('u');
        out.write('b');
        return this;
    }

    Pickler string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        littleEndian(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Pickler bool(boolean value) {
        out.write(value ? NEWTRUE : NEWFALSE);
        return this;
    }

    Pickler emptyTuple() {
        out.write(')');
        return this;
    }

    /** A float32 tensor whose values are the archive's record data/KEY. */
    Pickler tensor(String key, int[] shape, MemoryOrder order, boolean requiresGradient) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        global("torch._utils", "_rebuild_tensor_v2");
        out.write('(');
        out.write('(');
        string("storage");
        global("torch", "FloatStorage");
        string(key).string("cpu").integer(size);
        out.write('t');
        out.write('Q');
        integer(0).tuple(shape).tuple(order.strides(shape)).bool(requiresGradient);
        global("collections", "OrderedDict");
        out.write(')');
        out.write('R');
        out.write('t');
        out.write('R');
        return this;
    }

    byte[] stop() {
        out.write('.');
        return out.toByteArray();
    }

    private Pickler tuple(int... values) {
        if (values.length == 1) {
            integer(values[0]);
            out.write(TUPLE1);
            return this;
        }
        out.write('(');
        for (int value : values) {
            integer(value);
        }
        out.write('t');
        return this;
    }

    private Pickler integer(int value) {
        out.write('J');
        littleEndian(value);
        return this;
    }

    private void global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void littleEndian(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
