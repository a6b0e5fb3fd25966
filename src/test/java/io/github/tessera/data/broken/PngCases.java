package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.badImage;
import static io.github.tessera.data.broken.BrokenInput.badMask;
import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.fineMask;
import static io.github.tessera.data.broken.Cause.PNG_CUT_OFF;
import static io.github.tessera.data.broken.Cause.PNG_DAMAGED;
import static io.github.tessera.data.broken.Cause.PNG_HEADER;
import static io.github.tessera.data.broken.Cause.PNG_KIND;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** PNG files. */
final class PngCases {
    private static final String PNG = "png";

    /** Bytes of a chunk besides its data. */
    private static final int FRAME = 12;

    private PngCases() {}

    private static byte[] mask() throws IOException {
        return RawPng.grey(Scene.MASK);
    }

    private static byte[] image() throws IOException {
        return RawPng.grey(Scene.ramp());
    }

    private static RawPng header() {
        return RawPng.of(Scene.WIDTH, Scene.HEIGHT, 8, RawPng.GREY);
    }

    private static byte[] stored(int filter) throws IOException {
        return RawPng.stored(RawPng.rows(filter, Scene.MASK));
    }

    static List<BrokenInput> cutOff() {
        return List.of(
                badImage(PNG_CUT_OFF, "after its first bytes", PNG, () -> Arrays.copyOf(image(), RawPng.SIGNATURE)),
                badImage(PNG_CUT_OFF, "within its header", PNG, () -> Arrays.copyOf(image(), 20)),
                badMask(
                        PNG_CUT_OFF,
                        "before its pixels",
                        PNG,
                        () -> Arrays.copyOf(mask(), RawPng.SIGNATURE + RawPng.HEADER)),
                badMask(PNG_CUT_OFF, "within its pixels", PNG, () -> Arrays.copyOf(mask(), mask().length - FRAME - 16)),
                badMask(PNG_CUT_OFF, "before its end", PNG, () -> Arrays.copyOf(mask(), mask().length - FRAME)));
    }

    static List<BrokenInput> damaged() {
        return List.of(
                badMask(PNG_DAMAGED, "one pixel turned over on the way", PNG, () -> {
                    byte[] bytes = mask();
                    bytes[RawPng.SIGNATURE + RawPng.HEADER + 8 + 7 + 2] ^= (byte) 0xFF;
                    return bytes;
                }),
                badMask(PNG_DAMAGED, "a wrong checksum of the header", PNG, () -> {
                    byte[] bytes = mask();
                    bytes[RawPng.SIGNATURE + RawPng.HEADER - 1] ^= 1;
                    return bytes;
                }),
                badMask(PNG_DAMAGED, "pixels that are not packed", PNG, () -> header().chunk(
                                "IDAT", RawPng.rows(0, Scene.MASK))
                        .end()),
                badMask(PNG_DAMAGED, "a filter that does not exist", PNG, () -> header().chunk("IDAT", stored(9))
                        .end()),
                badMask(PNG_DAMAGED, "a chunk of 2 thousand million bytes", PNG, () -> {
                    byte[] bytes = mask();
                    bytes[RawPng.SIGNATURE + RawPng.HEADER] = 0x7F;
                    return bytes;
                }));
    }

    static List<BrokenInput> headers() {
        return List.of(
                badMask(PNG_HEADER, "no columns", PNG, () -> RawPng.of(0, 3, 8, RawPng.GREY)
                        .chunk("IDAT", stored(0))
                        .end()),
                badMask(PNG_HEADER, "grey of 3 bits", PNG, () -> RawPng.of(4, 3, 3, RawPng.GREY)
                        .chunk("IDAT", stored(0))
                        .end()),
                badMask(PNG_HEADER, "more rows than pixels", PNG, () -> RawPng.of(4, 300, 8, RawPng.GREY)
                        .chunk("IDAT", stored(0))
                        .end()),
                badImage(PNG_HEADER, "2 thousand million columns and rows", PNG, () -> RawPng.of(
                                Integer.MAX_VALUE, Integer.MAX_VALUE, 8, RawPng.GREY)
                        .chunk("IDAT", stored(0))
                        .end()),
                badMask(PNG_HEADER, "a table of colours that is missing", PNG, () -> RawPng.of(4, 3, 8, RawPng.TABLE)
                        .chunk("IDAT", stored(0))
                        .end()));
    }

    static List<BrokenInput> kinds() {
        return List.of(
                fineMask(PNG_KIND, "an index beyond the table of colours", PNG, () -> RawPng.of(4, 3, 8, RawPng.TABLE)
                        .chunk("PLTE", new byte[] {0, 0, 0, (byte) 128, 0, 0})
                        .chunk("IDAT", stored(0))
                        .end()),
                fineMask(PNG_KIND, "of 1 bit", PNG, () -> RawPng.of(4, 3, 1, RawPng.GREY)
                        .chunk("IDAT", RawPng.stored(new byte[] {0, 0x60, 0, 0x60, 0, 0}))
                        .end()),
                fineMask(PNG_KIND, "with an unknown chunk and bytes behind its end", PNG, () -> {
                    byte[] whole = header().chunk("tESt", new byte[9])
                            .chunk("IDAT", stored(0))
                            .end();
                    return Arrays.copyOf(whole, whole.length + 50);
                }),
                fineMask(PNG_KIND, "grey with opacity", PNG, () -> png(BufferedImage.TYPE_INT_ARGB, 0xFF000000)),
                fine(
                        PNG_KIND,
                        "half of it see-through, as ImageJ shows it",
                        Reading.LABELS,
                        scene -> scene.withMask(PNG, png(BufferedImage.TYPE_INT_ARGB, 0xFF000000, 0x00FFFFFF)),
                        Scene.LABELS));
    }

    /** A mask of black and white; every other white pixel may be of another opacity. */
    private static byte[] png(int type, int black, int... other) throws IOException {
        BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, type);
        for (int i = 0; i < Scene.MASK.length; i++) {
            int white = other.length > 0 && i % 2 == 0 ? other[0] : 0xFFFFFFFF;
            image.setRGB(i % Scene.WIDTH, i / Scene.WIDTH, Scene.MASK[i] == 0 ? black : white);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, PNG, out);
        return out.toByteArray();
    }
}
