package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.TILE_CUTTING;
import static io.github.tessera.data.broken.Cause.TILE_FOLDER;
import static io.github.tessera.data.broken.Cause.TILE_NAMES;
import static io.github.tessera.data.broken.Cause.TILE_PIXELS;

import io.github.tessera.data.FolderResult;
import io.github.tessera.data.TileCutting;
import io.github.tessera.data.TileSettings;
import io.github.tessera.data.Untiling;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.TileLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Images that are cut into tiles, and tiles that are put together again. */
final class TileCases {
    private static final String TILE = "cell_4x3_x0000_y0000";
    private static final String PNG = "png";

    private TileCases() {}

    private static Path output(Scene scene) {
        return scene.folder.resolve("tiles out");
    }

    private static TileSettings settings(int side, TileFormat format) {
        return new TileSettings(new TileLayout(side, side, side, side, EdgeRule.SHIFT), format, false);
    }

    /** A sentence for an image is as good as an exception, and the other images are cut all the same. */
    private static String told(List<String> failures) {
        if (!failures.isEmpty()) {
            throw new TesseraException(failures.get(0));
        }
        return "";
    }

    private static Reading cut(int side, TileFormat format) {
        return scene -> {
            FolderResult result = TileCutting.cut(
                    scene.images, Optional.of(scene.masks), output(scene), settings(side, format), Progress.NONE);
            return told(result.failures()) + result.written();
        };
    }

    private static String joined(Scene scene) {
        told(Untiling.join(scene.images, output(scene), false, Progress.NONE).failures());
        PlaneStack whole = PlaneStack.open(output(scene).resolve("cell.tif"));
        return Scene.text(whole.width(), whole.height(), (x, y) ->
                (int) whole.planes().get(0).getAt(x, y, 0).get());
    }

    private static void tile(Scene scene, String name, int width, int... values) {
        Scene.png(scene.images.resolve(name + ".png"), width, values);
    }

    static List<BrokenInput> cutting() {
        Reading cut = cut(2, TileFormat.PNG);
        return List.of(
                refused(
                        TILE_CUTTING,
                        "a damaged image between sound ones",
                        cut,
                        scene -> {
                            scene.soundPair("a");
                            scene.withImage(PNG, Arrays.copyOf(RawPng.grey(Scene.ramp()), 50));
                            scene.soundPair("d");
                        },
                        "cell.png"),
                refused(
                        TILE_CUTTING,
                        "a mask of another size",
                        cut,
                        scene -> {
                            scene.soundImage("cell");
                            Scene.png(scene.mask(PNG), 2, 0, 255, 0, 255);
                        },
                        "cell.png",
                        "cell_mask.png"),
                refused(
                        TILE_CUTTING,
                        "32 bits into PNG",
                        cut,
                        scene -> scene.withImage(
                                "tif", RawTiff.floats(new float[12]).bytes()),
                        "cell.tif"),
                refused(
                        TILE_CUTTING,
                        "into more than a million tiles",
                        cut(1, TileFormat.PNG),
                        scene -> {
                            Scene.png(scene.image(PNG), 1100, new int[1100 * 1100]);
                            Scene.png(scene.mask(PNG), 1100, new int[1100 * 1100]);
                        },
                        "cell"),
                refused(
                        TILE_CUTTING,
                        "into the folder of the images",
                        scene -> {
                            TileCutting.cut(
                                    scene.images,
                                    Optional.of(scene.masks),
                                    scene.folder,
                                    settings(2, TileFormat.PNG),
                                    Progress.NONE);
                            return "";
                        },
                        scene -> scene.soundPair("cell"),
                        "images"));
    }

