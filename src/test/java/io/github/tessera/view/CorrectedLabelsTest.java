package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learnt from overlays and label images that users have changed. */
class CorrectedLabelsTest {
    private static final int W = 20;
    private static final int H = 12;
    private static final List<String> TWO = List.of("background", "nucleus");
    private static final List<String> THREE = List.of("medium", "nucleus", "CD-4");

    /** A rectangle of a class in labels. */
    private static void fill(byte[] labels, int x, int y, int width, int height, int value) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                labels[row * W + column] = (byte) value;
            }
        }
    }

    private static byte[] predicted() {
        byte[] labels = new byte[W * H];
        fill(labels, 1, 1, 4, 4, 1);
        fill(labels, 10, 2, 5, 3, 1);
        return labels;
    }

    private static Overlay overlay(List<String> classes, Grouping grouping, byte[] labels) {
        return new LabelOverlay(classes, Palette.standard(), 0.4, grouping).of(new ByteProcessor(W, H, labels));
    }

    private static byte[] read(ImagePlus image, Roi[] rois, List<String> classes) {
        CorrectedLabels read = CorrectedLabels.ofRois("the overlay", image, rois, classes, Progress.NONE);
        assertEquals(1, read.planes().size());
        return read.planes().get(0);
    }

    private static ImagePlus image() {
        return IJ.createImage("cells", "16-bit ramp", W, H, 1);
    }

    private static Roi named(Roi roi, String name) {
        roi.setName(name);
        return roi;
    }

    private static void refused(Roi roi, List<String> classes, String sentence) {
        TesseraException e = assertThrows(TesseraException.class, () -> read(image(), new Roi[] {roi}, classes));
        assertTrue(e.getMessage().contains(sentence), e.getMessage());
    }

    @Test
    void anOverlayAsItIsGivesThePrediction() {
        byte[] labels = predicted();
        for (Grouping grouping : Grouping.values()) {
            assertArrayEquals(
                    labels, read(image(), overlay(TWO, grouping, labels).toArray(), TWO));
        }
    }

    @Test
    void whatIsMovedDeletedAndAddedIsJustThat() {
        Overlay overlay = overlay(TWO, Grouping.PER_OBJECT, predicted());
        overlay.get(0).setLocation(3, 6);
        overlay.remove(1);
        overlay.add(named(new Roi(15, 8, 3, 3), "nucleus"));
        overlay.add(new Roi(0, 0, 1, 1));
        byte[] wanted = new byte[W * H];
        fill(wanted, 3, 6, 4, 4, 1);
        fill(wanted, 15, 8, 3, 3, 1);
        fill(wanted, 0, 0, 1, 1, 1);
        assertArrayEquals(wanted, read(image(), overlay.toArray(), TWO));
    }

    @Test
    void nothingDrawnIsTheFirstClassAndIgnoreIsIgnored() {
        byte[] wanted = new byte[W * H];
        assertArrayEquals(wanted, read(image(), new Roi[0], TWO));
        fill(wanted, 2, 2, 3, 3, LabelImage.IGNORED);
        Roi[] rois = {named(new Roi(2, 2, 3, 3), "Ignore"), new TextRoi(1, 1, "A")};
        assertArrayEquals(wanted, read(image(), rois, TWO));
    }

    @Test
    void severalClassesTheFirstOfAnyName() {
        byte[] labels = predicted();
        fill(labels, 12, 8, 4, 2, 2);
        Overlay overlay = overlay(THREE, Grouping.PER_OBJECT, labels);
        overlay.add(named(new Roi(0, 10, 2, 2), "CD-4"));
        overlay.add(named(new Roi(0, 0, 3, 3), "Medium"));
        fill(labels, 0, 10, 2, 2, 2);
        fill(labels, 0, 0, 3, 3, 0);
        assertArrayEquals(labels, read(image(), overlay.toArray(), THREE));
        Roi grouped = new Roi(5, 10, 2, 2);
        grouped.setGroup(2);
        overlay.add(grouped);
        fill(labels, 5, 10, 2, 2, 2);
        assertArrayEquals(labels, read(image(), overlay.toArray(), THREE));
    }

    @Test
    void whatIsNoClassIsASentence() {
        refused(
                named(new OvalRoi(1, 1, 5, 5), "scale bar"),
                TWO,
                "A ROI on cells is named \"scale bar\", but the model's classes are background, nucleus: give it the name");
        refused(new Roi(1, 1, 5, 5), THREE, "A ROI on cells has no name, but the model's classes are medium,");
        Roi grouped = new Roi(1, 1, 5, 5);
        grouped.setGroup(7);
        refused(grouped, THREE, "is named \"group 7\"");
    }

    @Test
    void roisOfSlicesLieOnTheirs() {
        ImagePlus stack = IJ.createImage("s", "8-bit black", W, H, 3);
        Roi second = named(new Roi(1, 1, 2, 2), "nucleus 1");
        second.setPosition(2);
        CorrectedLabels read = CorrectedLabels.ofRois("the overlay", stack, new Roi[] {second}, TWO, Progress.NONE);
        byte[] wanted = new byte[W * H];
        assertArrayEquals(wanted, read.planes().get(0));
        assertArrayEquals(wanted, read.planes().get(2));
        fill(wanted, 1, 1, 2, 2, 1);
        assertArrayEquals(wanted, read.planes().get(1));
        assertEquals(4, read.differing(1, new byte[W * H]));
    }

    @Test
    void aPaintedLabelImageIsTakenAsItIs() {
        byte[] labels = predicted();
        fill(labels, 7, 7, 2, 2, 1);
        fill(labels, 0, 0, 2, 1, LabelImage.IGNORED);
        ImagePlus painted = LabelImage.of(List.of(labels.clone()), W, H, TWO, "cells_labels", new Calibration());
        CorrectedLabels read = CorrectedLabels.ofLabelImage(image(), painted, TWO, Progress.NONE);
        assertArrayEquals(labels, read.planes().get(0));
        assertEquals(4, read.differing(0, predicted()), "what is ignored counts for nothing");
    }

    @Test
    void aLabelImageOfNothingButBackgroundAndIgnoredIsNotTakenForTwoClasses() {
        byte[] labels = new byte[W * H];
        fill(labels, 0, 0, 5, 5, LabelImage.IGNORED);
        ImagePlus painted = LabelImage.of(List.of(labels.clone()), W, H, TWO, "cells_labels", new Calibration());
        assertArrayEquals(
                labels,
                CorrectedLabels.ofLabelImage(image(), painted, TWO, Progress.NONE)
                        .planes()
                        .get(0));
    }

    @Test
    void aLabelImageThatDoesNotFitIsASentence() {
        byte[] labels = predicted();
        labels[3] = 9;
        ImagePlus painted = LabelImage.of(List.of(labels), W, H, TWO, "cells_labels", new Calibration());
        TesseraException value = assertThrows(
                TesseraException.class, () -> CorrectedLabels.ofLabelImage(image(), painted, TWO, Progress.NONE));
        assertTrue(value.getMessage().contains("9") && value.getMessage().contains("cells_labels"), value.getMessage());
        ImagePlus small = IJ.createImage("small", "8-bit black", 5, 5, 1);
        TesseraException size = assertThrows(
                TesseraException.class, () -> CorrectedLabels.ofLabelImage(image(), small, TWO, Progress.NONE));
        assertTrue(size.getMessage().contains("small"), size.getMessage());
    }

    @Test
    void outsideAnAreaNothingIsLearnt() {
        byte[] labels = predicted();
        CorrectedLabels all = new CorrectedLabels("x", W, H, List.of(labels));
        byte[] inside = all.within(new Roi(0, 0, 6, H)).planes().get(0);
        byte[] wanted = labels.clone();
        fill(wanted, 6, 0, W - 6, H, LabelImage.IGNORED);
        assertArrayEquals(wanted, inside);
        assertArrayEquals(predicted(), labels, "the labels given stay");
    }
}
