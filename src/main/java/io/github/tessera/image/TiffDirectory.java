package io.github.tessera.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One image file directory of a TIFF or BigTIFF: its fields by tag, whose values are read when they are asked for.
 *
 * <p>After "TIFF Revision 6.0" (Adobe 1992), section 2, and the BigTIFF proposal (libtiff), which has 8-byte offsets and counts
 * and the types LONG8, SLONG8 and IFD8.
 */
final class TiffDirectory {
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int IFD = 13;
    private static final int LONG8 = 16;

    /** Bytes of one value by field type; 0 for types that do not exist. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final DiskFile file;
    private final ByteOrder order;
    private final Map<Integer, Field> fields = new HashMap<>();
    private final boolean understood;
    private final long next;

    /** Where the values of a field lie. */
    private record Field(int type, long count, long position) {}

    TiffDirectory(DiskFile file, ByteOrder order, boolean big, long position) throws IOException {
        this.file = file;
        this.order = order;
        int countBytes = big ? 8 : 2;
        long entries = big
                ? at(position, 8).getLong()
                : Short.toUnsignedInt(at(position, 2).getShort());
        if (entries < 1 || entries > 1 << 16) {
            throw new IOException(entries + " fields");
        }
        int entryBytes = big ? 20 : 12;
        int offsetBytes = big ? 8 : 4;
        long first = position + countBytes;
        ByteBuffer buffer = at(first, (int) entries * entryBytes + offsetBytes);
        boolean all = true;
        for (int i = 0; i < entries; i++) {
            int start = i * entryBytes;
            int tag = Short.toUnsignedInt(buffer.getShort(start));
            int type = Short.toUnsignedInt(buffer.getShort(start + 2));
            long count = offset(buffer, start + 4, big);
            if (count < 0 || count > file.size()) {
                throw new IOException("field " + tag + " is longer than the file");
            }
            boolean known = type < TYPE_BYTES.length && TYPE_BYTES[type] > 0;
            all &= known;
            if (known) {
                int value = start + 4 + offsetBytes;
                boolean inside = count * TYPE_BYTES[type] <= offsetBytes;
                long place = inside ? first + value : offset(buffer, value, big);
                if (place < 0 || place > file.size() - count * TYPE_BYTES[type]) {
                    throw new IOException("field " + tag + " lies behind the end of the file");
                }
                fields.put(tag, new Field(type, count, place));
            }
        }
        understood = all;
        next = offset(buffer, (int) entries * entryBytes, big);
    }

    private static long offset(ByteBuffer buffer, int at, boolean big) {
        return big ? buffer.getLong(at) : Integer.toUnsignedLong(buffer.getInt(at));
    }

    private ByteBuffer at(long position, int length) throws IOException {
        return ByteBuffer.wrap(file.read(position, length)).order(order);
    }

    /** Where the next directory lies, 0 if there is none. */
    long next() {
        return next;
    }

    /** Whether all fields are of types that exist; the others are passed over, as the standard says. */
    boolean isUnderstood() {
        return understood;
    }

    /** Whether a field has several numbers of two bytes. */
    boolean hasShorts(int tag) {
        Field field = fields.get(tag);
        return field != null && field.type == SHORT && field.count > 1;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** All values of a field of whole numbers, none if it is missing. */
    long[] numbers(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        if (field.type != BYTE
                && field.type != SHORT
                && field.type != LONG
                && field.type != IFD
                && field.type < LONG8) {
            throw new IOException("field " + tag + " of type " + field.type);
        }
        ByteBuffer values = values(field);
        long[] numbers = new long[(int) field.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (TYPE_BYTES[field.type]) {
                case 1 -> Byte.toUnsignedLong(values.get(i));
                case 2 -> Short.toUnsignedLong(values.getShort(2 * i));
                case 4 -> Integer.toUnsignedLong(values.getInt(4 * i));
                default -> values.getLong(8 * i);
            };
        }
        return numbers;
    }

    /** The first value of a field, or another if it is missing. */
    int number(int tag, int otherwise) throws IOException {
        long[] numbers = numbers(tag);
        long number = numbers.length == 0 ? otherwise : numbers[0];
        // Rows of a strip may be given as 2^32 - 1, "all".
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** A fraction, 0 if it is missing or divides by zero. */
    double fraction(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type != RATIONAL || field.count < 1) {
            return 0;
        }
        ByteBuffer values = values(field);
        double denominator = Integer.toUnsignedLong(values.getInt(4));
        return denominator == 0 ? 0 : Integer.toUnsignedLong(values.getInt(0)) / denominator;
    }

    /** The bytes of a field, none if it is missing. */
    byte[] bytes(int tag) throws IOException {
        Field field = fields.get(tag);
        return field == null ? new byte[0] : values(field).array();
    }

    /** A text without its closing zero, empty if it is missing. */
    String text(int tag) throws IOException {
        String text = new String(bytes(tag), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private ByteBuffer values(Field field) throws IOException {
        return at(field.position, (int) Math.min(field.count * TYPE_BYTES[field.type], Integer.MAX_VALUE));
    }
}
