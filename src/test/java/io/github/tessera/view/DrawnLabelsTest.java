package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.tessera.data.ClassTable;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels become ROIs and labels again. */
class DrawnLabelsTest {
    private static final Progress QUIET = Progress.NONE;

    private static LabelOverlay overlay(LabelObjects labels, Grouping grouping) {
        return new LabelOverlay(labels.classes(), Palette.standard(), 0.4, grouping);
    }

    private static DrawnLabels drawn(ImagePlus image) {
        return DrawnLabels.of(
                image, "the overlay", image.getOverlay().toArray(), RegionClass.NAME, Optional.empty(), QUIET);
    }

    private static ImagePlus blank(int slices, int frames) {
        return LabelScenes.shaped(
                IJ.createImage("cells.tif", "8-bit black", LabelScenes.WIDTH, LabelScenes.HEIGHT, slices * frames),
                slices,
                frames);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, PER_OBJECT", "4, 1, PER_OBJECT", "1, 3, PER_CLASS", "2, 3, PER_OBJECT", "2, 3, PER_CLASS"})
    void classesComeBackAsTheyWereAfterSaving(int slices, int frames, Grouping grouping, @TempDir Path folder) {
        ImagePlus labels = LabelScenes.classes(slices, frames);
        LabelObjects objects = LabelObjects.of(labels, LabelValues.AUTO, QUIET);
        ImagePlus image = blank(slices, frames);
        image.setOverlay(overlay(objects, grouping).of(objects, image, QUIET));
        ImageFiles.saveTiff(image, folder.resolve("a.tif"));
        ImagePlus back = drawn(ImageFiles.open(folder.resolve("a.tif"))).classImage(QUIET);
        assertArrayEquals(LabelScenes.values(labels), LabelScenes.values(back));
        assertEquals(LabelScenes.CLASSES, LabelImage.classes(back), "their order, not the alphabet");
        assertEquals("a_labels", back.getTitle());
        assertArrayEquals(new int[] {slices, frames}, new int[] {back.getNSlices(), back.getNFrames()});
    }

    @Test
    void numbersComeBackAsTheyWere() {
        ImagePlus labels = LabelScenes.numbered(2);
        LabelObjects objects = LabelObjects.of(labels, LabelValues.AUTO, QUIET);
        assertTrue(objects.numbered());
        ImagePlus image = blank(2, 1);
        image.setOverlay(overlay(objects, Grouping.PER_OBJECT).of(objects, image, QUIET));
        ImagePlus back = drawn(image).objectImage(QUIET);
        assertEquals("cells_objects", back.getTitle());
        assertEquals(16, back.getBitDepth());
        assertArrayEquals(
                LabelScenes.values(labels), LabelScenes.values(back), "an object on both slices has one number");
    }

    @Test
    void newObjectsAreNumberedBehindThoseThatHaveNumbers() {
        Roi known = roi("foreground 7", 0, 0, 1, 1);
        known.setProperty("object", "7");
        ImagePlus image = four(roi("x", 1, 0, 1, 1), known, roi("y", 2, 0, 1, 1));
        assertEquals(
                List.of(7, 8, 9, 0), values(drawn(image).objectImage(QUIET)).subList(0, 4));
    }

    private static Roi roi(String name, int x, int y, int width, int height) {
        Roi roi = new Roi(x, y, width, height);
        roi.setName(name);
        return roi;
    }

    private static ImagePlus four(Roi... rois) {
        ImagePlus image = IJ.createImage("four.png", "16-bit black", 4, 1, 2);
        ij.gui.Overlay overlay = new ij.gui.Overlay();
        Arrays.stream(rois).forEach(overlay::add);
        image.setOverlay(overlay);
        return image;
    }

    private static List<Integer> values(ImagePlus image) {
        float[] values = LabelScenes.values(image);
        return java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> (int) values[i])
                .toList();
    }

    @Test
    void laterRoisWinIgnoreAlwaysAndPositionsCount() {
        Roi second = roi("b-1", 0, 0, 1, 1);
        second.setPosition(2);
        ImagePlus image = four(roi("ignored", 3, 0, 1, 1), roi("a", 0, 0, 3, 1), roi("b-2", 2, 0, 2, 1), second);
        DrawnLabels labels = drawn(image);
        assertEquals(List.of(1, 1, 2, 255, 2, 1, 2, 255), values(labels.classImage(QUIET)));
        assertEquals(List.of("background", "a", "b"), LabelImage.classes(labels.classImage(QUIET)));
        assertEquals(List.of(1, 1, 2, 0, 3, 1, 2, 0), values(labels.objectImage(QUIET)));
        assertEquals(3, labels.count());
    }

    @Test
    void aTableTellsTheNumbersOfTheClasses() {
        ImagePlus image = four(roi("B", 0, 0, 1, 1), roi("c 7", 2, 0, 1, 1));
        ClassTable table = ClassTable.named(List.of("background", "a", "b", "c"));
        DrawnLabels labels = DrawnLabels.of(
                image, "the overlay", image.getOverlay().toArray(), RegionClass.NAME, Optional.of(table), QUIET);
        assertEquals(List.of(2, 0, 3, 0, 2, 0, 3, 0), values(labels.classImage(QUIET)));
    }

    @Test
    void whatIsDrawnBesideTesserasRoisJoinsTheirClasses() {
        Roi known = roi("nucleus 1", 0, 0, 1, 1);
        known.setProperty("class", "nucleus");
        known.setProperty("classindex", "2");
        ImagePlus image = four(known, roi("Nucleus 12", 1, 0, 1, 1), roi("axon", 2, 0, 1, 1));
        ImagePlus labels = drawn(image).classImage(QUIET);
        assertEquals(List.of("background", "class 1", "nucleus", "axon"), LabelImage.classes(labels));
        assertEquals(List.of(2, 2, 3, 0), values(labels).subList(0, 4));
    }

    @Test
    void whatIsWrongIsASentence() {
        ImagePlus image = four(roi("a", 9, 9, 1, 1));
        assertEquals(
                "Nothing in the overlay covers a pixel of four.png; draw on it, and add each selection"
                        + " (Image > Overlay > Add Selection).",
                assertThrows(TesseraException.class, () -> drawn(image)).getMessage());
        ImagePlus other = four(roi("x", 0, 0, 1, 1));
        DrawnLabels labels = DrawnLabels.of(
                other,
                "the overlay",
                other.getOverlay().toArray(),
                RegionClass.NAME,
                Optional.of(ClassTable.named(List.of("background", "a"))),
                QUIET);
        String message = assertThrows(TesseraException.class, () -> labels.classImage(QUIET))
                .getMessage();
        assertTrue(message.contains("drawn as the class \"x\", but the classes are background, a"), message);
    }
}
