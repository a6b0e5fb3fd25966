package io.github.tessera.command;

import static io.github.tessera.command.FolderFixture.contents;
import static io.github.tessera.command.FolderFixture.images;
import static io.github.tessera.command.FolderFixture.states;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tessera Segment Folder, through macros. */
class SegmentFolderTest {
    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void fillMenus() {
        HeadlessImageJ.fillCommands();
        in = folder.resolve("in");
        out = folder.resolve("out");
        TinyModel.write(folder.resolve("cells"), 1);
    }

    private DemoMacros.Run segment(String options) {
        return DemoMacros.run(
                folder,
                "run('Tessera Segment Folder...', 'input=[" + in + "] output=[" + out + "] "
                        + (options.contains("model=") ? "" : "model=[" + folder + "/cells] ") + options + "');");
    }

    private DemoMacros.Run segmented(String options) {
        DemoMacros.Run run = segment(options);
        assertTrue(run.succeeded(), run.errors());
        return run;
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = segment(options);
        assertFalse(run.succeeded(), options);
        assertTrue(run.errors().contains(sentence), run.errors());
    }

    private Set<String> labels() {
        return contents(out.resolve("labels"), true).keySet();
    }

    @Test
    void subfoldersPatternAndSuffix() throws IOException {
        images(in, "a10.tif", "a2.TIF", "b.tif", "day 1/a1.tif", "day 1/deep/a.tif", "day 2/c.tif");
        segmented("pattern=A*.tif recursive suffix=_seg overlay=none");
        assertEquals(Set.of("a10_seg.tif", "a2_seg.tif", "day 1/a1_seg.tif", "day 1/deep/a_seg.tif"), labels());
        List<String> table = Files.readAllLines(out.resolve(ResultTables.IMAGES));
        assertEquals(
                List.of("a2.TIF", "a10.tif", "day 1/a1.tif", "day 1/deep/a.tif"),
                table.stream().skip(1).map(line -> CsvLine.cells(line).get(0)).toList());
        List<String> cells = CsvLine.cells(table.get(3));
        assertEquals(List.of("labels/day 1/a1_seg.tif", "40", "30", "1"), cells.subList(1, 5));
        assertTrue(Double.parseDouble(cells.get(5)) > 0);
        List<String> classes = Files.readAllLines(out.resolve(ResultTables.CLASSES));
        assertEquals("image,plane,class,objects,pixels,percent", classes.get(0));
        assertEquals(5, classes.size());
        assertEquals(CsvLine.cells(classes.get(3)).get(3), cells.get(7));
        assertFalse(Files.exists(out.resolve("overlays")));
    }

    @Test
    void resultsAreNeverTakenForImages() throws IOException {
        images(in, "a.tif", "day/b.tif");
        out = in.resolve("results");
        segmented("recursive");
        assertEquals(Set.of("a.tif", "day/b.tif"), labels());
        out = in.resolve("more");
        DemoMacros.Run run = segmented("recursive");
        assertEquals(Set.of("a.tif", "day/b.tif"), labels());
        assertTrue(run.output().contains("Left out, for it holds results of Tessera: " + in.resolve("results")));
        assertEquals(Map.of("a.tif", "segmented", "day/b.tif", "segmented"), states(out));
    }

    @Test
    void oneFile() throws IOException {
        images(in, "a.tif", "b.tif");
        in = in.resolve("b.tif");
        segmented("");
        assertEquals(Set.of("b.tif"), labels());
    }

