package io.github.tessera.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A pickle that is written instruction by instruction, whatever it then holds. */
final class PickleDraft {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The module of {@link io.github.tessera.torchscript.FunctionArchive}, up to its first field. */
    static PickleDraft module() {
        return new PickleDraft().op(0x80, 2).global("__torch__", "Function").op(')', 0x81, '}', '(');
    }

    /** The whole module with a field {@code w} that is a tensor of one dimension. */
    static byte[] tensor(int count, int offset, int length, int stride) {
        return module().text("w")
                .global("torch._utils", "_rebuild_tensor_v2")
                .op('(', '(')
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .number(count)
                .op('t', 'Q')
                .number(offset)
                .number(length)
                .op(0x85)
                .number(stride)
                .op(0x85, 0x89)
                .global("collections", "OrderedDict")
                .op(')', 'R', 't', 'R')
                .end();
    }

    /** What is left of the module. */
    byte[] end() {
        return text("training").op(0x88, 'u', 'b', '.').bytes();
    }

    PickleDraft op(int... ops) {
        for (int op : ops) {
            bytes.write(op);
        }
        return this;
    }

    PickleDraft global(String module, String name) {
        bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleDraft text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        op('X').four(letters.length).bytes.writeBytes(letters);
        return this;
    }

    PickleDraft number(int value) {
        return op('J').four(value);
    }

    PickleDraft four(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
