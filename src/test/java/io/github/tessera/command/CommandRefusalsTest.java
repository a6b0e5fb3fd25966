package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input to the real commands, through macros: one sentence, the macro stops, nothing is left behind. */
class CommandRefusalsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fillMenus() {
        HeadlessImageJ.fillCommands();
    }

    @Test
    void nothingEntered() {
        refused("Generate Samples", "samples=2", "Nothing was entered for \"output\": choose a path.");
        refused("Train", "model=[" + folder + "/m]", "Nothing was entered for \"images\": choose a path.");
        refused("Segment Folder", "", "Nothing was entered for \"input\": choose a path.");
        refused("Evaluate", "", "Nothing was entered for \"prediction\": choose a path.");
    }

    @Test
    void aFolderThatCannotBeWritten() {
        refused("Generate Samples", "output=/proc/tessera samples=1", "/proc/tessera");
        refused("Train", "images=a masks=b model=/proc/tessera", "/proc/tessera");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(
                "Segment Folder",
                "input=[" + empty + "] model=m output=[" + folder + "/out]",
                empty + " holds no image files");
        refused(
                "Train",
                "images=[" + empty + "] masks=[" + empty + "] model=[" + folder + "/m]",
                empty + " holds no image files");
    }

    @Test
    void aWordThatIsNoneOfTheChoices() {
        refused(
                "Train",
                "network=unet",
                "network=unet is not one of its choices; did you mean u-net? The choices are: c-unet, u-net");
        refused("Train", "loss=bcee model=[" + folder + "/m]", "the word \"bcee\" is not known");
        refused("Segment Folder", "device=gpuu", "The device \"gpuu\" is not known");
        assertFalse(Files.exists(folder.resolve("m")), "refused before anything is written");
    }

    @Test
    void noModel() {
        DemoMacros.Run run =
                DemoMacros.run(folder, DemoMacros.IMAGE + "run('Tessera Segment...', 'model=[" + folder + "]');");
        assertTrue(run.errors().startsWith("There is no model in " + folder), run.errors());
    }

    @Test
    void resultsAmongTheImages() throws IOException {
        DemoMacros.run(
                folder, "run('Tessera Generate Samples...', 'output=[" + folder + "] samples=1 width=16 height=16');");
        Path images = folder.resolve("images");
        refused("Segment Folder", "input=[" + images + "] output=[" + images + "]", "would share the folder " + images);
        try (var files = Files.list(images)) {
            assertEquals(1, files.count());
        }
    }

    private void refused(String command, String options, String sentence) {
        DemoMacros.Run run =
                DemoMacros.run(folder, "run('Tessera " + command + "...', '" + options + "'); print('went on');");
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), options + " -> " + run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
        assertFalse(run.output().contains("went on"), run.output());
    }
}
