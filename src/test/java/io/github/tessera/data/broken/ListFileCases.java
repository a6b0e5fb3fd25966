package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.GROUPS;
import static io.github.tessera.data.broken.Cause.LIST_FILE;
import static io.github.tessera.data.broken.Cause.LIST_FILE_LINE;
import static io.github.tessera.data.broken.Cause.LIST_FILE_NAMES;

import io.github.tessera.data.Portion;
import io.github.tessera.data.Split;
import io.github.tessera.data.SplitFile;
import io.github.tessera.data.SplitRule;
import io.github.tessera.data.SplitSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How images are dealt out to training, validation and test. */
final class ListFileCases {
    private static final String NAME = "my split, final.csv";
    private static final List<String> IMAGES = List.of("a.png", "b.png", "c d.png", "1,5 µm.tif");

    private ListFileCases() {}

    private static Path file(Scene scene) {
        return scene.folder.resolve(NAME);
    }

    private static String split(Scene scene) {
        return text(SplitFile.read(file(scene), IMAGES));
    }

    /** The indices of each part. */
    private static String text(Split split) {
        return split.train() + " " + split.validation() + " " + split.test();
    }

    private static BrokenInput bad(Cause cause, String name, String content, String... named) {
        return refused(cause, name, ListFileCases::split, scene -> Files.writeString(file(scene), content), named);
    }

    static List<BrokenInput> files() {
        return List.of(
                refused(LIST_FILE, "missing", ListFileCases::split, scene -> {}, NAME),
                bad(LIST_FILE, "empty", "", NAME),
                refused(
                        LIST_FILE,
                        "in UTF-16",
                        ListFileCases::split,
                        scene -> Files.write(file(scene), "a.png,train\nb.png,val\n".getBytes(StandardCharsets.UTF_16)),
                        NAME),
                refused(
                        LIST_FILE,
                        "an empty folder",
                        ListFileCases::split,
                        scene -> Files.createDirectories(file(scene)),
                        NAME),
                refused(
                        LIST_FILE,
                        "not chosen",
                        scene -> SplitSettings.defaults()
                                .withRule(SplitRule.LIST)
                                .toString(),
                        scene -> {},
                        "list file"));
    }

    static List<BrokenInput> lines() {
        return List.of(
                bad(LIST_FILE_LINE, "without a part", "a.png,train\nb.png\n", NAME, "Line 2", "b.png"),
                bad(LIST_FILE_LINE, "with a slip in the part", "a.png,trian\nb.png,val\n", NAME, "Line 1", "trian"),
                bad(LIST_FILE_LINE, "for an image of another line", "a.png,train\nb.png,val\nb,train\n", NAME, "b.png"),
                bad(LIST_FILE_LINE, "an open quote", "a.png,train\n\"b.png,nowhere\n", NAME, "\"b.png,nowhere"),
                fine(
                        LIST_FILE_LINE,
                        "names with blanks, commas and quotes",
                        ListFileCases::split,
                        scene -> Files.writeString(
                                file(scene),
                                "\uFEFFfile;split\n\n# ours\nc d.png;TRAIN\r\n\"1,5 µm.tif\",val\n\"a.png\" test\n"),
                        "[2] [3] [0]"));
    }

    static List<BrokenInput> names() {
        return List.of(
                bad(LIST_FILE_NAMES, "that no image has", "x.png,train\ny.png,val\n", NAME, "x.png", "a.png"),
                bad(LIST_FILE_NAMES, "for validation alone", "a.png,val\nb.png,val\n", NAME, "train"),
                bad(LIST_FILE_NAMES, "for training alone", "a.png,train\nb.png,train\n", NAME, "validation"),
                bad(LIST_FILE_NAMES, "for the test alone", "a.png,test\n", NAME, "train"),
                fine(
                        LIST_FILE_NAMES,
                        "of other folders, without ending",
                        ListFileCases::split,
                        scene ->
                                Files.writeString(file(scene), "C:\\data\\a.jpg,train\n/home/me/b,val\nunknown,test\n"),
                        "[0] [1] []"));
    }

    private static BrokenInput dealt(String name, SplitSettings settings, String... named) {
        return refused(GROUPS, name, scene -> text(settings.of(IMAGES)), scene -> {}, named);
    }

    static List<BrokenInput> groups() {
        SplitSettings sound = SplitSettings.defaults();
        return List.of(
                dealt("a pattern that is none", sound.withGroups("([a-z"), "([a-z"),
                dealt("a pattern without parentheses", sound.withGroups("[a-z]+"), "[a-z]+"),
                dealt("a pattern that a name does not hold", sound.withGroups("([a-z])\\.png"), "1,5 µm.tif"),
                refused(
                        GROUPS,
                        "a share of the images above all of them",
                        scene -> text(sound.withPortions(new Portion(1.5), Portion.NONE)
                                .of(IMAGES)),
                        scene -> {},
                        "1.5"),
                dealt(
                        "as many for the test as there are",
                        sound.withPortions(new Portion(1), new Portion(4)),
                        "4 images"));
    }
}