    @Test
    void badImagesAreToldAndLeftOut() throws IOException {
        images(in, "a.tif", "e.tif");
        Files.write(in.resolve("b.tif"), new byte[0]);
        byte[] whole = Files.readAllBytes(in.resolve("a.tif"));
        Files.write(in.resolve("c.tif"), Arrays.copyOf(whole, whole.length / 2));
        ImageFiles.saveTiff(new ImagePlus("d", new ColorProcessor(40, 30)), in.resolve("d.tif"));
        DemoMacros.Run run = segment("");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("3 of 5 images could not be segmented; the first: The file "), run.errors());
        assertEquals(
                3, run.output().lines().filter(l -> l.startsWith("Failed: ")).count(), run.output());
        assertTrue(run.output().contains("2 of 5 images are segmented in " + out), run.output());
        assertEquals(Set.of("a.tif", "e.tif"), labels());
        assertEquals(
                Map.of(
                        "a.tif",
                        "segmented",
                        "b.tif",
                        "failed",
                        "c.tif",
                        "failed",
                        "d.tif",
                        "failed",
                        "e.tif",
                        "segmented"),
                states(out));
        List<String> line = CsvLine.cells(
                Files.readAllLines(out.resolve(ResultTables.IMAGES)).get(4));
        assertTrue(line.get(8).contains("d.tif has 3 channels (RGB)"), line.toString());
        images(in, "b.tif");
        segment("skip");
        assertEquals("segmented", states(out).get("b.tif"));
        assertEquals("skipped", states(out).get("a.tif"));
        assertEquals("failed", states(out).get("c.tif"));
    }

    @Test
    void whatIsDoneIsLeftAlone() throws IOException {
        images(in, "a.tif", "b.tif");
        segmented("");
        Map<String, String> before = contents(out, true);
        FileTime time = Files.getLastModifiedTime(out.resolve("labels/a.tif"));
        images(in, "a.tif", "b.tif", "c.tif");
        Files.delete(out.resolve(ResultTables.IMAGES)); // as an older Tessera leaves it
        DemoMacros.Run run = segmented("skip");
        assertTrue(run.output().contains("2 of 3 images are done already."), run.output());
        assertEquals(time, Files.getLastModifiedTime(out.resolve("labels/a.tif")));
        assertEquals(Map.of("a.tif", "skipped", "b.tif", "skipped", "c.tif", "segmented"), states(out));
        String classes = Files.readString(out.resolve(ResultTables.CLASSES));
        segmented("skip");
        assertEquals(classes, Files.readString(out.resolve(ResultTables.CLASSES)));
        Files.delete(in.resolve("c.tif"));
        segmented("");
        Map<String, String> after = contents(out, true);
        after.remove("labels/c.tif");
        after.remove("overlays/c.tif");
        before.remove(ResultTables.IMAGES);
        after.remove(ResultTables.IMAGES); // other seconds
        assertEquals(before, after);
    }

    @Test
    void correctedLabelsAreCountedAgain() throws IOException {
        images(in, "a.tif");
        segmented("");
        ImagePlus labels = ImageFiles.open(out.resolve("labels/a.tif"));
        labels.getProcessor().setValue(0);
        labels.getProcessor().fill();
        ImageFiles.saveTiff(labels, out.resolve("labels/a.tif"));
        Files.setLastModifiedTime(out.resolve("labels/a.tif"), FileTime.fromMillis(System.currentTimeMillis() + 5000));
        segmented("skip");
        assertEquals(
                List.of("a.tif", "1", "cell", "0", "0", "0.0000"),
                CsvLine.cells(
                        Files.readAllLines(out.resolve(ResultTables.CLASSES)).get(1)));
    }

    @Test
    void splitObjectsAreCountedTheSameWhereTheTablesAreGone() throws IOException {
        images(in, "a.tif", "b.tif", "c.tif");
        segmented("overlay=none");
        String connected = Files.readString(out.resolve(ResultTables.CLASSES));
        String split = "overlay=none split=distance neck=0";
        segmented(split);
        String classes = Files.readString(out.resolve(ResultTables.CLASSES));
        assertNotEquals(connected, classes);
        Files.delete(out.resolve(ResultTables.IMAGES));
        segmented("skip " + split);
        assertEquals(Map.of("a.tif", "skipped", "b.tif", "skipped", "c.tif", "skipped"), states(out));
        assertEquals(classes, Files.readString(out.resolve(ResultTables.CLASSES)));
    }

    @Test
    void anotherModelOrOtherSettingsDoNotGoOn() throws IOException {
        images(in, "a.tif", "b.tif");
        segmented("");
        Map<String, String> before = contents(out, true);
        TinyModel.write(folder.resolve("spots"), 2);
        refused("skip model=[" + folder + "/spots]", "made otherwise (by the model cells instead of spots)");
        refused("skip tile=128", "made otherwise (tile=0 instead of 128)");
        DemoMacros.Run look = segmented("skip opacity=10 overlay=class");
        String sentence =
                "look otherwise (opacity=40 instead of 10, overlay=object instead of class), and stay as they are";
        assertTrue(look.output().contains(sentence), look.output());
        TinyModel.write(folder.resolve("cells"), 3);
        refused("skip", "made otherwise (by another model cells)");
        before.remove(ResultTables.IMAGES); // tells which were skipped
        Map<String, String> after = contents(out, true);
        after.remove(ResultTables.IMAGES);
        assertEquals(before, after);
        Files.delete(out.resolve(ResultNote.FILE));
        refused("skip", "made otherwise (segmentation.json is missing)");
    }

    /** A key that decides labels, and is forgotten, would let results be mixed. */
    @Test
    void allKeysThatDecideSomethingAreNoted() throws IOException {
        images(in, "a.tif");
        segmented("");
        String note = Files.readString(out.resolve(ResultNote.FILE));
        Set<String> results = Set.of("probabilities", "masks", "objects", "measure");
        Set<String> others = Set.of("input", "pattern", "recursive", "output", "suffix", "skip", "device");
        for (Field field : Field.of(CommandRunner.info(SegmentFolderCommand.class))) {
            boolean other = others.contains(field.key()) || results.contains(field.key());
            assertNotEquals(other, note.contains("\"" + field.key() + "\": \""), field.key());
        }
        assertTrue(note.contains("\"model\": \"cells\""), note);
    }

    /** A run with another model that is stopped leaves old results beside new ones. */
    @Test
    void resultsOfAnEarlierModelAreNotTakenForDone() throws IOException {
        images(in, "a.tif", "b.tif");
        segmented("");
        Map<String, String> old = contents(out.resolve("labels"), true);
        TinyModel.write(folder.resolve("cells"), 2);
        Path b = in.resolve("b.tif");
        byte[] bytes = Files.readAllBytes(b);
        Files.write(b, new byte[3]);
        segment("");
        assertEquals(old.get("b.tif"), contents(out.resolve("labels"), true).get("b.tif"));
        Files.write(b, bytes);
        segmented("skip");
        assertEquals(Map.of("a.tif", "skipped", "b.tif", "segmented"), states(out));
        assertNotEquals(old.get("b.tif"), contents(out.resolve("labels"), true).get("b.tif"));
    }

    @Test
    void whatIsWantedBesidesIsMade() throws IOException {
        images(in, "a.tif", "b.tif");
        segmented("probabilities");
        Files.delete(out.resolve("probabilities/a.tif"));
        segmented("skip probabilities");
        assertEquals(Map.of("a.tif", "segmented", "b.tif", "skipped"), states(out));
        assertTrue(Files.exists(out.resolve("probabilities/a.tif")));
    }

    @Test
    void whatAKilledRunLeavesIsTakenAwayOrMadeAgain() throws IOException {
        images(in, "a.tif", "b.tif", "c.tif");
        segmented("");
        Map<String, String> before = contents(out.resolve("labels"), true);
        Path half = out.resolve("labels/.0f8fad5b-d9cb-469f-a165-70867728950e-a.tif");
        Files.write(half, new byte[100]);
        Files.write(out.resolve("labels/c.tif"), new byte[100]); // damaged by somebody else
        Files.setLastModifiedTime(out.resolve("labels/c.tif"), FileTime.fromMillis(System.currentTimeMillis() + 5000));
        Files.delete(out.resolve("labels/b.tif"));
        DemoMacros.Run run = segmented("skip");
        assertEquals(before, contents(out.resolve("labels"), true));
        assertTrue(run.output().contains("The result of c.tif is damaged, and is made again."), run.output());
    }

    @Test
    void refusals() {
        images(in, "a.tif");
        refused("pattern=[day 1/*.tif]", "has a folder in it: it is for names alone");
        refused("pattern=*.png", "holds no images whose names match *.png; choose another, or search its subfolders");
        refused("pattern=[*.png *.gif] recursive", "match *.png or *.gif, and neither do its subfolders");
        refused("suffix=/x", "The suffix \"/x\" cannot be part of a file's name");
        assertFalse(Files.exists(out));
    }
}
