package io.github.tessera.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes one compressed strip or tile of a TIFF.
 *
 * <p>LZW and JPEG are left to the TIFF reader that is part of Java since version 9: it gets the segment as a small TIFF of its
 * own. It cannot be given the file, for it reads no BigTIFF. PackBits is not left to it, for it loses a byte behind one that
 * stands for nothing; see "TIFF Revision 6.0" (Adobe 1992), section 9.
 */
final class SegmentDecoder {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private final TiffPage page;
    private final ByteOrder order;

    /** Prepares decoding the segments of a page, whose samples are in a byte order. */
    SegmentDecoder(TiffPage page, ByteOrder order) {
        this.page = page;
        this.order = order;
    }

    /**
     * Decodes one segment.
     *
     * @param segment as it is in the file
     * @param rows that it holds
     * @return {@code rows} rows of {@link TiffPage#segmentWidth()} pixels
     */
    byte[] decode(byte[] segment, int rows) throws IOException {
        byte[] pixels =
                switch (page.compression()) {
                    case NONE -> segment;
                    case DEFLATE -> inflate(segment, rows);
                    case PACK_BITS -> unpackBits(segment, rows * page.segmentWidth() * page.pixelBytes());
                    case LZW -> {
                        int rowBytes = page.segmentWidth() * page.pixelBytes();
                        // Java's decoder leaves zeros where bytes are missing.
                        if (UnpackedLength.of(page.compression(), segment) < (long) rows * rowBytes) {
                            throw new EOFException("too few bytes");
                        }
                        yield decode(segment, rows, rowBytes, 1, 1);
                    }
                    case JPEG -> decode(segment, rows, page.segmentWidth(), page.interleaved(), jpegColours());
                };
        if (page.differences()) {
            addUp(ByteBuffer.wrap(pixels).order(order), rows);
        }
        return pixels;
    }

    private int jpegColours() {
        return page.planar() ? 1 : page.photometric();
    }

    private byte[] inflate(byte[] segment, int rows) throws IOException {
        byte[] pixels = new byte[rows * page.segmentWidth() * page.pixelBytes()];
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(segment))) {
            int count = in.readNBytes(pixels, 0, pixels.length);
            if (count < pixels.length) {
                throw new EOFException(count + " bytes of " + pixels.length);
            }
            in.skip(Long.MAX_VALUE); // the checksum comes last
        }
        return pixels;
    }

    private static byte[] unpackBits(byte[] packed, int length) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed);
        byte[] pixels = new byte[length];
        int to = 0;
        while (to < length) {
            if (!in.hasRemaining()) {
                throw new EOFException(to + " bytes of " + length);
            }
            int count = in.get();
            if (count == Byte.MIN_VALUE) {
                continue; // It stands for nothing.
            }
            int run = Math.min(Math.abs(count) + 1, length - to);
            if (count >= 0) {
                in.get(pixels, to, run);
            } else {
                Arrays.fill(pixels, to, to + run, in.get());
            }
            to += run;
        }
        return pixels;
    }

    /** Decodes bytes of {@code samples} samples a pixel; what they mean does not matter to LZW. */
    private byte[] decode(byte[] segment, int rows, int width, int samples, int photometric) throws IOException {
        byte[] tiff = smallTiff(segment, rows, width, samples, photometric);
        ImageReader reader = javaReader();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff))) {
            reader.setInput(in, true, true);
            Raster raster = reader.read(0).getRaster();
            byte[] pixels = new byte[rows * width * samples];
            raster.getDataElements(0, 0, width, rows, pixels);
            return pixels;
        } finally {
            reader.dispose();
        }
    }

    /** Java's own, whatever other reader has been added to the program. */
    private static ImageReader javaReader() throws IOException {
        Iterator<ImageReaderSpi> readers = IIORegistry.getDefaultInstance()
                .getServiceProviders(
                        ImageReaderSpi.class,
                        spi -> spi.getClass().getModule() == ImageReaderSpi.class.getModule()
                                && "tif".equals(((ImageReaderSpi) spi).getFormatNames()[0]),
                        true);
        if (!readers.hasNext()) {
            throw new IOException("this Java has no TIFF reader");
        }
        return readers.next().createReaderInstance();
    }

    private byte[] smallTiff(byte[] segment, int rows, int width, int samples, int photometric) throws IOException {
        byte[] tables = page.jpegTables();
        int fields = 10 + (tables.length > 0 ? 1 : 0);
        int bitsAt = 8 + 2 + 12 * fields + 4;
        int tablesAt = bitsAt + 2 * samples;
        int pixelsAt = tablesAt + tables.length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(pixelsAt + segment.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x4D4D002A00000008L);
        out.writeShort(fields);
        field(out, TiffPage.WIDTH, LONG, 1, width);
        field(out, TiffPage.HEIGHT, LONG, 1, rows);
        field(out, TiffPage.BITS, SHORT, samples, samples > 2 ? bitsAt : 8);
        field(out, TiffPage.COMPRESSION, SHORT, 1, page.compression().code());
        field(out, TiffPage.PHOTOMETRIC, SHORT, 1, photometric);
        field(out, TiffPage.STRIP_OFFSETS, LONG, 1, pixelsAt);
        field(out, TiffPage.SAMPLES, SHORT, 1, samples);
        field(out, TiffPage.ROWS_PER_STRIP, LONG, 1, rows);
        field(out, TiffPage.STRIP_LENGTHS, LONG, 1, segment.length);
        field(out, TiffPage.PLANAR, SHORT, 1, 1);
        if (tables.length > 0) {
            field(out, TiffPage.JPEG_TABLES, UNDEFINED, tables.length, tablesAt);
        }
        out.writeInt(0);
        for (int i = 0; i < samples; i++) {
            out.writeShort(8);
        }
        out.write(tables);
        out.write(segment);
        return bytes.toByteArray();
    }

    private static void field(DataOutputStream out, int tag, int type, int count, int value) throws IOException {
        out.writeShort(tag);
        out.writeShort(type);
        out.writeInt(count);
        if (type == SHORT && count <= 2) {
            out.writeShort(value);
            out.writeShort(count == 2 ? value : 0);
        } else {
            out.writeInt(value);
        }
    }

    /** Undoes the predictor: each sample is stored as the difference to that of the pixel on its left. */
    private void addUp(ByteBuffer pixels, int rows) {
        int samples = page.interleaved();
        int rowSamples = page.segmentWidth() * samples;
        for (int row = 0; row < rows; row++) {
            int start = row * rowSamples;
            for (int i = start + samples; i < start + rowSamples; i++) {
                switch (page.sample().bytes()) {
                    case 1 -> pixels.put(i, (byte) (pixels.get(i) + pixels.get(i - samples)));
                    case 2 ->
                        pixels.putShort(2 * i, (short) (pixels.getShort(2 * i) + pixels.getShort(2 * (i - samples))));
                    default -> pixels.putInt(4 * i, pixels.getInt(4 * i) + pixels.getInt(4 * (i - samples)));
                }
            }
        }
    }
}
