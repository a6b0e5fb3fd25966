package io.github.tessera.command;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes square 8-bit TIFFs of any size, piece after piece, without holding them in memory. */
enum LargeTiff {
    /** Each row is a strip. */
    STRIPS(0, 1, false),
    /** Squares of 256 pixels. */
    TILES(256, 256, false),
    /** Offsets of 8 bytes, strips of 16 rows. */
    BIG(0, 16, true);

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final int tile;
    private final int rows;
    private final boolean big;

    LargeTiff(int tile, int rows, boolean big) {
        this.tile = tile;
        this.rows = rows;
        this.big = big;
    }

    /** The grey value of each pixel. */
    interface Values {
        int at(int x, int y);
    }

    private record Field(int tag, int type, long[] values) {
        static Field of(int tag, int type, long... values) {
            return new Field(tag, type, values);
        }
    }

    void write(Path file, int side, Values values) throws IOException {
        int width = tile == 0 ? side : tile;
        int across = (side + width - 1) / width;
        int down = (side + rows - 1) / rows;
        long[] lengths = new long[across * down];
        long[] offsets = new long[lengths.length];
        long end = big ? 16 : 8;
        for (int i = 0; i < lengths.length; i++) {
            int height = tile == 0 ? Math.min(rows, side - i / across * rows) : rows;
            lengths[i] = (long) width * height;
            offsets[i] = end;
            end += lengths[i];
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            DataOutputStream data = new DataOutputStream(out);
            data.writeShort(0x4D4D);
            data.writeShort(big ? 43 : 42);
            if (big) {
                data.writeInt(8 << 16);
                data.writeLong(end);
            } else {
                data.writeInt((int) end);
            }
            byte[] row = new byte[width];
            for (int i = 0; i < lengths.length; i++) {
                int left = i % across * width;
                int top = i / across * rows;
                for (int y = top; y < top + lengths[i] / width; y++) {
                    for (int x = 0; x < width; x++) {
                        row[x] = (byte) values.at(left + x, y);
                    }
                    data.write(row);
                }
            }
            writeDirectory(data, end, fields(side, offsets, lengths));
        }
    }

    private List<Field> fields(int side, long[] offsets, long[] lengths) {
        int offset = big ? LONG8 : LONG;
        List<Field> fields = new ArrayList<>(List.of(
                Field.of(256, LONG, side),
                Field.of(257, LONG, side),
                Field.of(258, SHORT, 8),
                Field.of(259, SHORT, 1),
                Field.of(262, SHORT, 1)));
        if (tile == 0) {
            fields.add(new Field(273, offset, offsets));
        }
        fields.add(Field.of(277, SHORT, 1));
        if (tile == 0) {
            fields.add(Field.of(278, LONG, rows));
            fields.add(new Field(279, offset, lengths));
        } else {
            fields.add(Field.of(322, LONG, tile));
            fields.add(Field.of(323, LONG, rows));
            fields.add(new Field(324, offset, offsets));
            fields.add(new Field(325, offset, lengths));
        }
        return fields;
    }

    /** The fields, then the long lists that do not fit into them; all numbers of a list are of the size of an offset. */
    private void writeDirectory(DataOutputStream data, long position, List<Field> fields) throws IOException {
        long free = position + (big ? 16 + 20L * fields.size() : 6 + 12L * fields.size());
        if (big) {
            data.writeLong(fields.size());
        } else {
            data.writeShort(fields.size());
        }
        for (Field field : fields) {
            data.writeShort(field.tag);
            data.writeShort(field.type);
            number(data, field.values.length);
            if (field.values.length > 1) {
                number(data, free);
                free += (big ? 8L : 4L) * field.values.length;
            } else if (field.type == SHORT) {
                data.writeShort((int) field.values[0]);
                data.write(new byte[big ? 6 : 2]);
            } else if (field.type == LONG) {
                data.writeInt((int) field.values[0]);
                data.write(new byte[big ? 4 : 0]);
            } else {
                data.writeLong(field.values[0]);
            }
        }
        number(data, 0);
        for (Field field : fields) {
            for (int i = 0; field.values.length > 1 && i < field.values.length; i++) {
                number(data, field.values[i]);
            }
        }
    }

    private void number(DataOutputStream data, long value) throws IOException {
        if (big) {
            data.writeLong(value);
        } else {
            data.writeInt((int) value);
        }
    }
}
