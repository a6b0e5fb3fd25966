package io.github.tessera.image;

import ij.ImageJ;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/**
 * Writes planes of any size row by row, as they come, into one TIFF; neither ImageJ's writer nor Java's takes rows.
 *
 * <p>A single plane is written in Deflate strips, which most programs read; beyond 4 GB before compression as BigTIFF, which ImageJ leaves to
 * Bio-Formats. Several planes are written as ImageJ writes its stacks, one behind the other and uncompressed: so they keep their
 * dimensions, may have more than 4 GB in all, and open as virtual stacks too. Their rows may come in turn. Close it when all rows are
 * there: only then is the file complete.
 */
public final class TiffRows implements Closeable {
    private static final int COLOUR_MAP = 320;
    private static final int DESCRIPTION = 270;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int RESOLUTION_UNIT = 296;

    private static final int GREY = 1;
    private static final int PALETTE = 3;
    private static final int FLOATS = 3;

    /** Before compression; a strip has one row at least. */
    private static final int STRIP_BYTES = 1 << 18;

    /** Offsets of ordinary TIFF reach so far; the rest is for directories. */
    private static final long MOST_BYTES = 0xFFFFFFFFL - (1 << 26);

    private final FileChannel file;
    private final int width;
    private final int height;
    private final int rowBytes;
    private final boolean contiguous;
    private final boolean big;
    private final Dimensions dimensions;
    private final Optional<PixelSize> pixelSize;
    private final boolean probabilities;
    private final List<String> classes;
    private final List<Plane> planes = new ArrayList<>();
    private long position;

    /** How many planes there are, channels first, then slices, then frames; and how far apart. */
    public record Dimensions(int channels, int slices, int frames, PlaneSpacing spacing) {
        int planes() {
            return channels * slices * frames;
        }
    }

