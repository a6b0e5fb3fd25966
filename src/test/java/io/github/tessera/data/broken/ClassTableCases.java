package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.Cause.CLASS_TABLE_FILE;
import static io.github.tessera.data.broken.Cause.CLASS_TABLE_LINE;
import static io.github.tessera.data.broken.Cause.CLASS_TABLE_USE;

import io.github.tessera.data.ClassTable;
import io.github.tessera.data.ClassTableFile;
import io.github.tessera.data.LabelKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tables of classes. */
final class ClassTableCases {
    private static final String NAME = "größe & co.csv";

    private ClassTableCases() {}

    private static Path file(Scene scene) {
        return scene.folder.resolve(NAME);
    }

    /** Names and colours. */
    private static String table(Scene scene) {
        ClassTable table = ClassTableFile.read(file(scene));
        return table.names() + " "
                + table.colours().stream().map(Integer::toHexString).toList();
    }

    private static BrokenInput bad(Cause cause, String name, String content, String... named) {
        return refused(cause, name, ClassTableCases::table, scene -> Files.writeString(file(scene), content), named);
    }

    static List<BrokenInput> files() {
        return List.of(
                refused(CLASS_TABLE_FILE, "missing", ClassTableCases::table, scene -> {}, NAME),
                bad(CLASS_TABLE_FILE, "empty", "", NAME),
                bad(CLASS_TABLE_FILE, "an image", "\u0000\u0001\u0002 and so on", NAME),
                bad(CLASS_TABLE_FILE, "of two million letters", "nucleus\n".repeat(250_000), NAME),
                fine(
                        CLASS_TABLE_FILE,
                        "of a spreadsheet on Windows",
                        ClassTableCases::table,
                        scene -> Files.write(
                                file(scene), "Köpfe;#FF0000\r\nFüße;#00ff00\r\n".getBytes(StandardCharsets.ISO_8859_1)),
                        "[Köpfe, Füße] [ff0000, ff00]"));
    }

    static List<BrokenInput> lines() {
        return List.of(
                bad(CLASS_TABLE_LINE, "one colour for two classes", "a #FF0000\nb #FF0000\n", NAME, "Line 2", "\"b\""),
                bad(CLASS_TABLE_LINE, "a colour here, none there", "a #FF0000\nb\n", NAME, "Line 2"),
                bad(CLASS_TABLE_LINE, "a colour above 255", "a 0 0 0\nb 300 0 0\n", NAME, "Line 2", "300"),
                bad(CLASS_TABLE_LINE, "a colour of five letters", "a, #FF0000\nb, #FF00\n", NAME, "Line 2"),
                bad(CLASS_TABLE_LINE, "one name for two classes", "nucleus\nnucleus\n", NAME, "\"nucleus\""));
    }

    private static BrokenInput.Builder used(LabelKind kind, String content, int... mask) {
        return scene -> {
            Files.writeString(file(scene), content);
            scene.settings = scene.settings.withKind(kind).withTable(ClassTableFile.read(file(scene)));
            scene.withMask(mask);
        };
    }

    static List<BrokenInput> uses() {
        int[] three = {0, 1, 2, 0, 0, 1, 2, 0, 0, 0, 0, 0};
        String mask = "cell_mask.png";
        return List.of(
                refused(
                        CLASS_TABLE_USE,
                        "two classes for three values",
                        used(LabelKind.VALUES, "a\nb\n", three),
                        "[a, b]"),
                refused(
                        CLASS_TABLE_USE,
                        "a value beyond its lines",
                        used(LabelKind.VALUES, "a\nb\nc\n", 0, 1, 2, 0, 0, 1, 9, 0, 0, 0, 0, 0),
                        mask,
                        "9"),
                refused(
                        CLASS_TABLE_USE,
                        "with a class value",
                        scene -> {
                            used(LabelKind.VALUES, "a\nb\nc\n", three).build(scene);
                            scene.settings = scene.settings.withClassValue(1);
                        },
                        "(1)"),
                refused(
                        CLASS_TABLE_USE,
                        "colours that no mask has",
                        used(LabelKind.COLOURS, "a #FF0000\nb #00FF00\n", three),
                        mask,
                        "#000000"),
                fine(
                        CLASS_TABLE_USE,
                        "a class that is ignored",
                        Reading.LABELS,
                        used(LabelKind.VALUES, "a\nignore\nb\n", three),
                        "0.10/0.10/0000"));
    }
}
