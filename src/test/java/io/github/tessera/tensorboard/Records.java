package io.github.tessera.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads event files with checks of its own; what is cut short at the end is left out, as TensorBoard does. */
public final class Records {
    private static final int POLYNOMIAL = 0x82F63B78;

    private Records() {}

    /** Castagnoli's cyclic redundancy check, bit by bit. */
    static int crc32c(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
        }
        return ~crc;
    }

    static int masked(int crc) {
        return (crc >>> 15 | crc << 17) + 0xA282EAD8;
    }

    /** The events of a file. */
    public static List<Fields> events(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Fields> events = new ArrayList<>();
        while (in.remaining() >= 12) {
            byte[] length = new byte[8];
            in.get(length);
            check(length, in.getInt());
            long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (in.remaining() < size + 4) {
                break;
            }
            byte[] data = new byte[(int) size];
            in.get(data);
            check(data, in.getInt());
            events.add(new Fields(data));
        }
        return events;
    }

    private static void check(byte[] bytes, int expected) {
        if (masked(crc32c(bytes)) != expected) {
            throw new AssertionError("a record is spoilt");
        }
    }
}