    private TiffRows(
            Path path,
            int width,
            int height,
            Dimensions dimensions,
            Optional<PixelSize> pixelSize,
            boolean probabilities,
            List<String> classes)
            throws IOException {
        this.width = width;
        this.height = height;
        this.dimensions = dimensions;
        this.pixelSize = pixelSize;
        this.probabilities = probabilities;
        this.classes = List.copyOf(classes);
        rowBytes = Math.multiplyExact(width, probabilities ? Float.BYTES : 1);
        long planeBytes = (long) rowBytes * height;
        contiguous = dimensions.planes() > 1 && planeBytes <= MOST_BYTES;
        big = !contiguous && planeBytes * dimensions.planes() > MOST_BYTES;
        for (int p = 0; p < dimensions.planes(); p++) {
            planes.add(new Plane(p));
        }
        position = big ? 16 : 8;
        if (contiguous) {
            position += fields(0).directory(position).length;
        }
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * A file of class indices, a {@link LabelImage} once it is opened.
     *
     * @param dimensions of the planes that will be written
     * @param classes the names of the classes from 0 on, at least one
     */
    public static TiffRows labels(
            Path path,
            int width,
            int height,
            Dimensions dimensions,
            Optional<PixelSize> pixelSize,
            List<String> classes)
            throws IOException {
        return new TiffRows(path, width, height, dimensions, pixelSize, false, classes);
    }

    /**
     * A file of 32-bit probabilities, shown from 0 to 1, of which each plane bears its class's name.
     *
     * @param dimensions of the planes that will be written: a channel for each class, or one for the second of two
     * @param classes the names of the classes from 0 on
     */
    public static TiffRows probabilities(
            Path path,
            int width,
            int height,
            Dimensions dimensions,
            Optional<PixelSize> pixelSize,
            List<String> classes)
            throws IOException {
        return new TiffRows(path, width, height, dimensions, pixelSize, true, classes);
    }

    /** Whether the file is a BigTIFF, which not every program reads. */
    public boolean isBig() {
        return big;
    }

    /** Writes the next row of a plane, from 0, of a file of labels. */
    public void row(int plane, byte[] labels) throws IOException {
        Plane to = planes.get(plane).begun();
        to.strip.put(labels, 0, width);
        to.endRow();
    }

    /** Writes the next row of a plane, from 0, of a file of probabilities. */
    public void row(int plane, float[] values) throws IOException {
        Plane to = planes.get(plane).begun();
        to.strip.asFloatBuffer().put(values, 0, width);
        to.strip.position(to.strip.position() + Float.BYTES * width);
        to.endRow();
    }

    /** One plane's strips; the one that is not yet full is in memory from the first row to the last. */
    private final class Plane {
        private final int index;
        private final int rowsPerStrip = Math.max(1, Math.min(height, STRIP_BYTES / rowBytes));
        private final List<Long> offsets = new ArrayList<>();
        private final List<Long> lengths = new ArrayList<>();
        private ByteBuffer strip;
        private int rows;

        Plane(int index) {
            this.index = index;
        }

        Plane begun() {
            strip = strip == null ? ByteBuffer.allocate(rowsPerStrip * rowBytes) : strip;
            return this;
        }

        void endRow() throws IOException {
            rows++;
            if (!strip.hasRemaining() || rows == height) {
                strip.flip();
                if (contiguous) {
                    long before = (long) index * height + rows;
                    write(strip, position + before * rowBytes - strip.limit());
                } else {
                    byte[] packed = packed(strip.array(), strip.limit());
                    offsets.add(position);
                    lengths.add((long) packed.length);
                    append(packed);
                }
                strip.clear();
            }
            if (rows == height) {
                strip = null;
            }
        }
    }

    private TiffFields fields(int plane) {
        Plane from = planes.get(plane);
        TiffFields fields = new TiffFields(big);
        fields.number(TiffPage.WIDTH, width);
        fields.number(TiffPage.HEIGHT, height);
        fields.shorts(TiffPage.BITS, probabilities ? 32 : 8);
        fields.shorts(TiffPage.SAMPLES, 1);
        fields.shorts(TiffPage.COMPRESSION, (contiguous ? TiffCompression.NONE : TiffCompression.DEFLATE).code());
        fields.number(TiffPage.ROWS_PER_STRIP, contiguous ? height : from.rowsPerStrip);
        fields.places(TiffPage.STRIP_OFFSETS, contiguous ? List.of(position) : from.offsets);
        fields.places(TiffPage.STRIP_LENGTHS, contiguous ? List.of((long) rowBytes * height) : from.lengths);
        fields.shorts(RESOLUTION_UNIT, 1);
        pixelSize.ifPresent(size -> {
            fields.fraction(X_RESOLUTION, 1 / size.width());
            fields.fraction(Y_RESOLUTION, 1 / size.height());
        });
        fields.shorts(TiffPage.PHOTOMETRIC, probabilities ? GREY : PALETTE);
        if (probabilities) {
            fields.shorts(TiffPage.SAMPLE_FORMAT, FLOATS);
        } else {
            fields.colours(COLOUR_MAP, Palette.standard().lut());
        }
        if (plane == 0) {
            describe(fields);
        }
        return fields;
    }

    /** What planes of probabilities are called. */
    private List<String> planeNames() {
        int channels = dimensions.channels();
        return IntStream.range(0, probabilities ? planes.size() : 0)
                .mapToObj(p -> classes.get(channels == 1 ? 1 : p % channels))
                .toList();
    }

    private byte[] packed(byte[] bytes, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] packed = new byte[length + length / 100 + 64];
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        int size = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, size);
    }

    private void describe(TiffFields fields) {
        StringBuilder text = new StringBuilder("ImageJ=" + ImageJ.VERSION + "\n");
        if (contiguous) {
            text.append("images=").append(dimensions.planes()).append('\n');
            text.append("channels=").append(dimensions.channels()).append('\n');
            text.append("slices=").append(dimensions.slices()).append('\n');
            text.append("frames=").append(dimensions.frames()).append('\n');
            text.append("hyperstack=true\nmode=grayscale\n");
        }
        if (pixelSize.isPresent()) {
            text.append("unit=micron\n");
        }
        text.append(dimensions.spacing.described(pixelSize.isPresent()));
        text.append("min=0.0\nmax=").append(probabilities ? "1.0" : "255.0").append('\n');
        fields.text(DESCRIPTION, text.toString());
        fields.property(LabelImage.CLASSES_PROPERTY, String.join("\n", classes), planeNames());
    }

    private void append(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes), position);
        position += bytes.length;
    }

    private void write(ByteBuffer bytes, long start) throws IOException {
        int first = bytes.position();
        while (bytes.hasRemaining()) {
            file.write(bytes, start + bytes.position() - first);
        }
    }

    /** Completes the file, if all its rows are there. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (planes.stream().allMatch(plane -> plane.rows == height)) {
                finish();
            }
        }
    }

    private void finish() throws IOException {
        ByteBuffer head =
                ByteBuffer.allocate(16).put((byte) 'M').put((byte) 'M').putShort((short) (big ? 43 : 42));
        if (big) {
            head.putShort((short) 8).putShort((short) 0);
        }
        long link = head.position();
        write(head.flip(), 0);
        if (contiguous) {
            link(link, Integer.BYTES + link);
            write(ByteBuffer.wrap(fields(0).directory(Integer.BYTES + link)), Integer.BYTES + link);
            return;
        }
        for (int p = 0; p < planes.size(); p++) {
            if (position % 2 == 1) {
                append(new byte[1]);
            }
            TiffFields fields = fields(p);
            link(link, position);
            link = position + fields.nextAt();
            append(fields.directory(position));
        }
    }

    private void link(long at, long to) throws IOException {
        ByteBuffer place = ByteBuffer.allocate(Long.BYTES);
        write((big ? place.putLong(to) : place.putInt((int) to)).flip(), at);
    }
}
