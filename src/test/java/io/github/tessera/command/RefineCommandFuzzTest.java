package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.postprocess.DenseCrfFile;
import io.github.tessera.view.RefineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tessera Refine... from macros with options that make sense or do not: refined labels, or one sentence. */
@Tag("slow")
class RefineCommandFuzzTest {
    private static final int CASES = 200;
    private static final List<String> KINDS = List.of("8-bit ramp", "16-bit random", "32-bit ramp", "RGB random");
    private static final List<String> LABELS =
            List.of("8-bit black", "8-bit ramp", "32-bit ramp", "32-bit random", "16-bit black", "RGB ramp");

    /** Values of each option; the first half makes sense. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("method", List.of("crf", "icm", "graph-cut", "none", "snakes", "[]", "2", "[dense crf]")),
            Map.entry("appearance", List.of("0", "3", "1000", "-1", "NaN", "1e400")),
            Map.entry("reach", List.of("0.1", "30", "1e4", "0", "Infinity", "thirty")),
            Map.entry("colour", List.of("0.1", "13", "255", "0", "1,5", "-13")),
            Map.entry("smoothness", List.of("0", "1", "12.5", "1e30", "[]", "1001")),
            Map.entry("width", List.of("0.1", "3", "1000", "0", "-0", "1e-9")),
            Map.entry("iterations", List.of("0", "1", "20", "-1", "2.5", "99999999999")),
            Map.entry("neighbours", List.of("0", "2", "1000", "-2", "NaN", "x")),
            Map.entry("opening", List.of("0", "1", "7", "-1", "1001", "1.5")),
            Map.entry("minimumsize", List.of("0", "5", "2147483647", "-5", "4294967296", "few")),
            Map.entry("fillholes", List.of("true", "false", "maybe", "[]")),
            Map.entry("keeplargest", List.of("true", "false", "1", "oui")),
            Map.entry("probabilities", List.of("true", "false", "0.5", "crf")),
            Map.entry("confidence", List.of("0.6", "0.9", "1", "0", "2", "NaN")),
            Map.entry("tile", List.of("0", "1", "100", "-1", "30001", "auto")),
            Map.entry("preview", List.of("true", "false", "yes", "7")),
            Map.entry(
                    "parameters",
                    List.of(
                            "[]",
                            "[FOLDER/good.json]",
                            "[FOLDER/bad.json]",
                            "[FOLDER/none.json]",
                            "[FOLDER]",
                            "cells")),
            Map.entry("labels", List.of("[]", "cells_labels", "cells", "other", "[FOLDER]", "[FOLDER/bad.json]")),
            Map.entry("image", List.of("cells", "[cells]", "cells_labels", "none", "-999", "[]")));

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        HeadlessImageJ.fillCommands();
        DenseCrfFile.write(RefineSettings.DEFAULT.crf(), folder.resolve("good.json"));
        Files.writeString(folder.resolve("bad.json"), "{\"densecrf\": 1, \"appearance\": 3}");
    }

    @Test
    void labelsOrASentence() {
        int done = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed * 7919);
            String macro = macro(random);
            DemoMacros.Run run = DemoMacros.run(folder, macro);
            String story = seed + ": " + macro + " -> " + run;
            if (run.succeeded()) {
                done++;
                assertTrue(run.output().contains("now cells"), story);
                assertTrue(run.output().contains("_refined of 8 bits"), story);
                assertEquals("", run.errors(), story);
            } else {
                assertFalse(run.output().contains("now "), story);
                assertTrue(run.errors().strip().matches("[^\n]{20,}[.?]"), story);
                assertFalse(run.errors().contains("Exception") || run.errors().contains("null"), story);
            }
        }
        assertTrue(done > CASES / 5 && done < CASES * 4 / 5, done + " refined");
    }

    private static String pick(Random random, List<String> from, int most) {
        return from.get(random.nextInt(most));
    }

    private String macro(Random random) {
        String size = (1 + random.nextInt(40)) + ", " + (1 + random.nextInt(40)) + ", " + (1 + random.nextInt(2));
        boolean strange = random.nextInt(3) == 0;
        StringBuilder macro = new StringBuilder();
        macro.append("newImage('cells_labels', '" + pick(random, LABELS, strange ? LABELS.size() : 1) + "', " + size
                + ");\n");
        if (random.nextInt(3) > 0) {
            macro.append("makeRectangle(0, 0, 9, 7); run('Set...', 'value=1 stack'); run('Select None');\n");
        }
        macro.append("newImage('cells', '" + pick(random, KINDS, KINDS.size()) + "', " + size + ");\n");
        if (random.nextInt(3) == 0) {
            macro.append("makeOval(-3, 2, 14, 12);\n");
        }
        macro.append("run('Tessera Refine...', '" + options(random, strange) + "');\n");
        macro.append("print('now ' + getTitle() + ' of ' + bitDepth() + ' bits');\n");
        return macro.toString();
    }

    private String options(Random random, boolean strange) {
        List<String> keys = new ArrayList<>(VALUES.keySet());
        Collections.sort(keys);
        Collections.shuffle(keys, random);
        StringBuilder options = new StringBuilder();
        for (String key : keys.subList(0, random.nextInt(6))) {
            List<String> values = VALUES.get(key);
            options.append(key + "=" + pick(random, values, strange ? values.size() : (values.size() + 1) / 2) + " ");
        }
        return options.toString().replace("FOLDER", folder.toString()).strip();
    }
}
