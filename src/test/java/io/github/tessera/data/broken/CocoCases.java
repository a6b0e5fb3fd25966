package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.COCO_FILE;
import static io.github.tessera.data.broken.Cause.COCO_IMAGES;
import static io.github.tessera.data.broken.Cause.COCO_INDEX;
import static io.github.tessera.data.broken.Cause.COCO_NAMES;
import static io.github.tessera.data.broken.Cause.COCO_POLYGON;
import static io.github.tessera.data.broken.Cause.COCO_RUNS;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** COCO files. */
final class CocoCases {
    private static final String NAME = "labels größer.json";
    private static final String IMAGE = "{'id': 7, 'file_name': 'cell.png', 'width': 4, 'height': 3}";
    private static final String CATEGORY = "{'id': 3, 'name': 'nucleus'}";
    private static final String BOX = "[[1, 0, 3, 0, 3, 2, 1, 2]]";

    private CocoCases() {}

    private static String coco(String images, String categories, String annotations) {
        return "{'images': [" + images + "], 'categories': [" + categories + "], 'annotations': [" + annotations + "]}";
    }

    private static String annotation(int image, int category, String segmentation) {
        return "{'id': 42, 'image_id': " + image + ", 'category_id': " + category + ", 'segmentation': " + segmentation
                + "}";
    }

    /** A file of one annotation. */
    private static String drawn(String segmentation) {
        return coco(IMAGE, CATEGORY, annotation(7, 3, segmentation));
    }

    private static BrokenInput.Builder file(String content) {
        return scene -> {
            scene.soundImage("cell");
            Files.writeString(scene.masks.resolve(NAME), content.replace('\'', '"'));
        };
    }

    private static BrokenInput bad(Cause cause, String name, String content, String... named) {
        String[] all = Arrays.copyOf(named, named.length + 1);
        all[named.length] = NAME;
        return refused(cause, name, Reading.DRAWN, file(content), all);
    }

    static List<BrokenInput> files() {
        String whole = drawn(BOX);
        return List.of(
                bad(COCO_FILE, "of 0 bytes", ""),
                bad(COCO_FILE, "cut off", whole.substring(0, whole.length() - 40)),
                bad(COCO_FILE, "with something behind its end", whole + whole),
                bad(COCO_FILE, "of lists a hundred thousand deep", "{'annotations': " + "[".repeat(100_000)),
                refused(
                        COCO_FILE,
                        "in UTF-16",
                        Reading.DRAWN,
                        scene -> {
                            scene.soundImage("cell");
                            Files.write(scene.masks.resolve(NAME), whole.getBytes(StandardCharsets.UTF_16));
                        },
                        NAME));
    }

    static List<BrokenInput> images() {
        return List.of(
                bad(COCO_IMAGES, "none", coco("", CATEGORY, "")),
                bad(
                        COCO_IMAGES,
                        "without width",
                        coco("{'id': 7, 'file_name': 'cell.png', 'height': 3}", CATEGORY, ""),
                        "cell.png"),
                bad(
                        COCO_IMAGES,
                        "of another size",
                        drawn(BOX).replace("'width': 4", "'width': 40"),
                        "cell.png",
                        "40 x 3"),
                bad(
                        COCO_IMAGES,
                        "two with one id",
                        coco(IMAGE + "," + IMAGE.replace("cell", "dell"), CATEGORY, ""),
                        "7"),
                bad(COCO_IMAGES, "a width of letters", drawn(BOX).replace("'width': 4", "'width': 'four'")));
    }

    static List<BrokenInput> indices() {
        return List.of(
                bad(
                        COCO_INDEX,
                        "of an image that is not listed",
                        coco(IMAGE, CATEGORY, annotation(8, 3, BOX)),
                        "42",
                        "8"),
                bad(
                        COCO_INDEX,
                        "of a category that is not listed",
                        coco(IMAGE, CATEGORY, annotation(7, 4, BOX)),
                        "42",
                        "4"),
                bad(COCO_INDEX, "no image told", drawn(BOX).replace("'image_id': 7, ", ""), "42"),
                bad(COCO_INDEX, "no category told", drawn(BOX).replace("'category_id': 3, ", ""), "42"),
                bad(
                        COCO_INDEX,
                        "two categories with one id",
                        coco(IMAGE, CATEGORY + ", {'id': 3, 'name': 'axon'}", ""),
                        "3"));
    }

    static List<BrokenInput> polygons() {
        return List.of(
                bad(COCO_POLYGON, "an odd number of numbers", drawn("[[1, 0, 3, 0, 3]]"), "42", "5"),
                bad(COCO_POLYGON, "two corners", drawn("[[1, 0, 3, 0]]"), "42"),
                bad(COCO_POLYGON, "NaN", drawn("[[1, 0, NaN, 0, 3, 2]]")),
                bad(COCO_POLYGON, "a number beyond all images", drawn("[[1, 0, 1e300, 0, 3, 2]]")),
                bad(COCO_POLYGON, "letters", drawn("[['one', 0, 3, 0, 3, 2]]")));
    }

    static List<BrokenInput> runs() {
        return List.of(
                bad(COCO_RUNS, "too many pixels", drawn("{'size': [3, 4], 'counts': [3, 2, 1, 2, 99]}"), "42", "107"),
                bad(COCO_RUNS, "below 0", drawn("{'size': [3, 4], 'counts': [3, -2, 11]}"), "42", "-2"),
                bad(COCO_RUNS, "of a mask on its side", drawn("{'size': [4, 3], 'counts': [3, 2, 7]}"), "42"),
                bad(
                        COCO_RUNS,
                        "compressed, with a sign that is none",
                        drawn("{'size': [3, 4], 'counts': '3~~'}"),
                        "42"),
                fine(
                        COCO_RUNS,
                        "down the columns",
                        Reading.DRAWN,
                        file(drawn("{'size': [3, 4], 'counts': [3, 2, 1, 2, 4]}")),
                        Scene.LABELS));
    }

    static List<BrokenInput> names() {
        return List.of(
                bad(
                        COCO_NAMES,
                        "of no image in the folder",
                        drawn(BOX).replace("cell.png", "other.png"),
                        "other.png",
                        "cell.png"),
                bad(
                        COCO_NAMES,
                        "two in different folders",
                        coco(IMAGE + ", {'id': 8, 'file_name': 'b/cell.png', 'width': 4, 'height': 3}", CATEGORY, ""),
                        "b/cell.png"),
                refused(
                        COCO_NAMES,
                        "a second JSON beside it",
                        Reading.DRAWN,
                        scene -> {
                            file(drawn(BOX)).build(scene);
                            Files.writeString(scene.masks.resolve("second.json"), "{}");
                        },
                        NAME),
                refused(
                        COCO_NAMES,
                        "ROIs beside it",
                        Reading.DRAWN,
                        scene -> {
                            file(drawn(BOX)).build(scene);
                            Files.write(scene.masks.resolve("cell.roi"), new byte[0]);
                        },
                        NAME,
                        "cell.roi"),
                fine(
                        COCO_NAMES,
                        "with the folders of another computer",
                        Reading.DRAWN,
                        file(drawn(BOX).replace("cell.png", "C:\\\\Daten\\\\cell.jpg")),
                        Scene.LABELS));
    }
}
