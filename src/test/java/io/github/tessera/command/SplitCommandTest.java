package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits, augmentation and oversampling through the commands. */
class SplitCommandTest {
    private static final int SIDE = 32;
    private static final List<String> NAMES = List.of("ann_1", "ann_2", "ben_1", "ben_2", "cleo_1");

    @TempDir
    Path folder;

    /** Images whose right eighth is bright, and is the class. */
    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        for (int n = 0; n < NAMES.size(); n++) {
            byte[] pixels = new byte[SIDE * SIDE];
            byte[] mask = new byte[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i % SIDE >= SIDE * 7 / 8;
                pixels[i] = (byte) (inside ? 200 + n : i * (n + 3) % 11);
                mask[i] = (byte) (inside ? 255 : 0);
            }
            ImageFiles.savePng(List.of(pixels), SIDE, SIDE, folder.resolve("images/" + NAMES.get(n) + ".png"));
            ImageFiles.savePng(List.of(mask), SIDE, SIDE, folder.resolve("masks/" + NAMES.get(n) + ".png"));
        }
    }

    private List<String> written() throws IOException {
        return Files.readAllLines(folder.resolve("model/split.csv"));
    }

    @Test
    void aPatientIsNeverOnBothSides() throws IOException {
        DemoMacros.Run run = train("split=by-group group=[^([a-z]+)_] keptout=1 test=1");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output().contains("Groups that stay together: 1 to learn from, 1 for validation, 1 for the test"),
                run.output());
        List<String> lines = written();
        assertEquals("file,split", lines.get(0));
        assertEquals(6, lines.size());
        assertEquals(part(lines, "ann_1"), part(lines, "ann_2"));
        assertEquals(part(lines, "ben_1"), part(lines, "ben_2"));
    }

    private static String part(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ".png,"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 5);
    }

    @Test
    void aModelsSplitCanBeUsedAgainAndIsShownByTheCheck() throws IOException {
        assertTrue(train("split=in-order keptout=2 test=1").succeeded());
        List<String> first = written();
        assertEquals(
                List.of(
                        "file,split",
                        "ann_1.png,train",
                        "ann_2.png,train",
                        "ben_1.png,validation",
                        "ben_2.png,validation",
                        "cleo_1.png,test"),
                first);
        Path list = Files.move(folder.resolve("model/split.csv"), folder.resolve("list.csv"));
        String again = "split=by-list-file splitlist=[" + list + "] seed=9";
        DemoMacros.Run run = train(again);
        assertTrue(run.succeeded(), run.errors());
        assertEquals(first, written());
        DemoMacros.Run check = DemoMacros.run(
                folder, "run('Tessera Check Data...', '" + data() + again + " shown=0 table=[" + folder + "/t.csv]');");
        assertTrue(check.succeeded(), check.errors());
        assertTrue(
                check.output().contains("2 images to learn from, 2 kept out for validation, 1 for a test at the end"),
                check.output());
    }

    @Test
    void splittingByTileWarns() {
        DemoMacros.Run run = train("split=by-tile");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("the figures will look better than they will be"), run.output());
    }

    @Test
    void whatCannotBeSplitIsToldBeforeLearning() {
        refused("split=by-list-file", "Nothing was entered for \"splitlist\": choose a path.");
        refused("split=by-group", "is in no folder of its own that could be its group");
        refused("split=by-group group=patient", "needs one pair of parentheses");
        refused("keptout=3 test=2", "There are 5 images, but the split needs at least 6");
        refused("keptout=1.5", "To keep out 1.5 of the images is not possible");
    }

    @Test
    void augmentationAndOversamplingAreTaken() {
        DemoMacros.Run run = train("augment=[light, noise 0.1 at 0.5] oversampling=0.5 oversampledclass=foreground");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("50 % of the crops hold foreground."), run.output());
        String told = ModelPackage.read(folder.resolve("model")).notes().augment();
        assertTrue(told.startsWith("flip, turn, rotation 15 at 0.3,") && told.contains("noise 0.1 at 0.5"), told);
        refused("augment=lite", "the word \"lite\" is not known");
        refused("oversampling=0.5 oversampledclass=cell", "There is no class \"cell\"; choose one of");
    }

    /** Before there was a list, macros said whether crops are flipped and turned. */
    @Test
    void macrosOfTheFirstVersionStillRun() {
        for (String old : List.of("augment", "augment=true", "augment=TRUE")) {
            assertTrue(train(old).succeeded(), old);
            assertEquals(
                    "flip, turn",
                    ModelPackage.read(folder.resolve("model")).notes().augment());
        }
        assertTrue(train("augment=false").succeeded());
        assertEquals("none", ModelPackage.read(folder.resolve("model")).notes().augment());
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = train(options + " model=[" + folder + "/refused]");
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertFalse(Files.exists(folder.resolve("refused")));
    }

    private String data() {
        return "images=[" + folder + "/images] masks=[" + folder + "/masks] crop=16 ";
    }

    private DemoMacros.Run train(String more) {
        String model = more.contains("model=") ? "" : "model=[" + folder + "/model] ";
        return DemoMacros.run(
                folder, "run('Tessera Train...', '" + data() + model + "steps=1 validations=1 batch=1 " + more + "');");
    }
}
