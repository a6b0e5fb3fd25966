package io.github.tessera.tensorboard;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A protocol buffer message that is filled field by field. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Writes to memory, which does not fail. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private Message put(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A field of type int32, int64, uint32 or enum, of a value of at least 0. */
    Message integer(int field, long value) {
        return put(() -> out.writeUInt64(field, value));
    }

    /** A field of type double. */
    Message real(int field, double value) {
        return put(() -> out.writeDouble(field, value));
    }

    /** A field of type float. */
    Message real(int field, float value) {
        return put(() -> out.writeFloat(field, value));
    }

    /** A packed field of repeated doubles. */
    Message reals(int field, List<Double> values) {
        return put(() -> {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(Double.BYTES * values.size());
            for (double value : values) {
                out.writeDoubleNoTag(value);
            }
        });
    }

    /** A field of type string. */
    Message text(int field, String value) {
        return put(() -> out.writeString(field, value));
    }

    /** A field of type bytes. */
    Message blob(int field, byte[] value) {
        return put(() -> out.writeByteArray(field, value));
    }

    /** A field that holds another message, as it is now. */
    Message message(int field, Message value) {
        return blob(field, value.toBytes());
    }

    byte[] toBytes() {
        put(out::flush);
        return bytes.toByteArray();
    }
}
