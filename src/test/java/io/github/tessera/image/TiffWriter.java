package io.github.tessera.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Writes small TIFFs of every kind that is read from disk, pixel after pixel from a formula. */
record TiffWriter(
        ByteOrder order,
        boolean big,
        int tileWidth,
        int segmentHeight,
        TiffCompression compression,
        boolean differences,
        TiffSample sample,
        int samples,
        boolean planar,
        int photometric) {
    static TiffWriter grey(TiffSample sample) {
        return new TiffWriter(ByteOrder.LITTLE_ENDIAN, false, 0, 7, TiffCompression.NONE, false, sample, 1, false, 1);
    }

    TiffWriter order(ByteOrder other) {
        return new TiffWriter(
                other, big, tileWidth, segmentHeight, compression, differences, sample, samples, planar, photometric);
    }

    TiffWriter bigTiff() {
        return new TiffWriter(
                order, true, tileWidth, segmentHeight, compression, differences, sample, samples, planar, photometric);
    }

    TiffWriter tiles(int width, int height) {
        return new TiffWriter(
                order, big, width, height, compression, differences, sample, samples, planar, photometric);
    }

    TiffWriter rows(int rows) {
        return tiles(0, rows);
    }

    TiffWriter compressed(TiffCompression by, boolean withDifferences) {
        return new TiffWriter(
                order, big, tileWidth, segmentHeight, by, withDifferences, sample, samples, planar, photometric);
    }

    TiffWriter samples(int count, boolean inPlanes, int meaning) {
        return new TiffWriter(
                order, big, tileWidth, segmentHeight, compression, differences, sample, count, inPlanes, meaning);
    }

    /** The number at a place, before it is written. */
    interface Formula {
        double at(int x, int y, int sample);
    }

    /** One field: its tag and its values, all of 4 bytes (8 in a BigTIFF) but those of two bytes. */
    private record Field(int tag, boolean isShort, long[] values) {}

    void write(Path file, int width, int height, Formula formula) throws IOException {
        int segmentWidth = tileWidth > 0 ? tileWidth : width;
        int across = (width + segmentWidth - 1) / segmentWidth;
        int down = (height + segmentHeight - 1) / segmentHeight;
        int planes = planar ? samples : 1;
        List<byte[]> segments = new ArrayList<>();
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < down; row++) {
                for (int column = 0; column < across; column++) {
                    int rows = tileWidth > 0 ? segmentHeight : Math.min(segmentHeight, height - row * segmentHeight);
                    segments.add(compress(
                            raw(plane, column * segmentWidth, row * segmentHeight, segmentWidth, rows, formula)));
                }
            }
        }
        long[] lengths = segments.stream().mapToLong(s -> s.length).toArray();
        long[] offsets = new long[lengths.length];
        long end = big ? 16 : 8;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            end += lengths[i];
        }
        end += end % 2;
        long[] bits = new long[samples];
        java.util.Arrays.fill(bits, 8L * sample.bytes());
        int format =
                sample == TiffSample.FLOAT32 ? 3 : sample == TiffSample.UINT8 || sample == TiffSample.UINT16 ? 1 : 2;
        boolean tiled = tileWidth > 0;
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(256, false, new long[] {width}));
        fields.add(new Field(257, false, new long[] {height}));
        fields.add(new Field(258, true, bits));
        fields.add(new Field(259, true, new long[] {compression.code()}));
        fields.add(new Field(262, true, new long[] {photometric}));
        if (!tiled) {
            fields.add(new Field(273, false, offsets));
        }
        fields.add(new Field(277, true, new long[] {samples}));
        if (!tiled) {
            fields.add(new Field(278, false, new long[] {segmentHeight}));
            fields.add(new Field(279, false, lengths));
        }
        fields.add(new Field(284, true, new long[] {planar ? 2 : 1}));
        if (differences) {
            fields.add(new Field(317, true, new long[] {2}));
        }
        if (photometric == 3) {
            long[] colours = new long[768];
            java.util.Arrays.setAll(colours, i -> i * 77 % 65536);
            fields.add(new Field(320, true, colours));
        }
        if (tiled) {
            fields.add(new Field(322, false, new long[] {tileWidth}));
            fields.add(new Field(323, false, new long[] {segmentHeight}));
            fields.add(new Field(324, false, offsets));
            fields.add(new Field(325, false, lengths));
        }
        long[] formats = new long[samples];
        java.util.Arrays.fill(formats, format);
        fields.add(new Field(339, true, formats));
        try (var out = Files.newOutputStream(file)) {
            ByteBuffer head = ByteBuffer.allocate(big ? 16 : 8).order(order);
            head.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
            if (big) {
                head.putShort((short) 43)
                        .putShort((short) 8)
                        .putShort((short) 0)
                        .putLong(end);
            } else {
                head.putShort((short) 42).putInt((int) end);
            }
            out.write(head.array());
            long written = head.capacity();
            for (byte[] segment : segments) {
                out.write(segment);
                written += segment.length;
            }
            out.write(new byte[(int) (end - written)]);
            out.write(directory(fields, end));
        }
    }

    private byte[] raw(int plane, int left, int top, int width, int rows, Formula formula) {
        int here = planar ? 1 : samples;
        ByteBuffer raw =
                ByteBuffer.allocate(width * rows * here * sample.bytes()).order(order);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                for (int s = 0; s < here; s++) {
                    double value = formula.at(left + x, top + y, planar ? plane : s);
                    boolean minus = differences && x > 0;
                    double before = minus ? formula.at(left + x - 1, top + y, planar ? plane : s) : 0;
                    switch (sample) {
                        case UINT8 -> raw.put((byte) ((int) value - (int) before));
                        case UINT16, INT16 -> raw.putShort((short) ((int) value - (int) before));
                        case INT32 -> raw.putInt((int) value - (int) before);
                        case FLOAT32 -> raw.putFloat((float) value);
                    }
                }
            }
        }
        return raw.array();
    }

    private byte[] compress(byte[] raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (compression) {
            case NONE -> out.write(raw);
            case DEFLATE -> {
                try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                    deflater.write(raw);
                }
            }
            case PACK_BITS -> {
                for (int at = 0; at < raw.length; at += 100) {
                    int count = Math.min(100, raw.length - at);
                    out.write(count - 1);
                    out.write(raw, at, count);
                }
            }
            case LZW -> lzw(raw, out);
            case JPEG -> throw new IllegalArgumentException("no JPEG here");
        }
        return out.toByteArray();
    }

    /** LZW that forgets its table before a code needs more than nine bits. */
    private static void lzw(byte[] raw, ByteArrayOutputStream out) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < raw.length; i++) {
            if (i % 200 == 0) {
                bits.append(code(256));
            }
            bits.append(code(raw[i] & 255));
        }
        bits.append(code(257)).append("0000000");
        for (int at = 0; at + 8 <= bits.length(); at += 8) {
            out.write(Integer.parseInt(bits.substring(at, at + 8), 2));
        }
    }

    private static String code(int value) {
        return Integer.toBinaryString(1 << 9 | value).substring(1);
    }

    private byte[] directory(List<Field> fields, long position) {
        int offsetBytes = big ? 8 : 4;
        int size = (big ? 8 : 2) + fields.size() * (big ? 20 : 12) + offsetBytes;
        int extra = fields.stream().mapToInt(f -> f.values.length * 8 + 8).sum();
        ByteBuffer out = ByteBuffer.allocate(size + extra).order(order);
        if (big) {
            out.putLong(fields.size());
        } else {
            out.putShort((short) fields.size());
        }
        int free = size;
        for (Field field : fields) {
            int bytes = field.isShort ? 2 : offsetBytes;
            out.putShort((short) field.tag).putShort((short) (field.isShort ? 3 : big ? 16 : 4));
            number(out, field.values.length);
            int at = out.position();
            if (bytes * field.values.length > offsetBytes) {
                number(out, position + free);
                at = free;
                free += bytes * field.values.length;
            } else {
                number(out, 0);
            }
            int next = out.position();
            out.position(at);
            for (long value : field.values) {
                if (field.isShort) {
                    out.putShort((short) value);
                } else {
                    number(out, value);
                }
            }
            out.position(next);
        }
        number(out, 0);
        return out.array();
    }

    private void number(ByteBuffer out, long value) {
        if (big) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }
}
