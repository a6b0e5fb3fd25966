package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.contents;
import static io.github.tessera.data.TileFixtures.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.data.TileFixtures.Log;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies where something is in the way, and second runs. */
class AugmentedCopiesFaultsTest {
    private static final CopySettings FLIPS = settings(List.of(ExactCopy.FLIPUD, ExactCopy.FLIPLR), 2, false);

    @TempDir
    Path folder;

    private final Log log = new Log();

    private static CopySettings settings(List<ExactCopy> exact, int random, boolean overwrite) {
        return new CopySettings(
                true, exact, random, AugmentationSettings.parse("light"), 1, TileFormat.TIFF, overwrite);
    }

    private Path save(String name, ImagePlus image) {
        ImageFiles.saveTiff(image, folder.resolve(name));
        return folder.resolve(name);
    }

    private FolderResult write(CopySettings settings, Progress progress) {
        return AugmentedCopies.write(folder.resolve("in"), Optional.empty(), folder.resolve("out"), settings, progress);
    }

    private FolderResult write(CopySettings settings) {
        return write(settings, log);
    }

    private String refused(CopySettings settings) {
        return assertThrows(TesseraException.class, () -> write(settings)).getMessage();
    }

    @Test
    void whatIsThereStaysAndWhatIsMissingIsMade() throws IOException {
        Path source = save("in/a.tif", Kind.BYTE.noise(20, 10));
        assertEquals(5, write(FLIPS).written());
        Map<String, String> before = contents(folder.resolve("out"));
        Files.delete(folder.resolve("out/images/a_a002.tif"));
        Files.writeString(folder.resolve("out/images/.0f8fad5b-d9cb-469f-a165-70867728950e-a_flipud.tif"), "half");
        assertEquals(new FolderResult(1, 1, 4, List.of()), write(FLIPS));
        assertEquals(before, contents(folder.resolve("out")));
        // With all copies there the image is not even opened.
        FileTime time = Files.getLastModifiedTime(source);
        Files.writeString(source, "no image any more");
        Files.setLastModifiedTime(source, time);
        assertEquals(new FolderResult(1, 0, 5, List.of()), write(FLIPS));
    }

    @Test
    void copiesOlderThanTheirImageAreMadeAgain() throws IOException {
        Path source = save("in/a.tif", Kind.BYTE.noise(20, 10));
        write(FLIPS);
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertEquals(5, write(FLIPS).written());
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        assertEquals(0, write(FLIPS).written());
        CopySettings overwrite = settings(FLIPS.exact(), 2, true);
        assertEquals(5, write(overwrite).written());
    }

    @Test
    void setsOfTwoKindsNeverMix() throws IOException {
        save("in/a.tif", Kind.BYTE.noise(20, 10));
        write(FLIPS);
        Map<String, String> before = contents(folder.resolve("out"));
        String refused = refused(settings(List.of(ExactCopy.TURN90), 0, false));
        assertTrue(
                refused.contains(
                        "holds images or masks already that were made otherwise (Copies of each image: originals;"
                                + " flipud, fliplr; 2 at random (flip, turn, rotation 15 at 0.3, "),
                refused);
        assertEquals(before, contents(folder.resolve("out")));
        Files.delete(folder.resolve("out/augment.txt"));
        refused = refused(FLIPS);
        assertTrue(refused.contains("it is not known how, for augment.txt is missing"), refused);
    }

    @Test
    void escStopsAndTheNextRunGoesOn() throws IOException {
        for (int i = 0; i < 20; i++) {
            save("in/a" + i + ".tif", Kind.RGB.noise(100, 100));
        }
        Progress escaped = new Progress() {
            @Override
            public boolean cancelled() {
                return Files.exists(folder.resolve("out/images/a3_fliplr.tif"));
            }
        };
        assertThrows(CancelledException.class, () -> write(FLIPS, escaped));
        int there = names(folder.resolve("out/images")).size();
        assertTrue(there >= 1 && there < 100, there + " copies");
        assertEquals(new FolderResult(20, 100 - there, there, List.of()), write(FLIPS));
        AugmentedCopies.write(folder.resolve("in"), Optional.empty(), folder.resolve("whole"), FLIPS, log);
        assertEquals(contents(folder.resolve("whole")), contents(folder.resolve("out")), "as if never stopped");
    }

