package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static io.github.tessera.data.LabelFolders.png;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mask file for each class, in folders or by the ends of names. */
class ClassFileLabelsTest {
    private static final MaskSettings FILES = MaskSettings.defaults().withKind(LabelKind.FILES);
    private static final MaskSettings REST = FILES.withRestBackground(true);

    @TempDir
    Path folder;

    private LabelFolders files;

    @BeforeEach
    void makeFolders() {
        files = new LabelFolders(folder);
        files.image("Größe 1.png", 3, 1);
        files.image("Größe 2.png", 3, 1);
    }

    private void mask(String name, int... values) {
        png(files.masks.resolve(name), 3, values);
    }

    @Test
    void foldersAreTheClasses() {
        mask("Kerne äußere/Größe 1.png", 0, 255, 0);
        mask("Kerne äußere/Größe 2.png", 0, 0, 0);
        mask("dirt/Größe 1.png", 0, 0, 1);
        mask("dirt/Größe 2_dirt.png", 1, 1, 0);
        LabelledSet set = files.read(FILES);
        assertEquals(List.of("dirt", "Kerne äußere"), set.classes().names());
        assertArrayEquals(new int[] {255, 1, 0}, labels(set, 0));
        assertArrayEquals(new int[] {0, 0, 255}, labels(set, 1));
        assertTrue(set.describe().contains("  files of dirt -> dirt, 50.00 % of the pixels"), set.describe());
        LabelledSet rest = files.read(REST);
        assertEquals(
                List.of("background", "dirt", "Kerne äußere"), rest.classes().names());
        assertArrayEquals(new int[] {0, 2, 1}, labels(rest, 0));
    }

    @Test
    void namesEndWithTheClassWhereThereAreNoFolders() {
        mask("Größe 1_nuclei.png", 0, 1, 0);
        mask("Größe 1_dirt.png", 0, 0, 1);
        mask("Größe 2-nuclei.png", 1, 0, 0);
        mask("Größe 2-dirt.png", 0, 1, 0);
        LabelledSet set = files.read(FILES);
        assertEquals(List.of("dirt", "nuclei"), set.classes().names());
        assertArrayEquals(new int[] {255, 1, 0}, labels(set, 0));
    }

    @Test
    void aFileThatMayBelongToTwoImagesIsRefused() {
        files.image("Größe.png", 3, 1);
        mask("Größe 1_nuclei.png", 0, 1, 0);
        String message = files.refusal(REST);
        assertTrue(
                message.startsWith("The mask Größe 1_nuclei.png may belong to Größe 1.png and to Größe.png;"), message);
    }

    @Test
    void anImageWithoutAFileOfAClassDoesNotHoldIt() {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        mask("nuclei/Größe 2.png", 0, 1, 1);
        mask("dirt/Größe 2.png", 1, 0, 0);
        List<String> log = new ArrayList<>();
        LabelledSet set = files.read(REST, new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        });
        assertArrayEquals(new int[] {0, 2, 0}, labels(set, 0));
        assertArrayEquals(new int[] {1, 2, 2}, labels(set, 1));
        String note = "No mask of dirt for 1 of 2 images, for example Größe 1.png: taken to hold none of it.";
        assertEquals(List.of(note), log);
        assertTrue(set.describe().contains(note), set.describe());
    }

    @Test
    void aMisnamedFileIsNotTakenForAClassThatDoesNotOccur() {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        mask("nuclei/Größe 2.png", 0, 1, 1);
        mask("dirt/Groesse 1.png", 0, 0, 1);
        mask("dirt/Größe 2.png", 1, 0, 0);
        String message = files.refusal(REST);
        assertTrue(message.startsWith("There is no mask of the class \"dirt\" for Größe 1.png, but "), message);
        assertTrue(message.contains("Groesse 1.png belongs to no image; rename"), message);
    }

    @Test
    void anImageWithoutAnyFileIsLeftOut() {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        mask("nuclei/Größe 3.png", 0, 1, 0);
        LabelledSet set = files.read(REST);
        assertEquals(1, set.images().size());
        assertEquals(List.of("größere Bilder/Größe 2.png", "nuclei/Größe 3.png"), set.unpaired());
    }

    @Test
    void backgroundAndIgnoreAreWhatTheySay() {
        mask("nuclei/Größe 1.png", 0, 1, 1);
        mask("Background/Größe 1.png", 1, 0, 0);
        mask("ignore/Größe 1.png", 0, 0, 1);
        LabelledSet set = files.read(FILES);
        assertEquals(List.of("background", "nuclei"), set.classes().names());
        assertArrayEquals(new int[] {0, 1, 255}, labels(set, 0));
        assertArrayEquals(new int[] {0, 1, 255}, labels(files.read(REST), 0));
    }

    @Test
    void aTableGivesTheOrder() {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        mask("dirt/Größe 1.png", 0, 0, 1);
        ClassTable table = ClassTable.named(List.of("Background", "Nuclei", "dirt", "fibre"));
        LabelledSet set = files.read(REST.withTable(table));
        assertArrayEquals(new int[] {0, 1, 2}, labels(set, 0));
        String stranger = files.refusal(REST.withTable(ClassTable.named(List.of("background", "nuclei"))));
        assertTrue(stranger.startsWith("There are masks of the class \"dirt\", which the table"), stranger);
        String noRest = files.refusal(REST.withTable(ClassTable.named(List.of("nuclei", "dirt"))));
        assertTrue(noRest.contains("names no class \"background\""), noRest);
    }

    @Test
    void oneClassNeedsTheRest() {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        assertTrue(
                files.refusal(FILES).startsWith("There are masks of one class only, \"nuclei\"; tick"),
                files.refusal(FILES));
    }

    @Test
    void aPixelOfTwoClassesIsNamed() {
        mask("nuclei/Größe 1.png", 0, 1, 1);
        mask("dirt/Größe 1.png", 0, 0, 1);
        String message = files.refusal(FILES);
        assertTrue(
                message.startsWith("The pixel x=2, y=0 is both in the mask of dirt of Größe 1.png and in the mask of"),
                message);
    }

    @Test
    void sizesAndKindsOfFilesAreChecked() {
        png(files.masks.resolve("nuclei/Größe 1.png"), 2, 0, 1);
        assertTrue(files.refusal(REST).contains("but its mask Größe 1.png is 2 x 1"), files.refusal(REST));
        mask("nuclei/Größe 1.png", 0, 1, 2);
        assertTrue(
                files.refusal(REST).startsWith("The mask nuclei/Größe 1.png holds the values 1 and 2 for one class"),
                files.refusal(REST));
    }

    @Test
    void foldersWithoutPairsAreNamed() {
        mask("nuclei/other.png", 0, 1, 0);
        assertTrue(files.refusal(REST).startsWith("No mask in " + files.masks), files.refusal(REST));
        assertTrue(files.refusal(REST).contains("for example Größe 1.png and other.png"), files.refusal(REST));
    }

    @Test
    void anEmptyFolderIsNamed() throws IOException {
        mask("nuclei/Größe 1.png", 0, 1, 0);
        Path empty = Files.createDirectories(files.masks.resolve("dirt"));
        assertTrue(
                files.refusal(REST).startsWith("The folder " + empty + " holds no image files"), files.refusal(REST));
    }

    @Test
    void openImagesAreRefused() {
        PlaneStack stack = PlaneStack.of(new ImagePlus("i", new ByteProcessor(3, 1)));
        String message = assertThrows(
                        TesseraException.class, () -> LabelledSet.fromStacks(stack, stack, REST, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("are read from files, not from open masks"), message);
    }
}
