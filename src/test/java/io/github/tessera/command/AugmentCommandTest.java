package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tessera Augment... through macros. */
class AugmentCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void samples() {
        HeadlessImageJ.fillCommands();
        DemoMacros.Run run =
                run("Generate Samples", "output=[FOLDER/ä samples] samples=2 width=100 height=70 kind=rgb");
        assertTrue(run.succeeded(), run.errors());
    }

    private DemoMacros.Run run(String command, String options) {
        return DemoMacros.run(
                folder,
                "run('Tessera " + command + "...', '" + options.replace("FOLDER", folder.toString())
                        + "'); print('went on');");
    }

    private DemoMacros.Run augment(String options) {
        return run(
                "Augment",
                "images=[FOLDER/ä samples/images] masks=[FOLDER/ä samples/masks] output=[FOLDER/out] " + options);
    }

    @Test
    void theDefaultMakesTheSetThreeTimesAsLarge() {
        DemoMacros.Run run = augment("");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Copies of each image: originals; flipud, fliplr; TIFF."), run.output());
        assertTrue(run.output().contains("2 images are copied: 12 files written, in "), run.output());
        assertEquals(6, ImageFiles.list(folder.resolve("out/images")).size());
        assertEquals(6, ImageFiles.list(folder.resolve("out/masks")).size());
        assertTrue(augment("").output().contains("0 files written, 12 were there already, in "));
    }

    @Test
    void randomCopiesAlone() {
        DemoMacros.Run run =
                augment("originals=false exact=[] copies=2 augment=[rotation 20, noise 0.1 at 0.5] format=png");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(Files.exists(folder.resolve("out/images/sample_0001_a001.png")));
        assertEquals(4, ImageFiles.list(folder.resolve("out/masks")).size());
    }

    @Test
    void anImageThatIsLeftOutStopsTheMacroAtTheEnd() throws Exception {
        Files.writeString(folder.resolve("ä samples/images/sample_0001.png"), "rubbish");
        DemoMacros.Run run = augment("");
        assertFalse(run.succeeded());
        assertFalse(run.output().contains("went on"));
        assertTrue(run.errors().startsWith("1 of 2 images could not be copied; the first: The file "), run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
        assertEquals(3, ImageFiles.list(folder.resolve("out/images")).size());
    }

    @Test
    void wrongInputIsRefusedInOneSentence() {
        refused("", "Nothing was entered for \"images\": choose a path.");
        refused("images=[FOLDER/none] output=[FOLDER/out]", "There is no folder");
        refused("images=[FOLDER/none]", "Nothing was entered for \"output\"");
        refused("images=a exact=flip", "The exact copy \"flip\" is not known; choose from flipud, fliplr, turn90");
        refused("images=a exact=[]", "No copies are asked for");
        refused("images=a copies=2 augment=none", "would all be like their image");
        refused("images=a augment=mild", "the word \"mild\" is not known; choose from none, flips, light,");
        refused("images=a copies=1000", "copies=1000 is out of range");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = run("Augment", options);
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }
}