    @Test
    void brokenFilesAreToldAndTheOthersCopied() throws IOException {
        save("in/a.tif", Kind.BYTE.noise(20, 10));
        Files.writeString(folder.resolve("in/b.tif"), "rubbish");
        ImagePlus holes = Kind.FLOAT.noise(20, 10);
        holes.getProcessor().setf(5, Float.NaN);
        save("in/c.tif", holes);
        FolderResult result = write(FLIPS);
        assertEquals(1, result.images());
        assertEquals(2, result.failures().size());
        String failures = String.join("\n", result.failures());
        assertTrue(failures.contains("b.tif"), failures);
        assertTrue(failures.contains("c.tif"), failures);
        assertEquals(5, names(folder.resolve("out/images")).size());
    }

    @Test
    void masksOfAnotherSizeAreRefused() {
        save("in/a.tif", Kind.BYTE.noise(20, 10));
        save("masks/a.tif", Kind.BYTE.noise(10, 20));
        FolderResult result = AugmentedCopies.write(
                folder.resolve("in"), Optional.of(folder.resolve("masks")), folder.resolve("out"), FLIPS, log);
        assertEquals(
                List.of(
                        "The image a.tif is of 20 x 10 pixels, but its mask a.tif is of 10 x 20 pixels; give both the same size."),
                result.failures());
        assertFalse(Files.exists(folder.resolve("out/images")));
    }

    @Test
    void whatPngCannotHoldIsTold() {
        save("in/a.tif", Kind.STACK.noise(20, 10));
        save("in/b.tif", Kind.CHANNELS.noise(20, 10));
        save("in/c.tif", Kind.FLOAT.noise(20, 10));
        List<String> failures = write(
                        new CopySettings(true, FLIPS.exact(), 0, AugmentationSettings.NONE, 1, TileFormat.PNG, false))
                .failures();
        assertEquals(3, failures.size());
        assertTrue(
                failures.contains("The image a.tif has 3 slices, which PNG cannot hold; choose TIFF."),
                failures.toString());
    }

    @Test
    void noTwoCopiesHaveOneName() {
        save("in/a.tif", Kind.BYTE.noise(20, 10));
        save("in/a_flipud.tif", Kind.BYTE.noise(20, 10));
        String refused = refused(FLIPS);
        assertTrue(
                refused.contains("holds both a.tif and a_flipud.tif, and each would have a copy named a_flipud;"),
                refused);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void foldersThatAreReadAreNotWrittenTo() {
        save("out/images/a.tif", Kind.BYTE.noise(20, 10));
        TesseraException e = assertThrows(
                TesseraException.class,
                () -> AugmentedCopies.write(
                        folder.resolve("out/images"), Optional.empty(), folder.resolve("out"), FLIPS, log));
        assertTrue(e.getMessage().startsWith("Copies would be written into the folder "), e.getMessage());
    }

    @Test
    void regionsAreNotCopiedAndThatIsSaidOnce() {
        for (String name : List.of("a", "b")) {
            ImagePlus image = Kind.BYTE.noise(20, 10);
            image.setOverlay(new Overlay(new OvalRoi(2, 2, 5, 5)));
            save("in/" + name + ".tif", image);
        }
        write(FLIPS);
        assertEquals(
                1,
                log.text()
                        .lines()
                        .filter(l -> l.startsWith("Regions and overlays"))
                        .count());
        assertEquals(
                null, ImageFiles.open(folder.resolve("out/images/a_flipud.tif")).getOverlay());
    }

    @Test
    void settingsThatMakeNothingAreRefused() {
        assertThrows(TesseraException.class, () -> settings(List.of(), 0, false));
        assertThrows(
                TesseraException.class,
                () -> new CopySettings(true, List.of(), 1, AugmentationSettings.NONE, 1, TileFormat.TIFF, false));
        assertEquals(List.of(ExactCopy.FLIPUD, ExactCopy.TURN90), ExactCopy.parse(" Turn90,flipud , turn90"));
        assertEquals(List.of(), ExactCopy.parse(" "));
        TesseraException e = assertThrows(TesseraException.class, () -> ExactCopy.parse("flipud turn90"));
        assertEquals(
                "The exact copy \"flipud turn90\" is not known; choose from flipud, fliplr, turn90, turn180, turn270,"
                        + " joined by commas.",
                e.getMessage());
    }
}
