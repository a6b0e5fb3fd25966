package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.measure.ResultsTable;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.Ensemble;
import io.github.tessera.tensorboard.EventFile;
import io.github.tessera.train.TensorBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Cross-validation and its ensemble through the commands. */
class CrossValidateCommandTest {
    private static final int SIDE = 32;
    private static final List<String> NAMES = List.of("ann_1", "ann_2", "ben_1", "ben_2", "cleo_1");

    @TempDir
    Path folder;

    /** Images whose right half is bright, and is the class. */
    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        for (int n = 0; n < NAMES.size(); n++) {
            byte[] pixels = new byte[SIDE * SIDE];
            byte[] mask = new byte[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i % SIDE >= SIDE / 2;
                pixels[i] = (byte) (inside ? 200 + n : i * (n + 3) % 11);
                mask[i] = (byte) (inside ? 255 : 0);
            }
            ImageFiles.savePng(List.of(pixels), SIDE, SIDE, folder.resolve("images/" + NAMES.get(n) + ".png"));
            ImageFiles.savePng(List.of(mask), SIDE, SIDE, folder.resolve("masks/" + NAMES.get(n) + ".png"));
        }
    }

    private DemoMacros.Run run(String more) {
        String options = "images=[" + folder + "/images] masks=[" + folder + "/masks] width=4 crop=16 steps=6"
                + " validations=1 batch=1 ";
        String model = more.contains("model=") ? "" : "model=[" + folder + "/folds] ";
        return macro("run('Tessera Cross-Validate...', '" + options + model + more + "');");
    }

    private DemoMacros.Run macro(String text) {
        return DemoMacros.run(folder, text);
    }

    private Path fold(int number) {
        return Ensemble.fold(folder.resolve("folds"), number);
    }

    @Test
    void groupsStayTogetherAndTheTableHasEveryFold() throws IOException {
        DemoMacros.Run run = run("folds=3 split=by-group group=[^([a-z]+)_] tensorboard=true");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Fold 3 of 3"), run.output());
        assertTrue(run.output().matches("(?s).*IoU 0\\.\\d\\d \u00b1 0\\.\\d\\d over 3 folds.*"), run.output());
        assertEquals(6, Files.readAllLines(folder.resolve("folds/folds.csv")).size());
        for (int number = 1; number <= 3; number++) {
            String split = Files.readString(fold(number).resolve("split.csv"));
            for (String name : List.of("ann", "ben")) {
                boolean first = split.contains(name + "_1.png,validation");
                assertEquals(first, split.contains(name + "_2.png,validation"), split);
            }
            assertTrue(Files.isRegularFile(fold(number).resolve("history.csv")));
            assertEquals(
                    1, EventFile.files(fold(number).resolve(TensorBoard.FOLDER)).size());
        }
    }

    @Test
    void theTableHasARowForEachFoldThenMeanAndDeviation() throws Exception {
        Map<String, Object> inputs = Map.ofEntries(
                Map.entry("images", folder.resolve("images").toString()),
                Map.entry("masks", folder.resolve("masks").toString()),
                Map.entry("model", folder.resolve("folds").toString()),
                Map.entry("folds", 2),
                Map.entry("width", 4),
                Map.entry("crop", 16),
                Map.entry("steps", 2),
                Map.entry("validations", 1),
                Map.entry("batch", 1));
        try (Context context = new Context(CommandService.class)) {
            CommandModule module = context.service(CommandService.class)
                    .run(CrossValidateCommand.class, true, inputs)
                    .get();
            assertFalse(module.isCanceled(), module.getCancelReason());
            ResultsTable table = assertInstanceOf(ResultsTable.class, module.getOutput("table"));
            assertEquals(4, table.size());
            assertEquals(
                    List.of("1", "2", "mean", "deviation"),
                    IntStream.range(0, 4)
                            .mapToObj(row -> table.getStringValue("Fold", row))
                            .toList());
            double mean = (table.getValue("IoU", 0) + table.getValue("IoU", 1)) / 2;
            assertEquals(mean, table.getValue("IoU", 2), 1e-9);
        }
    }

    @Test
    void theWholeFolderSegments() throws IOException {
        assertTrue(run("folds=2").succeeded());
        String open = "open('" + folder + "/images/ann_1.png');\n";
        String segment = "run('Tessera Segment...', 'overlay=none labels=false probabilities model=[" + folder + "/";
        String save = "saveAs('Tiff', '" + folder + "/";
        DemoMacros.Run run = macro(open + segment + "folds]');\n" + save + "both.tif');\nclose();\nclose();\n" + open
                + segment + "folds/fold_1]');\n" + save + "one.tif');\nclose();\nclose();\n" + open + segment
                + "folds/fold_2]');\n" + save + "two.tif');\n");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("The probabilities of 2 models are averaged."), run.output());
        float[] one = pixels("one.tif");
        float[] two = pixels("two.tif");
        float[] mean = new float[one.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (one[i] + two[i]) / 2;
        }
        assertArrayEquals(mean, pixels("both.tif"), 1e-6f);
        DemoMacros.Run all = macro("run('Tessera Segment Folder...', 'input=[" + folder + "/images] model=[" + folder
                + "/folds] output=[" + folder + "/results]');");
        assertTrue(all.succeeded(), all.errors());
        assertEquals(5, ImageFiles.list(folder.resolve("results/labels")).size());

        Files.delete(fold(2).resolve("rdf.yaml"));
        DemoMacros.Run missing = macro(open + segment + "folds]');");
        assertFalse(missing.succeeded());
        assertTrue(missing.errors().contains("has no model in fold_2: finish it"), missing.errors());
    }

    private float[] pixels(String name) {
        return (float[]) ImageFiles.open(folder.resolve(name)).getProcessor().getPixels();
    }

    @Test
    void whatCannotBeDoneIsToldBeforeLearning() throws IOException {
        refused("folds=6", "needs at least 6 images, but 5 can be dealt out: choose fewer folds");
        refused("folds=1", "folds");
        refused("folds=4 split=by-group group=[^([a-z]+)_]", "needs at least 4 groups, but 3");
        Path list = Files.writeString(folder.resolve("list.csv"), "ann_1,train\nben_1,validation\n");
        refused("folds=2 split=by-list-file splitlist=[" + list + "]", "A list file tells one split");
        assertTrue(run("folds=2").succeeded());
        DemoMacros.Run again = run("folds=2");
        assertFalse(again.succeeded());
        assertTrue(again.errors().contains("There is a model or a cross-validation in"), again.errors());
        DemoMacros.Run resumed = run("folds=2 resume");
        assertTrue(resumed.succeeded(), resumed.errors());
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = run(options + " model=[" + folder + "/refused]");
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertFalse(Files.exists(folder.resolve("refused")));
    }
}
