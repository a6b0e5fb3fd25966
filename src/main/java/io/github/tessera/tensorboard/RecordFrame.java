package io.github.tessera.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record of a TFRecord file: length (8 bytes), check of the length (4), data, check of the data (4), all little-endian.
 *
 * <p>Both checks are masked CRC-32C: sums of data that hold sums themselves would be weak.
 */
final class RecordFrame {
    private static final int MASK_ROTATION = 15;
    private static final int MASK_DELTA = 0xA282EAD8;

    private RecordFrame() {}

    /** The record around the data. */
    static byte[] of(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedCrc(record.array(), Long.BYTES));
        record.put(data).putInt(maskedCrc(data, data.length));
        return record.array();
    }

    /** The masked CRC-32C of the first bytes. */
    static int maskedCrc(byte[] bytes, int length) {
        CRC32C check = new CRC32C();
        check.update(bytes, 0, length);
        return Integer.rotateRight((int) check.getValue(), MASK_ROTATION) + MASK_DELTA;
    }
}
