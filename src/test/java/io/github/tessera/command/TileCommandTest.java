package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ImageProcessor;
import io.github.tessera.image.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tessera Tile... and Tessera Untile... through macros. */
class TileCommandTest {
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

    @Test
    void imagesAndMasksThereAndBack() {
        DemoMacros.Run tile = run(
                "Tile",
                "images=[FOLDER/ä samples/images] masks=[FOLDER/ä samples/masks] output=[FOLDER/tiles] width=32 height=24"
                        + " stepx=20 edge=mirror format=png");
        assertTrue(tile.succeeded(), tile.errors());
        assertTrue(tile.output().contains("Tiles of 32 x 24 pixels, every 20 x 24 pixels, edge rule mirror, PNG."));
        assertTrue(tile.output().contains("2 images are cut: 60 tiles written, in "), tile.output());
        DemoMacros.Run untile = run("Untile", "tiles=[FOLDER/tiles/masks] output=[FOLDER/whole]");
        assertTrue(untile.succeeded(), untile.errors());
        assertTrue(untile.output().contains("2 images are in "), untile.output());
        ImageProcessor mask = ImageFiles.open(folder.resolve("ä samples/masks/sample_0002.png"))
                .getProcessor();
        ImageProcessor whole =
                ImageFiles.open(folder.resolve("whole/sample_0002.tif")).getProcessor();
        for (int i = 0; i < 7000; i++) {
            assertEquals(mask.get(i), whole.get(i));
        }
        DemoMacros.Run again = run(
                "Tile",
                "images=[FOLDER/ä samples/images] masks=[FOLDER/ä samples/masks] output=[FOLDER/tiles] width=32 height=24"
                        + " stepx=20 edge=mirror format=png");
        assertTrue(again.output().contains("0 tiles written, 60 were there already, in "), again.output());
    }

    @Test
    void anImageThatIsLeftOutStopsTheMacroAtTheEnd() {
        DemoMacros.Run run = run("Tile", "images=[FOLDER/ä samples/images] output=[FOLDER/tiles] width=200");
        assertFalse(run.succeeded());
        assertFalse(run.output().contains("went on"));
        assertTrue(
                run.errors().startsWith("2 of 2 images could not be cut; the first: The image sample_000"),
                run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    @Test
    void wrongInputIsRefusedInOneSentence() {
        refused("Tile", "", "Nothing was entered for \"images\": choose a path.");
        refused("Tile", "images=[FOLDER/none] output=[FOLDER/out]", "There is no folder");
        refused("Tile", "images=a edge=cut", "edge=cut is not one of its choices");
        refused("Tile", "images=a width=0", "width=0 is out of range");
        refused("Tile", "images=[FOLDER/ä samples/images] output=/proc/tessera", "/proc/tessera");
        refused("Untile", "", "Nothing was entered for \"tiles\": choose a path.");
        refused(
                "Untile",
                "tiles=[FOLDER/ä samples/images] output=[FOLDER/out]",
                "holds no tiles: their names end in size and position");
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private void refused(String command, String options, String sentence) {
        DemoMacros.Run run = run(command, options);
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }
}
