package io.github.tessera.data.broken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A PNG whose every part may be wrong: of {@link Scene#WIDTH} x {@link Scene#HEIGHT} pixels unless told otherwise. */
final class RawPng {
    static final int GREY = 0;
    static final int TABLE = 3;

    /** Bytes before the first chunk. */
    static final int SIGNATURE = 8;

    /** Bytes of the first chunk, which tells the size. */
    static final int HEADER = 25;

    private static final long MARK = 0x89504E470D0A1A0AL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private RawPng() {
        out.writeBytes(ByteBuffer.allocate(SIGNATURE).putLong(MARK).array());
    }

    /** An empty file but for its header. */
    static RawPng of(int width, int height, int bits, int colours) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) colours);
        return new RawPng().chunk("IHDR", header.array());
    }

    /** A sound grey one of 8 bits. */
    static byte[] grey(int... values) throws IOException {
        return of(Scene.WIDTH, values.length / Scene.WIDTH, 8, GREY)
                .chunk("IDAT", stored(rows(0, values)))
                .end();
    }

    RawPng chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        out.writeBytes(ByteBuffer.allocate(8).putInt(data.length).put(name).array());
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return this;
    }

    byte[] end() {
        return chunk("IEND", new byte[0]).open();
    }

    /** Without its end. */
    byte[] open() {
        return out.toByteArray();
    }

    /** Rows of bytes, each after the number of its filter. */
    static byte[] rows(int filter, int... values) {
        byte[] rows = new byte[values.length / Scene.WIDTH * (Scene.WIDTH + 1)];
        for (int i = 0; i < values.length; i++) {
            rows[i / Scene.WIDTH * (Scene.WIDTH + 1)] = (byte) filter;
            rows[i / Scene.WIDTH * (Scene.WIDTH + 1) + 1 + i % Scene.WIDTH] = (byte) values[i];
        }
        return rows;
    }

    /** A zlib stream whose bytes stand in it as they are, so that one of them can be changed. */
    static byte[] stored(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed, new Deflater(Deflater.NO_COMPRESSION))) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }
}
