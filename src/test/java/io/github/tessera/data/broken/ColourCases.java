package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.COLOUR_MEANING;
import static io.github.tessera.data.broken.Cause.MASK_COLOUR;
import static io.github.tessera.data.broken.Cause.MASK_JPEG;

import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Masks of colours, and masks whose colours were smeared. */
final class ColourCases {
    private static final String PNG = "png";
    private static final String MASK = "cell_mask.png";
    private static final int SIDE = 24;
    private static final int AEROPLANE = 0x800000;
    private static final int BICYCLE = 0x008000;

    private ColourCases() {}

    /** A mask of a disc whose edges JPEG smears. */
    private static byte[] jpeg(int colour) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE - SIDE / 2;
            int y = i / SIDE - SIDE / 2;
            image.setRGB(i % SIDE, i / SIDE, x * x + y * y < 50 ? colour : 0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static BrokenInput smeared(String name, LabelKind kind, int colour) {
        return refused(
                MASK_JPEG,
                name,
                scene -> {
                    scene.settings = scene.settings.withKind(kind).withRestBackground(kind == LabelKind.ONE_HOT);
                    scene.withMask("jpg", jpeg(colour));
                    Scene.png(scene.image(PNG), SIDE, new int[SIDE * SIDE]);
                },
                "cell_mask.jpg",
                "JPEG");
    }

    static List<BrokenInput> jpegs() {
        return List.of(
                smeared("black and white", LabelKind.AUTO, 0xFFFFFF),
                smeared("colours", LabelKind.AUTO, AEROPLANE),
                smeared("values", LabelKind.VALUES, 0x010101 * 200),
                smeared("objects", LabelKind.OBJECTS, 0x010101 * 90),
                smeared("one-hot", LabelKind.ONE_HOT, 0xFF0000));
    }

    private static int[] colours(int... others) {
        int[] colours = new int[12];
        System.arraycopy(others, 0, colours, 1, others.length);
        return colours;
    }

    private static BrokenInput unknown(String name, LabelKind kind, int... colours) {
        return refused(
                MASK_COLOUR,
                name,
                scene -> {
                    scene.settings = scene.settings.withKind(kind);
                    scene.soundImage("cell");
                    Scene.rgb(scene.mask(PNG), 4, colours);
                },
                MASK);
    }

    static List<BrokenInput> unknownColours() {
        return List.of(
                unknown("one that is in no table", LabelKind.AUTO, colours(AEROPLANE, 0x123456)),
                unknown("one that is off by one", LabelKind.COLOURS, colours(AEROPLANE, AEROPLANE + 1)),
                unknown("colours where values were told", LabelKind.VALUES, colours(AEROPLANE, BICYCLE)),
                unknown("colours where objects were told", LabelKind.OBJECTS, colours(AEROPLANE, BICYCLE)),
                refused(
                        MASK_COLOUR,
                        "a photograph",
                        scene -> {
                            int[] many =
                                    IntStream.range(0, 400).map(i -> i * 7919).toArray();
                            Scene.png(scene.image(PNG), 20, new int[400]);
                            Scene.rgb(scene.mask(PNG), 20, many);
                        },
                        MASK));
    }

    /** A mask of values with a table of colours. */
    private static byte[] indexed(int... table) throws IOException {
        byte[] colours = new byte[3 * table.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) (table[i / 3] >> (16 - i % 3 * 8));
        }
        int[] values = Arrays.stream(Scene.MASK)
                .map(value -> value == 0 ? 0 : table.length - 1)
                .toArray();
        return RawPng.of(4, 3, 8, RawPng.TABLE)
                .chunk("PLTE", colours)
                .chunk("IDAT", RawPng.stored(RawPng.rows(0, values)))
                .end();
    }

    static List<BrokenInput> meanings() {
        return List.of(
                fine(
                        COLOUR_MEANING,
                        "values that a table shows in VOC's colours",
                        Reading.LABELS,
                        scene -> scene.withMask(PNG, indexed(0, AEROPLANE)),
                        Scene.LABELS),
                refused(
                        COLOUR_MEANING,
                        "one value in two colours",
                        scene -> {
                            scene.withMask(PNG, indexed(0, 0x123456));
                            scene.soundImage("dell");
                            Files.write(scene.masks.resolve("dell_mask.png"), indexed(0, 0x654321));
                        },
                        MASK,
                        "dell_mask.png"),
                refused(
                        COLOUR_MEANING,
                        "white in two ways",
                        scene -> {
                            scene.withMask(PNG, indexed(0, 0xFFFFFF));
                            scene.soundPair("dell");
                        },
                        MASK,
                        "dell_mask.png"),
                fine(
                        COLOUR_MEANING,
                        "names in the order of VOC's colours",
                        Reading.LABELS,
                        scene -> {
                            scene.settings = scene.settings.withTable(ClassTable.named(List.of("no", "yes", "more")));
                            scene.soundImage("cell");
                            Scene.rgb(scene.mask(PNG), 4, colours(AEROPLANE, BICYCLE));
                        },
                        "0120/0000/0000"),
                refused(
                        COLOUR_MEANING,
                        "a grey among colours",
                        scene -> {
                            scene.soundImage("cell");
                            Scene.rgb(scene.mask(PNG), 4, colours(AEROPLANE, 0x111111));
                        },
                        MASK,
                        "#111111"));
    }
}
