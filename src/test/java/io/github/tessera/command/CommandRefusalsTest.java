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
        refused("Evaluate", "", "Neither predictions nor a model were entered: choose the folder of one, or a model.");
        refused(
                "Evaluate",
                "prediction=a model=b",
                "Predictions and a model were entered: leave one of the two empty.");
        refused(
                "Compare Models",
                "model=a",
                "Fewer than two models were entered: choose those to compare (model, other).");
        refused("Compare Models", "model=[" + folder + "/a] other=[" + folder + "/b]", "There is no model in ");
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
                "network=unet is not one of its choices; did you mean u-net? The choices are: auto, c-unet, light-u-net, u-net");
        refused("Train", "loss=bcee model=[" + folder + "/m]", "the word \"bcee\" is not known");
        refused("Segment Folder", "device=gpuu", "The device \"gpuu\" is not known");
        assertFalse(Files.exists(folder.resolve("m")), "refused before anything is written");
    }

    @Test
    void aRefusalLeavesNoFolder() {
        refused("Train", "images=[" + folder + "/none] masks=x model=[" + folder + "/m/n]", "There is no folder");
        refused("Generate Samples", "noise=1e400 output=[" + folder + "/g]", "noise=1e400 is too large");
        assertFalse(Files.exists(folder.resolve("m")));
        assertFalse(Files.exists(folder.resolve("g")));
    }

    @Test
    void aWholeDisk() {
        String root = folder.getRoot().toString();
        refused("Train", "images=a masks=b model=[" + root + "]", "is a whole disk: choose a folder");
        refused("Evaluate", "truth=a prediction=b table=[" + root + "]", "is a");
    }

    @Test
    void aTableThatIsAFolder() {
        refused(
                "Evaluate",
                "truth=a prediction=b table=[" + folder + "]",
                folder + " for \"table\" is a folder: add the name of a file");
    }

    @Test
    void numbersOutOfBounds() {
        refused(
                "Train",
                "seed=99999999999999999999",
                "seed=99999999999999999999 is out of range: write a number from 0 to 9223372036854775807.");
        refused("Train", "keptout=0", "keptout=0 is out of range: write a number from 0.001 to 1000000.");
    }

    @Test
    void aNetworkThatDoesNotFit() throws IOException {
        refused("Summary", "network=u-net depth=8 size=100", "A side of 100 pixels (image) is too small");
        refused("Summary", "network=u-net depth=8 width=1024", "The network is too large");
        String samples = "images=[" + samples() + "/images] masks=[" + samples() + "/masks] ";
        refused(
                "Train",
                samples + "depth=8 crop=32 model=[" + folder + "/m]",
                "A side of 32 pixels (crop) is too small");
        refused("Train", samples + "batch=4096 crop=4096 model=[" + folder + "/m]", "is too large");
        assertFalse(Files.exists(folder.resolve("m")));
    }

    @Test
    void noModel() {
        DemoMacros.Run run =
                DemoMacros.run(folder, DemoMacros.IMAGE + "run('Tessera Segment...', 'model=[" + folder + "]');");
        assertTrue(run.errors().startsWith("There is no model in " + folder), run.errors());
    }

    @Test
    void nothingWanted() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                DemoMacros.IMAGE + "run('Tessera Segment...', 'model=[" + folder + "] labels=false overlay=none');");
        assertTrue(run.errors().startsWith("Nothing is to be made of the image"), run.errors());
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

    @Test
    void aModelAmongTheImages() throws IOException {
        Path images = samples().resolve("images");
        refused(
                "Train",
                "images=[" + images + "] masks=[" + folder + "] model=[" + images + "]",
                "Model and images would share the folder " + images + ": choose a new folder");
    }

    @Test
    void resultsOverTheImages() throws IOException {
        Path labels = Files.createDirectories(folder.resolve("labels"));
        Files.copy(samples().resolve("images/sample_0001.png"), labels.resolve("a.png"));
        refused("Segment Folder", "input=[" + labels + "] output=[" + folder + "]", "would share the folder");
    }

    @Test
    void twoImagesWhoseResultsHaveOneName() throws IOException {
        Path images = samples().resolve("images");
        Files.copy(images.resolve("sample_0001.png"), images.resolve("sample_0001.bmp"));
        refused(
                "Segment Folder",
                "input=[" + images + "] output=[" + folder + "/out]",
                "whose results would have one name: rename one of them.");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private Path samples() {
        Path samples = folder.resolve("samples");
        if (!Files.exists(samples)) {
            DemoMacros.Run run = DemoMacros.run(
                    folder,
                    "run('Tessera Generate Samples...', 'output=[" + samples + "] samples=2 width=16 height=16');");
            assertTrue(run.succeeded(), run.errors());
        }
        return samples;
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
