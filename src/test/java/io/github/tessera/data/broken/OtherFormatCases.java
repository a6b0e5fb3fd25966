package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.badImage;
import static io.github.tessera.data.broken.BrokenInput.badMask;
import static io.github.tessera.data.broken.BrokenInput.fineImage;
import static io.github.tessera.data.broken.BrokenInput.fineMask;
import static io.github.tessera.data.broken.Cause.DISGUISED_FILE;
import static io.github.tessera.data.broken.Cause.EMPTY_FILE;
import static io.github.tessera.data.broken.Cause.GIF_OR_BMP_DAMAGED;
import static io.github.tessera.data.broken.Cause.JPEG_DAMAGED;
import static io.github.tessera.data.broken.Cause.OLD_FORMAT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Files of nothing, files that are not what they are called, and images in rarer formats. */
final class OtherFormatCases {
    private static final String JPG = "jpg";
    private static final String GIF = "gif";
    private static final String BMP = "bmp";
    private static final String PGM = "pgm";

    private OtherFormatCases() {}

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A picture of noise, so large that being cut off tells. */
    private static byte[] noise(String format) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * 7919 % 251);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    static List<BrokenInput> empty() {
        return List.of(
                badImage(EMPTY_FILE, "an image, TIFF", "tif", () -> new byte[0]),
                badImage(EMPTY_FILE, "an image, JPEG", JPG, () -> new byte[0]),
                badMask(EMPTY_FILE, "a mask, PNG", "png", () -> new byte[0]),
                badMask(EMPTY_FILE, "a mask of one byte", "tif", () -> new byte[1]),
                badMask(EMPTY_FILE, "a mask of zeros alone", "png", () -> new byte[5000]));
    }

    static List<BrokenInput> disguised() {
        return List.of(
                badImage(DISGUISED_FILE, "a text called TIFF", "tif", () -> text("no image, but a text\n")),
                badImage(DISGUISED_FILE, "a web page called PNG", "png", () -> text("<!DOCTYPE html><html>404</html>")),
                badMask(DISGUISED_FILE, "a zip called PNG", "png", () -> text("PK\u0003\u0004 and so on")),
                fineMask(DISGUISED_FILE, "a PNG called TIFF", "tif", () -> RawPng.grey(Scene.MASK)),
                fineImage(DISGUISED_FILE, "a TIFF called PNG", "png", () -> TiffCases.image()
                        .bytes()));
    }

    static List<BrokenInput> jpegs() {
        return List.of(
                badImage(JPEG_DAMAGED, "cut off in its pixels", JPG, () -> half(noise(JPG))),
                badImage(JPEG_DAMAGED, "cut off in its header", JPG, () -> Arrays.copyOf(noise(JPG), 100)),
                badImage(JPEG_DAMAGED, "its tables overwritten", JPG, () -> {
                    byte[] bytes = noise(JPG);
                    Arrays.fill(bytes, 20, 200, (byte) 0x55);
                    return bytes;
                }),
                badImage(JPEG_DAMAGED, "its pixels overwritten", JPG, () -> {
                    byte[] bytes = noise(JPG);
                    Arrays.fill(bytes, bytes.length / 2, bytes.length - 50, (byte) 0xFF);
                    return bytes;
                }),
                badImage(JPEG_DAMAGED, "its first bytes alone", JPG, () ->
                        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}));
    }

    static List<BrokenInput> gifsAndBmps() {
        return List.of(
                badImage(GIF_OR_BMP_DAMAGED, "a GIF cut off in its pixels", GIF, () -> half(noise(GIF))),
                badImage(GIF_OR_BMP_DAMAGED, "a GIF cut off in its header", GIF, () -> Arrays.copyOf(noise(GIF), 11)),
                badImage(
                        GIF_OR_BMP_DAMAGED,
                        "a GIF without a picture",
                        GIF,
                        () -> text("GIF89a\u0004\u0000\u0003\u0000\u0000\u0000\u0000;")),
                badImage(GIF_OR_BMP_DAMAGED, "a BMP cut off in its pixels", BMP, () -> half(noise(BMP))),
                badImage(GIF_OR_BMP_DAMAGED, "a BMP of negative width", BMP, () -> {
                    byte[] bytes = noise(BMP);
                    bytes[21] = (byte) 0x80;
                    return bytes;
                }));
    }

    static List<BrokenInput> oldFormats() {
        return List.of(
                badImage(OLD_FORMAT, "a PGM cut off in its pixels", PGM, () -> text("P5\n4 3\n255\nabcdef")),
                badImage(
                        OLD_FORMAT,
                        "a PGM of letters where numbers belong",
                        PGM,
                        () -> text("P2\nfour 3\n255\n1 2 3\n")),
                fineImage(OLD_FORMAT, "a PGM of text", PGM, () -> text("P2\n4 3\n255\n1 2 3 4 5 6 7 8 9 10 11 12\n")),
                badImage(
                        OLD_FORMAT,
                        "a DICOM that is none",
                        "dcm",
                        () -> text("not from any hospital at all ".repeat(9))),
                badImage(
                        OLD_FORMAT,
                        "a FITS file that ends in its header",
                        "fits",
                        () -> text(String.format(
                                "%-80s%-80s", "SIMPLE  =                    T", "BITPIX  =                    8"))));
    }
}
