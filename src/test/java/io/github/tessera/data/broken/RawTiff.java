package io.github.tessera.data.broken;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** A page of a TIFF, little-endian, whose every field may be wrong. */
final class RawTiff {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int COLOURS = 262;
    static final int DESCRIPTION = 270;
    static final int OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int ROWS = 278;
    static final int LENGTHS = 279;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_LENGTHS = 325;
    static final int FORMAT = 339;

    static final int DEFLATE = 8;
    static final int LZW = 5;
    static final int PACK_BITS = 32773;

    /** Where the pixels of the first page begin. */
    static final int PIXELS_AT = 16;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final Map<Integer, long[]> fields = new TreeMap<>();
    private byte[] pixels = {};
    private String description = "";

    private RawTiff() {}

    /** A grey page of 8 bits in one strip. */
    static RawTiff grey(int... values) {
        RawTiff page = new RawTiff()
                .set(WIDTH, Scene.WIDTH)
                .set(HEIGHT, values.length / Scene.WIDTH)
                .set(BITS, 8)
                .set(COMPRESSION, 1)
                .set(COLOURS, 1)
                .set(SAMPLES, 1)
                .set(ROWS, values.length / Scene.WIDTH);
        return page.pixels(Scene.bytes(values, 0));
    }

    /** A page of numbers of 32 bits. */
    static RawTiff floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return grey(new int[values.length]).set(BITS, 32).set(FORMAT, 3).pixels(bytes.array());
    }

    RawTiff set(int tag, long... values) {
        fields.put(tag, values);
        return this;
    }

    RawTiff without(int tag) {
        fields.remove(tag);
        return this;
    }

    RawTiff describe(String text) {
        description = text;
        return this;
    }

    /** Other bytes of pixels, in one strip. */
    RawTiff pixels(byte[] bytes) {
        pixels = bytes;
        return set(OFFSETS, PIXELS_AT).set(LENGTHS, bytes.length);
    }

    /** Compressed by Deflate. */
    RawTiff deflated() {
        Deflater deflater = new Deflater();
        deflater.setInput(pixels);
        deflater.finish();
        byte[] into = new byte[2 * pixels.length + 64];
        int count = deflater.deflate(into);
        deflater.end();
        return pixels(Arrays.copyOf(into, count)).set(COMPRESSION, DEFLATE);
    }

    /** In one tile of 16 x 16 pixels. */
    RawTiff tiled() {
        byte[] tile = new byte[256];
        for (int i = 0; i < pixels.length; i++) {
            tile[i / Scene.WIDTH * 16 + i % Scene.WIDTH] = pixels[i];
        }
        return pixels(tile)
                .without(OFFSETS)
                .without(LENGTHS)
                .without(ROWS)
                .set(TILE_WIDTH, 16)
                .set(TILE_HEIGHT, 16)
                .set(TILE_OFFSETS, PIXELS_AT)
                .set(TILE_LENGTHS, tile.length);
    }

    /** The file with this page alone. */
    byte[] bytes() {
        return file(false, 0, this);
    }

    byte[] bigTiff() {
        return file(true, 0, this);
    }

    /** The file, where another directory follows at a place. */
    byte[] bytes(long next) {
        return file(false, next, this);
    }

    /** Where the directory of the first page begins. */
    int directoryAt() {
        return (PIXELS_AT + pixels.length + 1) / 2 * 2;
    }

    /**
     * A file of pages.
     *
     * @param next where the directory behind the last is said to be
     */
    static byte[] file(boolean big, long next, RawTiff... pages) {
        ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0x4949).putShort((short) (big ? 43 : 42));
        if (big) {
            out.putShort((short) 8).putShort((short) 0).putLong(pages[0].directoryAt());
        } else {
            out.putInt(pages[0].directoryAt());
        }
        out.position(PIXELS_AT);
        for (int i = 0; i < pages.length; i++) {
            int start = out.position();
            out.put(pages[i].pixels).position((out.position() + 1) / 2 * 2);
            if (start != PIXELS_AT) {
                pages[i].set(OFFSETS, start);
            }
            int link = pages[i].writeDirectory(out, big);
            boolean last = i == pages.length - 1;
            long following = last ? next : (out.position() + pages[i + 1].pixels.length + 1L) / 2 * 2;
            if (big) {
                out.putLong(link, following);
            } else {
                out.putInt(link, (int) following);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Writes fields, and behind them what does not fit into them; tells where the next directory is written. */
    private int writeDirectory(ByteBuffer out, boolean big) {
        byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
        int count = fields.size() + (description.isEmpty() ? 0 : 1);
        int offsetBytes = big ? 8 : 4;
        int link = out.position() + (big ? 8 : 2) + count * (big ? 20 : 12);
        int free = link + offsetBytes;
        Map<Integer, long[]> all = new TreeMap<>(fields);
        if (!description.isEmpty()) {
            all.put(DESCRIPTION, new long[text.length]);
        }
        if (big) {
            out.putLong(count);
        } else {
            out.putShort((short) count);
        }
        for (Map.Entry<Integer, long[]> field : all.entrySet()) {
            int type = type(field.getKey(), big);
            int size = type == ASCII ? 1 : type == SHORT ? 2 : type == LONG ? 4 : 8;
            long[] values = field.getValue();
            out.putShort((short) (int) field.getKey()).putShort((short) type);
            number(out, big, values.length);
            int at = out.position();
            if (size * values.length > offsetBytes) {
                out.putInt(at, free);
                at = free;
                free += (size * values.length + 1) / 2 * 2;
            }
            for (int i = 0; i < values.length; i++) {
                switch (size) {
                    case 1 -> out.put(at + i, text[i]);
                    case 2 -> out.putShort(at + 2 * i, (short) values[i]);
                    case 4 -> out.putInt(at + 4 * i, (int) values[i]);
                    default -> out.putLong(at + 8 * i, values[i]);
                }
            }
            out.position(out.position() + offsetBytes);
        }
        out.position(free);
        return link;
    }

    private static int type(int tag, boolean big) {
        return switch (tag) {
            case DESCRIPTION -> ASCII;
            case WIDTH, HEIGHT, OFFSETS, ROWS, LENGTHS, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_LENGTHS ->
                big ? LONG8 : LONG;
            default -> SHORT;
        };
    }

    private static void number(ByteBuffer out, boolean big, long value) {
        if (big) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }
}
