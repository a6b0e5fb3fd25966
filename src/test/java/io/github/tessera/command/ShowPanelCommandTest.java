package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowPanelCommandTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        ImageFiles.saveTiff(stack(0, 1), folder.resolve("image.tif"));
        ImageFiles.saveTiff(stack(0, 255), folder.resolve("truth.tif"));
        ImageFiles.saveTiff(stack(16, 255), folder.resolve("prediction.tif"));
    }

    /** Two slices, left of the middle and so many pixels of it the value, else 0. */
    private static ImagePlus stack(int more, int value) {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (int slice = 0; slice < 2; slice++) {
            ByteProcessor plane = new ByteProcessor(SIDE, SIDE);
            for (int i = 0; i < SIDE * SIDE; i++) {
                plane.set(i, i % SIDE < SIDE / 2 + more ? value : 0);
            }
            stack.addSlice(plane);
        }
        return new ImagePlus("stack", stack);
    }

    private DemoMacros.Run show(String options) {
        return DemoMacros.run(
                folder,
                "open('" + folder + "/image.tif'); run('Tessera Show Panel...', 'truth=[" + folder + "/truth.tif] "
                        + options + "'); print(getTitle() + ' of ' + nSlices); saveAs('tiff', '" + folder
                        + "/panel.tif');");
    }

    @Test
    void everySliceGetsASheet() {
        DemoMacros.Run run = show("prediction=[" + folder + "/prediction.tif] size=64");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("Panel of image.tif of 2"), run.output());
        ImagePlus panel = ImageFiles.open(folder.resolve("panel.tif"));
        assertEquals(2, panel.getStackSize());
        // Image, truth, prediction and errors, 64 pixels wide with gaps of 8.
        assertEquals(4 * 72 + 8, panel.getWidth());
        int middle = 20 + 32;
        int errors = 8 + 3 * 72;
        assertEquals(0xF2F2F2, panel.getProcessor().getPixel(errors + 4, middle) & 0xFFFFFF, "true positive");
        assertEquals(0xFF2E9A, panel.getProcessor().getPixel(errors + 40, middle) & 0xFFFFFF, "false positive");
        assertEquals(0x101010, panel.getProcessor().getPixel(errors + 60, middle) & 0xFFFFFF, "true negative");
    }

    @Test
    void theBackgroundSeenAsTheClassIsMissedWhereTheClassIsTooLarge() {
        DemoMacros.Run run = show("prediction=[" + folder + "/prediction.tif] size=64 shown=0");
        assertTrue(run.succeeded(), run.errors());
        ImagePlus panel = ImageFiles.open(folder.resolve("panel.tif"));
        assertEquals(0x30C8FF, panel.getProcessor().getPixel(8 + 3 * 72 + 40, 52) & 0xFFFFFF, "false negative");
    }

    @Test
    void whatIsMissingIsASentence() {
        assertRefused("", "Neither a prediction nor a model was entered");
        assertRefused("prediction=a model=b", "A prediction and a model were entered");
        assertRefused(
                "prediction=[" + folder + "/prediction.tif] shown=cat",
                "There is no class \"cat\" (shown): use one of background, foreground, or a number from 0 to 1.");
    }

    @Test
    void imageAndPredictionAreOfOneSize() {
        ImageFiles.saveTiff(
                new ImagePlus("large", new ByteProcessor(2 * SIDE, SIDE)).duplicate(), folder.resolve("large.tif"));
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "open('" + folder + "/large.tif'); run('Tessera Show Panel...', 'truth=[" + folder
                        + "/truth.tif] prediction=[" + folder + "/prediction.tif]');");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("large.tif is 128 x 64 pixels, but the prediction 64 x 64"), run.errors());
    }

    private void assertRefused(String options, String message) {
        DemoMacros.Run run = show(options);
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains(message), run.errors());
    }
}