    static List<BrokenInput> folders() {
        Reading cut = cut(2, TileFormat.TIFF);
        return List.of(
                refused(
                        TILE_FOLDER,
                        "with tiles of another size",
                        cut,
                        scene -> {
                            scene.soundPair("cell");
                            cut(1, TileFormat.TIFF).read(scene);
                        },
                        "tiles out"),
                refused(
                        TILE_FOLDER,
                        "with tiles of which nobody knows how they were cut",
                        cut,
                        scene -> {
                            scene.soundPair("cell");
                            cut.read(scene);
                            Files.delete(output(scene).resolve("tiles.txt"));
                        },
                        "tiles out",
                        "tiles.txt"),
                refused(
                        TILE_FOLDER,
                        "a file",
                        cut,
                        scene -> {
                            scene.soundPair("cell");
                            Files.writeString(output(scene), "a file");
                        },
                        "tiles out"),
                refused(
                        TILE_FOLDER,
                        "with tiles of another image of that name",
                        cut,
                        scene -> {
                            scene.soundPair("cell");
                            cut.read(scene);
                            Scene.png(scene.image(PNG), 4, new int[16]);
                            Scene.png(scene.mask(PNG), 4, new int[16]);
                        },
                        "tiles out",
                        "cell.png"),
                fine(
                        TILE_FOLDER,
                        "with all tiles but one, and one that was not finished",
                        cut,
                        scene -> {
                            scene.soundPair("cell");
                            cut.read(scene);
                            Path masks = output(scene).resolve("masks");
                            Files.delete(masks.resolve("cell_4x3_x0002_y0000.tif"));
                            Files.writeString(
                                    masks.resolve(".0a1b2c3d-0000-1111-2222-333344445555-" + TILE + ".tif"), "half");
                        },
                        "1"));
    }

    static List<BrokenInput> names() {
        Reading join = TileCases::joined;
        return List.of(
                refused(TILE_NAMES, "without a position", join, scene -> scene.soundImage("cell"), "images"),
                refused(
                        TILE_NAMES,
                        "a position outside of the image",
                        join,
                        scene -> tile(scene, "cell_4x3_x0009_y0000", 2, 1, 2),
                        "images"),
                refused(
                        TILE_NAMES,
                        "one missing",
                        join,
                        scene -> {
                            tile(scene, "cell_4x6_x0000_y0000", 2, 1, 2, 5, 6, 9, 10);
                            tile(scene, "cell_4x6_x0002_y0000", 2, 1, 2, 5, 6, 9, 10);
                            tile(scene, "cell_4x6_x0000_y0003", 2, 1, 2, 5, 6, 9, 10);
                        },
                        "cell_4x6_x0002_y0003"),
                refused(
                        TILE_NAMES,
                        "one twice",
                        join,
                        scene -> {
                            tile(scene, TILE, 4, Scene.ramp());
                            Files.write(
                                    scene.images.resolve(TILE + ".tif"),
                                    TiffCases.image().bytes());
                        },
                        TILE + ".png",
                        TILE + ".tif"),
                refused(
                        TILE_NAMES,
                        "of images of two sizes",
                        join,
                        scene -> {
                            tile(scene, TILE, 4, Scene.ramp());
                            tile(scene, "cell_8x3_x0004_y0000", 4, Scene.ramp());
                        },
                        TILE + ".png",
                        "cell_8x3_x0004_y0000.png"));
    }

    static List<BrokenInput> pixels() {
        Reading join = TileCases::joined;
        String second = "cell_4x6_x0000_y0003";
        return List.of(
                refused(
                        TILE_PIXELS,
                        "the first cut off",
                        join,
                        scene -> Files.write(
                                scene.images.resolve(TILE + ".png"), Arrays.copyOf(RawPng.grey(Scene.ramp()), 60)),
                        TILE + ".png"),
                refused(
                        TILE_PIXELS,
                        "one of another size",
                        join,
                        scene -> {
                            tile(scene, "cell_4x6_x0000_y0000", 4, Scene.ramp());
                            tile(scene, second, 2, 1, 2, 3, 4);
                        },
                        second + ".png"),
                refused(
                        TILE_PIXELS,
                        "one of another bit depth",
                        join,
                        scene -> {
                            tile(scene, "cell_4x6_x0000_y0000", 4, Scene.ramp());
                            Files.write(
                                    scene.images.resolve(second + ".tif"),
                                    RawTiff.floats(new float[12]).bytes());
                        },
                        second + ".tif"),
                refused(
                        TILE_PIXELS,
                        "a stack",
                        join,
                        scene -> Files.write(
                                scene.images.resolve(TILE + ".tif"),
                                RawTiff.file(false, 0, TiffCases.image(), TiffCases.image())),
                        TILE + ".tif"),
                refused(
                        TILE_PIXELS,
                        "of an image that no memory holds",
                        join,
                        scene -> tile(scene, "cell_999999999x999999999_x0000_y0000", 4, Scene.ramp()),
                        "cell"));
    }
}
