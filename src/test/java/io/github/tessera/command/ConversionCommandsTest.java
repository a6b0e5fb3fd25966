package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.view.LabelScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels to Overlay and Overlay to Labels, by macros. */
class ConversionCommandsTest {
    @TempDir
    Path folder;

    private ImagePlus labels;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        labels = LabelScenes.classes(2, 1);
        ImageFiles.saveTiff(labels, folder.resolve("cells_labels.tif"));
        ImageFiles.saveTiff(LabelScenes.numbered(2), folder.resolve("numbers.tif"));
    }

    private DemoMacros.Run macro(String macro) {
        String blank =
                "newImage('cells.tif', '8-bit ramp', " + LabelScenes.WIDTH + ", " + LabelScenes.HEIGHT + ", 2);\n";
        return DemoMacros.run(folder, blank + macro.replace("FOLDER", folder.toString()));
    }

    private String done(String macro) {
        DemoMacros.Run run = macro(macro);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private void refused(String macro, String sentence) {
        DemoMacros.Run run = macro(macro);
        assertFalse(run.succeeded(), macro);
        assertTrue(run.errors().contains(sentence), run.errors());
    }

    private static final String LAY = "open('FOLDER/cells_labels.tif');\nrun('Tessera Labels to Overlay...', '";
    private static final String BACK = "selectImage('cells.tif');\nrun('Tessera Overlay to Labels...', '";

    @ParameterizedTest
    @CsvSource({"object", "class"})
    void classesComeBack(String overlay) {
        String log = done(LAY + "image=cells.tif overlay=" + overlay + "');\n" + BACK
                + "');\nprint(getTitle());\nsaveAs('Tiff', 'FOLDER/back.tif');\n");
        ImagePlus back = ImageFiles.open(folder.resolve("back.tif"));
        assertArrayEquals(LabelScenes.values(labels), LabelScenes.values(back));
        assertEquals(LabelScenes.CLASSES, LabelImage.classes(back));
        assertTrue(log.contains("cells_labels\n"), log);
        assertTrue(log.matches("(?s).*\\d+ ROIs of cells_labels.tif laid over cells.tif\\..*"), log);
        assertTrue(log.matches("(?s).*\\d+ objects of cells.tif made into cells_labels\\..*"), log);
    }

    @Test
    void numbersOfOtherToolsComeBack() {
        done("open('FOLDER/numbers.tif');\nrun('Tessera Labels to Overlay...', 'image=cells.tif');\n" + BACK
                + "objects');\nsaveAs('Tiff', 'FOLDER/back.tif');\n");
        assertArrayEquals(
                LabelScenes.values(LabelScenes.numbered(2)),
                LabelScenes.values(ImageFiles.open(folder.resolve("back.tif"))));
    }

    @Test
    void theUsersOwnRoisStayAndTesserasAreReplaced() {
        String log = done("makeRectangle(1, 2, 3, 4);\nRoi.setName('mine');\nOverlay.addSelection;\n" + LAY
                + "image=cells.tif');\nselectImage('cells.tif');\nn = Overlay.size;\nselectImage('cells_labels.tif');\n"
                + "run('Tessera Labels to Overlay...', 'image=cells.tif overlay=class opacity=0');\nselectImage('cells.tif');\n"
                + "print('before ' + n + ' now ' + Overlay.size);\nOverlay.activateSelection(0);\nprint(Roi.getName);\n"
                + "selectImage('cells_labels.tif');\nrun('Tessera Labels to Overlay...', 'image=cells.tif overlay=none');\n"
                + "selectImage('cells.tif');\nprint('left ' + Overlay.size);\n");
        assertTrue(log.contains(" now 9\nmine\n"), log);
        assertTrue(log.contains("left 1\n"), log);
    }

    @Test
    void withoutAnImageTheLabelsLieOverThemselves() {
        String log = done(LAY + "');\nprint('ROIs ' + (Overlay.size > 20));\n");
        assertTrue(log.contains("ROIs 1\n"), log);
        assertTrue(log.contains("laid over cells_labels.tif."), log);
    }

    @Test
    void aTableGivesTheClassesTheirNumbers() throws IOException {
        Files.writeString(folder.resolve("classes.txt"), "background\nx\ncell\n");
        done("makeRectangle(1, 2, 3, 4);\nRoi.setName('cell-1');\nOverlay.addSelection;\n" + BACK
                + "classes=[FOLDER/classes.txt]');\nsaveAs('Tiff', 'FOLDER/back.tif');\n");
        ImagePlus back = ImageFiles.open(folder.resolve("back.tif"));
        assertEquals(List.of("background", "x", "cell"), LabelImage.classes(back));
        assertEquals(2, back.getStack().getProcessor(2).get(1, 2));
        assertEquals(0, back.getProcessor().get(0, 0));
    }

    @Test
    void whatIsWrongIsASentence() {
        refused(
                LAY + "image=cell.tif');",
                "No open image has the title \"cell.tif\" (image); did you mean \"cells.tif\"?");
        refused(
                "newImage('small', '8-bit', 5, 5, 1);\nrun('Tessera Labels to Overlay...', 'image=cells.tif');",
                "The label image small is 5 x 5 pixels, 1 slice, but cells.tif is 61 x 47 pixels, 2 slices: choose");
        refused("run('Tessera Labels to Overlay...', '');", "does not look like a label image");
        refused(BACK + "');", "The image cells.tif has no overlay: draw on it");
        refused(BACK + "roimanager');", "The ROI Manager holds no ROIs: add those of cells.tif to it.");
    }
}
