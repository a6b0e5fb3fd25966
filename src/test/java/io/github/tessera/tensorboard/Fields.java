package io.github.tessera.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of a protocol buffer message, read without any library, by https://protobuf.dev/programming-guides/encoding. */
public final class Fields {
    private record Field(int number, int wireType, long value, byte[] bytes) {}

    private final List<Field> fields = new ArrayList<>();

    Fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int wireType = (int) (tag & 7);
            byte[] bytes = new byte[0];
            long value = 0;
            switch (wireType) {
                case 0 -> value = varint(in);
                case 1 -> value = in.getLong();
                case 2 -> {
                    bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                }
                case 5 -> value = in.getInt();
                default -> throw new AssertionError("wire type " + wireType);
            }
            fields.add(new Field((int) (tag >>> 3), wireType, value, bytes));
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private Field only(int number, int wireType) {
        List<Field> found = fields.stream().filter(f -> f.number == number).toList();
        if (found.size() != 1 || found.get(0).wireType != wireType) {
            throw new AssertionError(found.size() + " fields " + number + " in " + this);
        }
        return found.get(0);
    }

    public boolean has(int number) {
        return fields.stream().anyMatch(f -> f.number == number);
    }

    public long integer(int number) {
        return only(number, 0).value;
    }

    public double real(int number) {
        return Double.longBitsToDouble(only(number, 1).value);
    }

    public float single(int number) {
        return Float.intBitsToFloat((int) only(number, 5).value);
    }

    public byte[] bytes(int number) {
        return only(number, 2).bytes;
    }

    public String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    public Fields message(int number) {
        return new Fields(bytes(number));
    }

    public List<Fields> messages(int number) {
        return fields.stream()
                .filter(f -> f.number == number)
                .map(f -> new Fields(f.bytes))
                .toList();
    }

    public double[] reals(int number) {
        ByteBuffer in = ByteBuffer.wrap(bytes(number)).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[in.remaining() / Double.BYTES];
        in.asDoubleBuffer().get(values);
        return values;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
