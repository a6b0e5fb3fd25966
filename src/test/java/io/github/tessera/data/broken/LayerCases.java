package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.CLASS_FILE_NAMES;
import static io.github.tessera.data.broken.Cause.CLASS_FILE_PIXELS;
import static io.github.tessera.data.broken.Cause.OBJECT_MASK;
import static io.github.tessera.data.broken.Cause.ONE_HOT;

import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Masks with a layer or a file for each class, and masks of single objects. */
final class LayerCases {
    private static final String TIF = "tif";
    static final int[] LEFT = {255, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0};
    static final int[] RIGHT = {0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 0, 0};
    private static final int[] MIDDLE = {0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private LayerCases() {}

    static byte[] layers(int[]... layers) {
        return RawTiff.file(false, 0, Arrays.stream(layers).map(RawTiff::grey).toArray(RawTiff[]::new));
    }

    private static BrokenInput.Builder oneHot(boolean rest, int[]... layers) {
        return scene -> {
            scene.settings = scene.settings.withKind(LabelKind.ONE_HOT).withRestBackground(rest);
            scene.withMask(TIF, layers(layers));
        };
    }

    static List<BrokenInput> oneHot() {
        String mask = "cell_mask.tif";
        int[] two = RIGHT.clone();
        two[7] = 7;
        return List.of(
                refused(ONE_HOT, "a pixel in two layers", oneHot(false, LEFT, MIDDLE), mask, "x=1, y=0"),
                refused(ONE_HOT, "one layer alone", oneHot(false, LEFT), mask),
                refused(ONE_HOT, "a layer of several values", oneHot(false, LEFT, two), mask, "255", "7"),
                refused(
                        ONE_HOT,
                        "one layer fewer than the mask before",
                        scene -> {
                            oneHot(false, LEFT).build(scene);
                            scene.soundImage("bell");
                            Files.write(scene.masks.resolve("bell_mask.tif"), layers(LEFT, RIGHT));
                        },
                        mask,
                        "bell_mask.tif"),
                fine(ONE_HOT, "pixels in no layer", Reading.LABELS, oneHot(false, LEFT, RIGHT), "0011/0011/...."));
    }

    /** A mask of one class in its folder. */
    private static void mask(Scene scene, String name, int... values) throws IOException {
        Path file = scene.masks.resolve(name);
        Files.createDirectories(file.getParent());
        scene.settings = scene.settings.withKind(LabelKind.FILES);
        Scene.png(file, Scene.WIDTH, values);
    }

    static List<BrokenInput> classFileNames() {
        return List.of(
                refused(
                        CLASS_FILE_NAMES,
                        "one class alone",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "nucleus/cell.png", LEFT);
                        },
                        "nucleus"),
                refused(
                        CLASS_FILE_NAMES,
                        "two of one class",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "cell_nucleus.png", LEFT);
                            mask(scene, "cell-nucleus.png", RIGHT);
                        },
                        "cell_nucleus.png",
                        "cell-nucleus.png"),
                refused(
                        CLASS_FILE_NAMES,
                        "of which it cannot be told whose it is",
                        scene -> {
                            scene.soundImage("cell");
                            scene.soundImage("cell_a");
                            mask(scene, "cell_a_nucleus.png", LEFT);
                        },
                        "cell_a_nucleus.png",
                        "cell.png",
                        "cell_a.png"),
                refused(
                        CLASS_FILE_NAMES,
                        "a slip in the name of one",
                        scene -> {
                            scene.soundImage("cell");
                            scene.soundImage("dell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "a/dell.png", LEFT);
                            mask(scene, "b/cell.png", RIGHT);
                            mask(scene, "b/dehl.png", RIGHT);
                        },
                        "dehl.png",
                        "dell.png"),
                refused(
                        CLASS_FILE_NAMES,
                        "an empty folder of a class",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            Files.createDirectories(scene.masks.resolve("b"));
                        },
                        Scene.path("masks", "b")));
    }

    static List<BrokenInput> classFilePixels() {
        return List.of(
                refused(
                        CLASS_FILE_PIXELS,
                        "a pixel in two of them",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "b/cell.png", MIDDLE);
                        },
                        "x=1, y=0",
                        "cell.png",
                        "of a",
                        "of b"),
                refused(
                        CLASS_FILE_PIXELS,
                        "one of another size",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "b/cell.png", Arrays.copyOf(RIGHT, 8));
                        },
                        "cell.png",
                        "4 x 2"),
                refused(
                        CLASS_FILE_PIXELS,
                        "one with soft edges",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "b/cell.png", 0, 0, 255, 128, 0, 0, 0, 0, 0, 0, 0, 0);
                        },
                        "b/cell.png",
                        "x=3, y=0"),
                refused(
                        CLASS_FILE_PIXELS,
                        "one that is broken",
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "b/cell.png", RIGHT);
                            Files.write(scene.masks.resolve("b/cell.png"), new byte[80]);
                        },
                        Scene.path("b", "cell.png")),
                fine(
                        CLASS_FILE_PIXELS,
                        "one that says what is to be ignored",
                        Reading.LABELS,
                        scene -> {
                            scene.soundImage("cell");
                            mask(scene, "a/cell.png", LEFT);
                            mask(scene, "b/cell.png", RIGHT);
                            mask(scene, "Ignore/cell.png", MIDDLE);
                        },
                        "0..1/0011/...."));
    }

    private static BrokenInput.Builder objects(LabelKind kind, byte[] mask) {
        return scene -> {
            scene.settings = scene.settings.withKind(kind);
            scene.withMask(TIF, mask);
        };
    }

    private static byte[] floats(float... values) {
        return RawTiff.floats(Arrays.copyOf(values, 12)).bytes();
    }

    static List<BrokenInput> objects() {
        String mask = "cell_mask.tif";
        return List.of(
                refused(OBJECT_MASK, "a number below 0", objects(LabelKind.OBJECTS, floats(0, -1, 2)), mask, "-1"),
                refused(OBJECT_MASK, "a fraction", objects(LabelKind.OBJECTS, floats(0, 1.5f, 2)), mask, "1.5"),
                refused(
                        OBJECT_MASK,
                        "a number that no float holds exactly",
                        objects(LabelKind.BORDERS, floats(0, 1, 1e9f)),
                        mask),
                refused(
                        OBJECT_MASK,
                        "a table of four classes",
                        scene -> {
                            scene.settings = scene.settings.withTable(ClassTable.numbered(4));
                            objects(LabelKind.OBJECTS, floats(0, 1, 2)).build(scene);
                        },
                        "4",
                        "background, foreground"),
                fine(
                        OBJECT_MASK,
                        "numbers with gaps, 255 among them",
                        Reading.LABELS,
                        objects(LabelKind.OBJECTS, floats(0, 255, 70000, 0, 9)),
                        "0110/1000/0000"));
    }
}
