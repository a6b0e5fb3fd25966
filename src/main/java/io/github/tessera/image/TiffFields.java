package io.github.tessera.image;

import ij.process.LUT;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The fields of one image in a TIFF that is written, big-endian, of ordinary TIFF or BigTIFF. */
final class TiffFields {
    private static final int RATIONAL_DENOMINATOR = 1_000_000;

    /** ImageJ's own two fields: lengths, and texts of properties (ij.io.TiffEncoder). */
    private static final int META_LENGTHS = 50838;

    private static final int META_DATA = 50839;
    private static final int META_MAGIC = 0x494a494a;
    private static final int META_LABELS = 0x6c61626c;
    private static final int META_PROPERTIES = 0x70726f70;

    private final boolean big;
    private final Map<Integer, Value> fields = new TreeMap<>();

    /** The types of fields that are used, with their codes. */
    private enum Type {
        BYTE(1, 1),
        ASCII(2, 1),
        SHORT(3, 2),
        LONG(4, 4),
        RATIONAL(5, 8),
        LONG8(16, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private record Value(Type type, byte[] bytes) {
        long count() {
            return bytes.length / type.bytes;
        }
    }

    /**
     * No fields.
     *
     * @param big whether the file is a BigTIFF
     */
    TiffFields(boolean big) {
        this.big = big;
    }

    void shorts(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        fields.put(tag, new Value(Type.SHORT, bytes.array()));
    }

    /** Red, then green, then blue, of 16 bits each. */
    void colours(int tag, LUT lut) {
        int[] colours = new int[3 * 256];
        for (int i = 0; i < 256; i++) {
            colours[i] = lut.getRed(i) * 257;
            colours[256 + i] = lut.getGreen(i) * 257;
            colours[512 + i] = lut.getBlue(i) * 257;
        }
        shorts(tag, colours);
    }

    void number(int tag, int value) {
        fields.put(
                tag, new Value(Type.LONG, ByteBuffer.allocate(4).putInt(value).array()));
    }

    /** Places in the file, or lengths of what is there. */
    void places(int tag, List<Long> values) {
        ByteBuffer bytes = ByteBuffer.allocate((big ? 8 : 4) * values.size());
        for (long value : values) {
            if (big) {
                bytes.putLong(value);
            } else {
                bytes.putInt((int) value);
            }
        }
        fields.put(tag, new Value(big ? Type.LONG8 : Type.LONG, bytes.array()));
    }

    void text(int tag, String text) {
        fields.put(tag, new Value(Type.ASCII, (text + "\0").getBytes(StandardCharsets.UTF_8)));
    }

    void fraction(int tag, double value) {
        double scaled = value * RATIONAL_DENOMINATOR;
        boolean small = scaled < Integer.MAX_VALUE;
        ByteBuffer bytes = ByteBuffer.allocate(8)
                .putInt((int) Math.round(small ? scaled : Math.min(value, Integer.MAX_VALUE)))
                .putInt(small ? RATIONAL_DENOMINATOR : 1);
        fields.put(tag, new Value(Type.RATIONAL, bytes.array()));
    }

    /**
     * One of ImageJ's properties of an image, and what it calls the slices of a stack.
     *
     * @param sliceLabels of all slices; empty for none
     */
    void property(String key, String value, List<String> sliceLabels) {
        ByteBuffer head = ByteBuffer.allocate(4 + 2 * 8).putInt(META_MAGIC);
        if (!sliceLabels.isEmpty()) {
            head.putInt(META_LABELS).putInt(sliceLabels.size());
        }
        head.putInt(META_PROPERTIES).putInt(2).flip();
        List<byte[]> texts = Stream.concat(sliceLabels.stream(), Stream.of(key, value))
                .map(text -> text.getBytes(StandardCharsets.UTF_16BE))
                .toList();
        ByteBuffer lengths = ByteBuffer.allocate(4 * (1 + texts.size())).putInt(head.limit());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(head.array(), 0, head.limit());
        for (byte[] text : texts) {
            lengths.putInt(text.length);
            data.writeBytes(text);
        }
        fields.put(META_LENGTHS, new Value(Type.LONG, lengths.array()));
        fields.put(META_DATA, new Value(Type.BYTE, data.toByteArray()));
    }

    /** Where the place of the next image stands in {@link #directory}, from its beginning. */
    long nextAt() {
        return big ? 8 + 20L * fields.size() : 2 + 12L * fields.size();
    }

    /**
     * The directory as it is written, followed by values that do not fit into it; the place of the next image is 0.
     *
     * @param position where in the file it will be
     */
    byte[] directory(long position) {
        int head = (int) nextAt() + (big ? 8 : 4);
        ByteBuffer table = ByteBuffer.allocate(head);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        if (big) {
            table.putLong(fields.size());
        } else {
            table.putShort((short) fields.size());
        }
        int within = big ? 8 : 4;
        fields.forEach((tag, value) -> {
            table.putShort((short) (int) tag).putShort((short) value.type.code);
            put(table, value.count());
            if (value.bytes.length <= within) {
                table.put(value.bytes).put(new byte[within - value.bytes.length]);
            } else {
                put(table, position + head + values.size());
                values.writeBytes(value.bytes);
                if (values.size() % 2 == 1) {
                    values.write(0);
                }
            }
        });
        byte[] all = new byte[head + values.size()];
        System.arraycopy(table.array(), 0, all, 0, head);
        System.arraycopy(values.toByteArray(), 0, all, head, values.size());
        return all;
    }

    private void put(ByteBuffer table, long value) {
        if (big) {
            table.putLong(value);
        } else {
            table.putInt((int) value);
        }
    }
}
