package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.badImage;
import static io.github.tessera.data.broken.BrokenInput.badMask;
import static io.github.tessera.data.broken.BrokenInput.fineImage;
import static io.github.tessera.data.broken.BrokenInput.fineMask;
import static io.github.tessera.data.broken.Cause.TIFF_COMPRESSED_PIXELS;
import static io.github.tessera.data.broken.Cause.TIFF_CUT_OFF;
import static io.github.tessera.data.broken.Cause.TIFF_DIRECTORY_LOOP;
import static io.github.tessera.data.broken.Cause.TIFF_HEADER;
import static io.github.tessera.data.broken.Cause.TIFF_KIND;
import static io.github.tessera.data.broken.Cause.TIFF_SIZE;
import static io.github.tessera.data.broken.Cause.TIFF_STRIPS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** TIFF files of one page. */
final class TiffCases {
    private static final String TIF = "tif";
    private static final int FAR = 100_000;

    private TiffCases() {}

    static RawTiff image() {
        return RawTiff.grey(Scene.ramp());
    }

    static RawTiff mask() {
        return RawTiff.grey(Scene.MASK);
    }

    private static byte[] cut(byte[] whole, int length) {
        return Arrays.copyOf(whole, length);
    }

    private static byte[] withInt(byte[] whole, int at, int value) {
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return whole;
    }

    private static byte[] withShort(byte[] whole, int at, int value) {
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return whole;
    }

    static List<BrokenInput> cutOff() {
        return List.of(
                badImage(TIFF_CUT_OFF, "in its header", TIF, () -> cut(image().bytes(), 6)),
                badImage(TIFF_CUT_OFF, "before its directory", TIF, () -> cut(image().bytes(), image().directoryAt())),
                badMask(
                        TIFF_CUT_OFF,
                        "within its directory",
                        TIF,
                        () -> cut(mask().bytes(), mask().directoryAt() + 40)),
                badMask(TIFF_CUT_OFF, "in its pixels, whose directory lies before them", TIF, () -> {
                    RawTiff page = mask().set(RawTiff.OFFSETS, FAR);
                    return Arrays.copyOf(page.bytes(), FAR + 7);
                }),
                badMask(TIFF_CUT_OFF, "in pixels of 1 bit", TIF, () -> {
                    RawTiff page = mask().set(RawTiff.BITS, 1).set(RawTiff.OFFSETS, FAR);
                    return Arrays.copyOf(page.bytes(), FAR + 2);
                }));
    }

    static List<BrokenInput> headers() {
        return List.of(
                badImage(TIFF_HEADER, "of another byte order than it says", TIF, () -> {
                    byte[] bytes = image().bytes();
                    bytes[0] = 'M';
                    bytes[1] = 'M';
                    return bytes;
                }),
                badImage(TIFF_HEADER, "of another version", TIF, () -> withShort(image().bytes(), 2, 77)),
                badMask(TIFF_HEADER, "whose directory is behind its end", TIF, () -> withInt(mask().bytes(), 4, FAR)),
                badMask(TIFF_HEADER, "whose directory is nowhere", TIF, () -> withInt(mask().bytes(), 4, 0)),
                badMask(
                        TIFF_HEADER,
                        "whose directory has no fields",
                        TIF,
                        () -> withShort(mask().bytes(), mask().directoryAt(), 0)));
    }

    static List<BrokenInput> loops() {
        return List.of(
                badMask(TIFF_DIRECTORY_LOOP, "the directory follows itself", TIF, () -> mask().bytes(
                                mask().directoryAt())),
                badImage(TIFF_DIRECTORY_LOOP, "the second directory is followed by the first", TIF, () -> {
                    long first = image().directoryAt();
                    return RawTiff.file(false, first, image(), image());
                }),
                badMask(TIFF_DIRECTORY_LOOP, "the next directory is the header", TIF, () -> mask().bytes(2)),
                badImage(TIFF_DIRECTORY_LOOP, "the next directory is behind the end", TIF, () -> image().bytes(FAR)),
                badMask(
                        TIFF_DIRECTORY_LOOP,
                        "a BigTIFF whose directory follows itself",
                        TIF,
                        () -> RawTiff.file(true, mask().directoryAt(), mask())));
    }

