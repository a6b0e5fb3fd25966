package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Prefs;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ModelPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models by their names: in macros, where they were trained lately, and in the folder that is remembered. */
class ModelPathTest {
    private static final String TRAIN =
            """
            run("Tessera Generate Samples...", "output=[FOLDER/s] samples=3 width=32 height=32 circles=2");
            data = "images=[FOLDER/s/images] masks=[FOLDER/s/masks] crop=32 steps=2 validations=2 batch=2 width=2 ";
            run("Tessera Train...", data + "model=[FOLDER/Round things]");
            """;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void forget() {
        HeadlessImageJ.fillCommands();
        Prefs.set("tessera.models.folder", "");
        Prefs.set("tessera.models.trained", "");
    }

    private DemoMacros.Run run(String macro) {
        return DemoMacros.run(folder, macro.replace("FOLDER", folder.toString()));
    }

    @Test
    void whatWasTrainedIsFoundByItsName() throws IOException {
        DemoMacros.Run run = run(
                TRAIN
                        + """
                        open("FOLDER/s/images/sample_0001.png");
                        run("Tessera Segment...", "model=[round things] overlay=none");
                        print("active: " + getTitle());
                        run("Tessera Segment Folder...", "input=[FOLDER/s/images] model=[Round things] output=[FOLDER/out]");
                        run("Tessera Train...", data + "finetune=[Round things] model=[FOLDER/further]");
                        """);
        assertTrue(run.succeeded(), run.errors());
        Path model = folder.resolve("Round things");
        assertTrue(run.output().contains("The model round things is that in " + model + "."), run.output());
        assertTrue(run.output().contains("active: sample_0001_labels"), run.output());
        assertTrue(run.output().contains("Goes on from the model Round things"), run.output());
        assertEquals(List.of(folder.resolve("further"), model), ModelPlaces.trained());
        assertEquals(256, ImageIO.read(model.resolve("cover.png").toFile()).getWidth(), "a picture of the best model");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        DemoMacros.Run run = run(
                TRAIN
                        + """
                        open("FOLDER/s/images/sample_0001.png");
                        run("Tessera Segment...", "model=[rund things]");
                        print("went on");
                        """);
        assertFalse(run.succeeded());
        assertTrue(
                run.errors().contains("no model is called \"rund things\": did you mean Round things?"), run.errors());
        assertFalse(run.output().contains("went on"));
    }

    @Test
    void aPathIsTakenAsItIsAndNamesAreLookedUpWhereTheFolderIsRemembered() throws IOException {
        List<String> log = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        };
        run(TRAIN);
        Prefs.set("tessera.models.trained", "");
        Path model = folder.resolve("Round things");
        assertEquals(model, ModelPath.of("model", model.toString(), progress));
        Path missing = folder.resolve("missing");
        assertEquals(missing, ModelPath.of("model", missing.toString(), progress));
        assertEquals(List.of(), log);
        String refusal = assertThrows(TesseraException.class, () -> ModelPath.of("model", "Round things", progress))
                .getMessage();
        assertTrue(refusal.endsWith("choose one from the list of models, or its folder."), refusal);
        ModelPlaces.remember(folder);
        assertEquals(model, ModelPath.of("model", "Round things", progress));
        assertEquals(1, log.size());
    }

    @Test
    void placesThatAreGoneAreForgottenAndTwentyAreKept() throws IOException {
        for (int i = 0; i < 22; i++) {
            ModelPlaces.addTrained(Files.createDirectories(folder.resolve("m" + i)));
        }
        ModelPlaces.addTrained(folder.resolve("m5"));
        assertEquals(20, ModelPlaces.trained().size());
        assertEquals(folder.resolve("m5"), ModelPlaces.trained().get(0));
        assertEquals(folder.resolve("m21"), ModelPlaces.trained().get(1));
        Files.delete(folder.resolve("m5"));
        assertEquals(19, ModelPlaces.trained().size());
        ModelPlaces.remember(folder.resolve("m7"));
        assertEquals(folder.resolve("m7"), ModelPlaces.folder());
        Files.delete(folder.resolve("m7"));
        assertEquals(ModelPlaces.standard(), ModelPlaces.folder());
        assertEquals("models", ModelPlaces.standard().getFileName().toString());
    }
}
