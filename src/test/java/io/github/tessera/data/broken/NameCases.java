package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.FOREIGN_LETTERS;
import static io.github.tessera.data.broken.Cause.HIDDEN_FILE;
import static io.github.tessera.data.broken.Cause.ODD_NAME;
import static io.github.tessera.data.broken.Cause.PAIRING;

import java.nio.file.Files;
import java.util.List;

/** Names of files, and which belong together. */
final class NameCases {
    private NameCases() {}

    private static BrokenInput named(Cause cause, String what, String name) {
        return fine(cause, what, Reading.LABELS, scene -> scene.soundPair(name), Scene.LABELS);
    }

    static List<BrokenInput> odd() {
        return List.of(
                named(ODD_NAME, "blanks", " Image 1  of  2 (copy) "),
                named(ODD_NAME, "commas, quotes and brackets", "a,b;'c' [d] {e} & f=1"),
                named(ODD_NAME, "signs of web addresses", "50%20 #1 +x~y@z"),
                named(ODD_NAME, "points, and a hyphen in front", "-rf.v1.2.final"),
                fine(
                        ODD_NAME,
                        "240 letters",
                        Reading.LABELS,
                        scene -> {
                            String name = "x".repeat(240);
                            Files.write(scene.images.resolve(name + ".png"), RawPng.grey(Scene.ramp()));
                            Files.write(scene.masks.resolve(name + "_mask.png"), RawPng.grey(Scene.MASK));
                        },
                        Scene.LABELS));
    }

    static List<BrokenInput> foreign() {
        return List.of(
                named(FOREIGN_LETTERS, "umlauts", "Größe Öl ärztlich"),
                fine(
                        FOREIGN_LETTERS,
                        "umlauts of one sign and of two, as a Mac writes them",
                        Reading.LABELS,
                        scene -> {
                            scene.soundImage("Mäuse");
                            scene.soundMask("Ma\u0308use");
                        },
                        Scene.LABELS),
                named(FOREIGN_LETTERS, "emoji", "🧫🔬 cells 👩‍🔬"),
                named(FOREIGN_LETTERS, "Chinese and Arabic", "细胞 خلية"),
                fine(
                        FOREIGN_LETTERS,
                        "emoji in the folder and blanks before the ending",
                        Reading.LABELS,
                        scene -> {
                            scene.soundPair("µm² 😀 ");
                            scene.soundPair("µm² 😁 ");
                        },
                        Scene.LABELS + " " + Scene.LABELS));
    }

    static List<BrokenInput> pairing() {
        return List.of(
                refused(
                        PAIRING,
                        "two images of one name",
                        scene -> {
                            scene.soundPair("cell");
                            Files.write(scene.image("tif"), TiffCases.image().bytes());
                        },
                        "cell.png",
                        "cell.tif"),
                refused(
                        PAIRING,
                        "two masks of one name",
                        scene -> {
                            scene.soundPair("cell");
                            Files.write(scene.mask("tif"), TiffCases.mask().bytes());
                        },
                        "cell_mask.png",
                        "cell_mask.tif"),
                refused(
                        PAIRING,
                        "nothing belongs together",
                        scene -> {
                            scene.soundImage("cell");
                            scene.soundMask("other");
                        },
                        "cell.png",
                        "other_mask.png"),
                fine(
                        PAIRING,
                        "1, 2 and 10, before and behind other words",
                        Reading.LABELS,
                        scene -> {
                            for (int i : new int[] {1, 2, 10}) {
                                scene.soundImage("img_" + i);
                                Scene.png(scene.masks.resolve(i + "_mask.png"), 4, i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
                            }
                            scene.settings = scene.settings.withIndices(11);
                        },
                        "1000/0000/0000 2000/0000/0000 a000/0000/0000"),
                fine(
                        PAIRING,
                        "one without a partner",
                        Reading.LABELS,
                        scene -> {
                            scene.soundPair("a");
                            scene.soundImage("b");
                            scene.soundPair("c");
                        },
                        Scene.LABELS + " " + Scene.LABELS));
    }

    private static BrokenInput beside(String name, String file) {
        return fine(
                HIDDEN_FILE,
                name,
                Reading.LABELS,
                scene -> {
                    scene.soundPair("cell");
                    Files.writeString(scene.images.resolve(file), "rubbish");
                    Files.writeString(scene.masks.resolve(file), "rubbish");
                },
                Scene.LABELS);
    }

    static List<BrokenInput> hidden() {
        return List.of(
                beside("a Mac's shadow of an image", "._cell.png"),
                beside("what Windows keeps of pictures", "Thumbs.db"),
                beside("what a Mac keeps of a folder", ".DS_Store"),
                beside("a file that was not finished", ".0a1b2c3d-0000-1111-2222-333344445555-cell.png"),
                refused(
                        HIDDEN_FILE,
                        "nothing else in the folder",
                        scene -> {
                            scene.soundMask("cell");
                            Files.writeString(scene.images.resolve("._cell.png"), "rubbish");
                        },
                        "images"));
    }
}