    static List<BrokenInput> sizes() {
        return List.of(
                badMask(TIFF_SIZE, "no columns", TIF, () -> mask().set(RawTiff.WIDTH, 0)
                        .bytes()),
                badMask(TIFF_SIZE, "no height", TIF, () -> mask().without(RawTiff.HEIGHT)
                        .bytes()),
                badImage(TIFF_SIZE, "a width of 4 thousand million", TIF, () -> image().set(RawTiff.WIDTH, 0xFFFFFFFFL)
                        .bytes()),
                badImage(TIFF_SIZE, "a size whose product is 0 in 32 bits", TIF, () -> image().set(
                                RawTiff.WIDTH, 1 << 16)
                        .set(RawTiff.HEIGHT, 1 << 16)
                        .bytes()),
                badMask(TIFF_SIZE, "more rows than there are pixels", TIF, () -> mask().set(RawTiff.HEIGHT, 3000)
                        .set(RawTiff.ROWS, 3000)
                        .bytes()));
    }

    static List<BrokenInput> strips() {
        return List.of(
                badMask(TIFF_STRIPS, "none is told", TIF, () -> mask().without(RawTiff.OFFSETS)
                        .bytes()),
                fineMask(TIFF_STRIPS, "one for three rows of strips", TIF, () -> mask().set(RawTiff.ROWS, 1)
                        .bytes()),
                badImage(TIFF_STRIPS, "compressed, without lengths", TIF, () -> image().deflated()
                        .without(RawTiff.LENGTHS)
                        .bytes()),
                fineMask(TIFF_STRIPS, "one for each row, in wild order", TIF, () -> {
                    byte[] rows = new byte[12];
                    System.arraycopy(Scene.bytes(Scene.MASK, 0), 0, rows, 4, 8);
                    return mask().pixels(rows)
                            .set(RawTiff.ROWS, 1)
                            .set(RawTiff.OFFSETS, RawTiff.PIXELS_AT + 4, RawTiff.PIXELS_AT + 8, RawTiff.PIXELS_AT)
                            .set(RawTiff.LENGTHS, 4, 4, 4)
                            .bytes();
                }),
                badMask(TIFF_STRIPS, "a length of 4 thousand million", TIF, () -> mask().deflated()
                        .set(RawTiff.LENGTHS, 0xFFFFFFFFL)
                        .bytes()));
    }

    static List<BrokenInput> compressed() {
        return List.of(
                badMask(TIFF_COMPRESSED_PIXELS, "Deflate that ends too early", TIF, () -> {
                    RawTiff page = mask().deflated();
                    return page.set(RawTiff.LENGTHS, 9).bytes();
                }),
                badMask(TIFF_COMPRESSED_PIXELS, "Deflate with a wrong checksum", TIF, () -> {
                    byte[] bytes = mask().deflated().bytes();
                    bytes[mask().deflated().directoryAt() - 2] ^= 1;
                    bytes[mask().deflated().directoryAt() - 3] ^= 1;
                    return bytes;
                }),
                badMask(TIFF_COMPRESSED_PIXELS, "LZW of random bytes", TIF, () -> mask().pixels(
                                new byte[] {(byte) 0xF3, 0x12, 0x77, (byte) 0xA9, 0x44, 0x5B})
                        .set(RawTiff.COMPRESSION, RawTiff.LZW)
                        .bytes()),
                badMask(TIFF_COMPRESSED_PIXELS, "PackBits of too few rows", TIF, () -> mask().pixels(
                                new byte[] {3, 0, -1, -1, 0})
                        .set(RawTiff.COMPRESSION, RawTiff.PACK_BITS)
                        .bytes()),
                badImage(TIFF_COMPRESSED_PIXELS, "PackBits that ends within a run", TIF, () -> image().pixels(
                                new byte[] {11, 1, 2, 3, 4})
                        .set(RawTiff.COMPRESSION, RawTiff.PACK_BITS)
                        .bytes()));
    }

    static List<BrokenInput> kinds() {
        return List.of(
                badMask(TIFF_KIND, "compressed by JPEG 2000", TIF, () -> mask().set(RawTiff.COMPRESSION, 34712)
                        .bytes()),
                badMask(TIFF_KIND, "compressed as a fax", TIF, () -> mask().set(RawTiff.BITS, 1)
                        .set(RawTiff.COMPRESSION, 4)
                        .bytes()),
                badImage(TIFF_KIND, "fractions of 16 bits", TIF, () -> image().pixels(new byte[24])
                        .set(RawTiff.BITS, 16)
                        .set(RawTiff.FORMAT, 3)
                        .bytes()),
                badImage(TIFF_KIND, "pixels of 5 bits", TIF, () -> image().set(RawTiff.BITS, 5)
                        .bytes()),
                fineImage(TIFF_KIND, "whole numbers of 32 bits", TIF, () -> {
                    ByteBuffer pixels = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
                    for (int value : Scene.ramp()) {
                        pixels.putInt(value);
                    }
                    return image().pixels(pixels.array()).set(RawTiff.BITS, 32).bytes();
                }));
    }
}
