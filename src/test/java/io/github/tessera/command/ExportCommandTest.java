package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.CocoFile;
import io.github.tessera.image.ColourTable;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.LabelScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of labels, written by macros, and read by what reads the labels of a training. */
class ExportCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        ImageFiles.saveTiff(LabelScenes.classes(1, 1), folder.resolve("cells_labels.tif"));
        ImageFiles.saveTiff(LabelScenes.classes(3, 1), folder.resolve("stack_labels.tif"));
        ByteProcessor blank = new ByteProcessor(LabelScenes.WIDTH, LabelScenes.HEIGHT);
        ImageFiles.saveTiff(new ImagePlus("cells", blank), folder.resolve("images/cells.tif"));
        ImageFiles.saveTiff(LabelScenes.numbered(3), folder.resolve("images/stack.tif"));
    }

    private DemoMacros.Run macro(String macro) {
        return DemoMacros.run(folder, macro.replace("FOLDER", folder.toString()));
    }

    private String done(String macro) {
        DemoMacros.Run run = macro(macro);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private void refused(String macro, String sentence) {
        DemoMacros.Run run = macro(macro);
        assertFalse(run.succeeded(), macro);
        assertTrue(run.errors().contains(sentence.replace("FOLDER", folder.toString())), run.errors());
    }

    private static String export(String format, String file) {
        return "run('Tessera Export...', 'format=" + format + " file=[FOLDER/" + file + "]');\n";
    }

    /** What a training reads: the labels of all planes, one after the other. */
    private float[] read(Path regions) {
        MaskSettings settings =
                MaskSettings.defaults().withKind(LabelKind.REGIONS).withRestBackground(true);
        LabelledSet set = LabelledSet.fromFolders(folder.resolve("images"), regions, settings, Progress.NONE);
        int[] order = LabelScenes.CLASSES.stream()
                .mapToInt(name -> set.classes().names().indexOf(name))
                .toArray();
        float[] values = new float[set.images().size() * LabelScenes.WIDTH * LabelScenes.HEIGHT];
        int at = 0;
        for (var image : set.images()) {
            for (byte label : image.labels(image.area())) {
                int index = label & 0xFF;
                values[at++] = index == LabelImage.IGNORED
                        ? index
                        : Arrays.stream(order).boxed().toList().indexOf(index);
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "roizip, zip, '', 1", "geojson, geojson, '', 1", "coco, json, '', 1",
        "roizip, zip, perclass, 1", "geojson, geojson, perclass detections, 1", "coco, json, perclass, 1",
        "roizip, zip, '', 3", "geojson, geojson, '', 3"
    })
    void aLabelImageIsLearntFromAsItWas(String format, String ending, String more, int slices) {
        String name = slices == 1 ? "cells" : "stack";
        String log = done("open('FOLDER/" + name + "_labels.tif');\nrun('Tessera Export...', 'format=" + format + " "
                + more + " file=[FOLDER/out/" + name + "]');\n");
        assertTrue(
                log.matches("(?s).*\\d+ (objects|ROIs) of " + name + "_labels.tif written to .*" + name + "\\." + ending
                        + "\\..*"),
                log);
        assertArrayEquals(
                LabelScenes.values(LabelScenes.classes(slices, 1)), read(folder.resolve("out/" + name + "." + ending)));
    }

    @ParameterizedTest
    @CsvSource({"roizip, zip", "geojson, geojson", "coco, json", "tiff, tif"})
    void anOverlayIsLearntFromAsItWas(String format, String ending) {
        done("open('FOLDER/images/cells.tif');\nopen('FOLDER/cells_labels.tif');\n"
                + "run('Tessera Labels to Overlay...', 'image=cells.tif');\nselectImage('cells.tif');\n"
                + export(format, "out/cells"));
        assertArrayEquals(LabelScenes.values(LabelScenes.classes(1, 1)), read(folder.resolve("out/cells." + ending)));
    }

    @Test
    void aPngHasTheValuesAndTheColours() {
        done("open('FOLDER/cells_labels.tif');\n" + export("png", "cells.png"));
        ImagePlus png = ImageFiles.open(folder.resolve("cells.png"));
        assertEquals(8, png.getBitDepth());
        assertArrayEquals(LabelScenes.values(LabelScenes.classes(1, 1)), LabelScenes.values(png));
        assertEquals(Palette.standard().colours(), ColourTable.of(folder.resolve("cells.png")));
    }

    @Test
    void ofAStackEverySliceIsAPng() {
        String log = done("open('FOLDER/stack_labels.tif');\n" + export("png", "stack"));
        assertTrue(log.contains("3 label images of stack_labels.tif written to"), log);
        ImagePlus second = ImageFiles.open(folder.resolve("stack_slice_2.png"));
        float[] all = LabelScenes.values(LabelScenes.classes(3, 1));
        int size = all.length / 3;
        assertArrayEquals(Arrays.copyOfRange(all, size, 2 * size), LabelScenes.values(second));
    }

    @Test
    void numberedObjectsKeepTheirNumbers() {
        done(
                """
                open('FOLDER/images/stack.tif');
                run('Tessera Export...', 'from=labels format=png file=[FOLDER/n]');
                run('Tessera Export...', 'from=labels format=csv file=[FOLDER/n]');
                """);
        float[] all = LabelScenes.values(LabelScenes.numbered(3));
        ImagePlus png = ImageFiles.open(folder.resolve("n_slice_1.png"));
        assertEquals(16, png.getBitDepth());
        assertArrayEquals(Arrays.copyOf(all, all.length / 3), LabelScenes.values(png));
        ResultsTable table = ResultsTable.open2(folder.resolve("n.csv").toString());
        assertEquals("foreground " + (int) table.getValue("object", 0), table.getStringValue("name", 0));
        assertEquals(0, table.getValue("object", 0) % 700);
    }

    @Test
    void tiffKeepsEverything() {
        done("open('FOLDER/cells_labels.tif');\n" + export("tiff", "again.tif"));
        ImagePlus again = ImageFiles.open(folder.resolve("again.tif"));
        assertEquals(LabelScenes.CLASSES, LabelImage.classes(again));
        assertArrayEquals(LabelScenes.values(LabelScenes.classes(1, 1)), LabelScenes.values(again));
    }

    @Test
    void cocoNamesTheImageThatTheLabelsAreOf() {
        String labels = "open('FOLDER/cells_labels.tif');\n";
        done(labels + export("coco", "a") + "open('FOLDER/images/cells.tif');\nselectImage('cells_labels.tif');\n"
                + export("coco", "b")
                + "run('Tessera Export...', 'format=coco imagename=x.png file=[FOLDER/c.json]');\n");
        assertEquals("cells", coco("a.json").fileName());
        assertEquals("cells.tif", coco("b.json").fileName());
        assertEquals("x.png", coco("c.json").fileName());
    }

    private CocoFile.Image coco(String name) {
        return CocoFile.read(folder.resolve(name), Progress.NONE).images().get(0);
    }

    @Test
    void nothingIsReplacedUnlessThatIsSaid() throws IOException {
        Path there = Files.writeString(folder.resolve("cells.zip"), "mine");
        refused(
                "open('FOLDER/cells_labels.tif');\n" + export("roizip", "cells"),
                "The file FOLDER/cells.zip is there already: choose another name, or let it be replaced (overwrite=true).");
        assertEquals("mine", Files.readString(there));
        Files.writeString(folder.resolve("stack_slice_3.png"), "mine");
        refused("open('FOLDER/stack_labels.tif');\n" + export("png", "stack"), "stack_slice_3.png is there already");
        assertFalse(Files.exists(folder.resolve("stack_slice_1.png")));
        done(
                """
                open('FOLDER/cells_labels.tif');
                run('Tessera Export...', 'overwrite file=[FOLDER/cells.zip]');
                """);
        assertTrue(Files.size(there) > 100);
    }

    @Test
    void whatIsWrongIsASentence() {
        refused(
                "open('FOLDER/images/cells.tif');\n" + export("roizip", "x"),
                "The image cells.tif has no overlay, and is no label image of Tessera: choose");
        refused("open('FOLDER/images/cells.tif');\nrun('Tessera Export...', '');", "Nothing was entered for \"file\"");
        refused(
                "open('FOLDER/images/cells.tif');\nrun('Tessera Export...', 'from=roimanager file=[FOLDER/x]');",
                "The ROI Manager holds no ROIs");
        assertFalse(Files.exists(folder.resolve("x.zip")));
    }
}
