package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.badImage;
import static io.github.tessera.data.broken.BrokenInput.badMask;
import static io.github.tessera.data.broken.BrokenInput.fineMask;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.BIG_TIFF;
import static io.github.tessera.data.broken.Cause.TIFF_FIELD;
import static io.github.tessera.data.broken.Cause.TIFF_STACK;
import static io.github.tessera.data.broken.Cause.TIFF_TILES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** TIFF files in tiles, above 4 GB as they say, and of several pages. */
final class TiffMoreCases {
    private static final String TIF = "tif";
    private static final int FAR = 100_000;

    private TiffMoreCases() {}

    private static RawTiff mask() {
        return TiffCases.mask();
    }

    /** Changes a field, whose number, type, count and value follow each other. */
    private static byte[] withField(RawTiff page, int tag, int type, int count) {
        byte[] bytes = page.bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = page.directoryAt() + 2;
        while (buffer.getShort(at) != tag) {
            at += 12;
        }
        buffer.putShort(at + 2, (short) type).putInt(at + 4, count);
        return bytes;
    }

    static List<BrokenInput> fields() {
        return List.of(
                badMask(
                        TIFF_FIELD,
                        "a list longer than the file",
                        TIF,
                        () -> withField(mask(), RawTiff.LENGTHS, 4, 1 << 30)),
                badMask(TIFF_FIELD, "a list of negative length", TIF, () -> withField(mask(), RawTiff.OFFSETS, 4, -5)),
                badMask(
                        TIFF_FIELD,
                        "a list behind the end of the file",
                        TIF,
                        () -> withField(mask(), RawTiff.LENGTHS, 4, 60)),
                badMask(TIFF_FIELD, "places that are texts", TIF, () -> withField(mask(), RawTiff.OFFSETS, 2, 1)),
                fineMask(
                        TIFF_FIELD,
                        "places of strips as short numbers",
                        TIF,
                        () -> withField(
                                mask().set(RawTiff.ROWS, 2)
                                        .set(RawTiff.OFFSETS, RawTiff.PIXELS_AT | (RawTiff.PIXELS_AT + 8) << 16)
                                        .set(RawTiff.LENGTHS, 8, 4),
                                RawTiff.OFFSETS,
                                3,
                                2)));
    }

    static List<BrokenInput> tiles() {
        return List.of(
                badMask(TIFF_TILES, "without width", TIF, () -> mask().tiled()
                        .set(RawTiff.TILE_WIDTH, 0)
                        .bytes()),
                badMask(TIFF_TILES, "fewer than the size asks for", TIF, () -> mask().tiled()
                        .set(RawTiff.TILE_HEIGHT, 2)
                        .bytes()),
                badMask(TIFF_TILES, "behind the end of the file", TIF, () -> mask().tiled()
                        .set(RawTiff.TILE_OFFSETS, FAR)
                        .bytes()),
                badMask(TIFF_TILES, "of damaged Deflate", TIF, () -> {
                    RawTiff page = mask().tiled();
                    byte[] bytes =
                            page.set(RawTiff.COMPRESSION, RawTiff.DEFLATE).bytes();
                    Arrays.fill(bytes, RawTiff.PIXELS_AT, RawTiff.PIXELS_AT + 40, (byte) 0x55);
                    return bytes;
                }),
                badImage(TIFF_TILES, "of JPEG that is none", TIF, () -> TiffCases.image()
                        .tiled()
                        .set(RawTiff.COMPRESSION, 7)
                        .bytes()));
    }

    static List<BrokenInput> bigTiffs() {
        return List.of(
                fineMask(BIG_TIFF, "a small one, which ImageJ does not read", TIF, () -> mask().bigTiff()),
                badMask(BIG_TIFF, "with places of 4 bytes", TIF, () -> {
                    byte[] bytes = mask().bigTiff();
                    bytes[4] = 4;
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 1L << 40);
                    return bytes;
                }),
                badMask(
                        BIG_TIFF,
                        "cut off in its directory",
                        TIF,
                        () -> Arrays.copyOf(mask().bigTiff(), mask().directoryAt() + 50)),
                badImage(BIG_TIFF, "with pixels behind the end", TIF, () -> TiffCases.image()
                        .set(RawTiff.OFFSETS, 1L << 50)
                        .bigTiff()),
                badImage(BIG_TIFF, "with a negative number of fields", TIF, () -> {
                    byte[] bytes = TiffCases.image().bigTiff();
                    ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(TiffCases.image().directoryAt(), -1);
                    return bytes;
                }));
    }

    static List<BrokenInput> stacks() {
        return List.of(
                refused(
                        TIFF_STACK,
                        "of ImageJ, with more slices than the file holds",
                        scene -> Files.write(
                                twoSlices(scene).mask(TIF),
                                mask().describe("ImageJ=1.54p\nimages=2\nslices=2\n")
                                        .bytes()),
                        "cell_mask.tif"),
                badMask(TIFF_STACK, "of ImageJ, with a thousand million slices", TIF, () -> mask().describe(
                                "ImageJ=1.54p\nimages=1000000000\nslices=1000000000\n")
                        .bytes()),
                fineMask(TIFF_STACK, "of ImageJ, with a number of slices below 0", TIF, () -> mask().describe(
                                "ImageJ=1.54p\nimages=-3\nslices=-3\n")
                        .bytes()),
                fineMask(
                        TIFF_STACK,
                        "whose second page is a small copy",
                        TIF,
                        () -> RawTiff.file(false, 0, mask(), RawTiff.grey(0, 255, 0, 0))),
                refused(
                        TIFF_STACK,
                        "whose second slice is cut off",
                        scene -> {
                            byte[] file = RawTiff.file(false, 0, mask(), mask());
                            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(lastOffsets(file), FAR);
                            Files.write(twoSlices(scene).mask(TIF), Arrays.copyOf(file, FAR + 5));
                        },
                        "cell_mask.tif"));
    }

    /** An image of two slices without its mask. */
    private static Scene twoSlices(Scene scene) throws IOException {
        Files.write(scene.image(TIF), RawTiff.file(false, 0, TiffCases.image(), TiffCases.image()));
        return scene;
    }

    /** Where the offset of the last page's strip is written. */
    private static int lastOffsets(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = file.length - 12;
        while (bytes.getShort(at) != RawTiff.OFFSETS || bytes.getInt(at + 4) != 1) {
            at--;
        }
        return at + 8;
    }
}
