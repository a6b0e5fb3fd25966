package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelOverlayTest {
    private static final List<String> CLASSES = List.of("background", "nucleus", "debris");

    private static final Palette PALETTE = Palette.standard();

    private static LabelOverlay overlay(Grouping grouping) {
        return new LabelOverlay(CLASSES, PALETTE, 0.5, grouping);
    }

    /** A ring with a dot in its hole, a diagonal, a single pixel of another class that touches it, an ignored pixel. */
    private static ByteProcessor labels() {
        return parse(
                "11111....", //
                "1...1.1..",
                "1.1.1..1.",
                "1...1...1",
                "11111.X.2");
    }

    @Test
    void namesColoursAndPropertiesOfObjects() {
        Roi[] rois = overlay(Grouping.PER_OBJECT).of(labels()).toArray();
        assertArrayEquals(
                new String[] {"nucleus 1", "nucleus 2", "nucleus 3", "debris 1", "ignore"},
                Stream.of(rois).map(Roi::getName).toArray());
        Roi debris = rois[3];
        assertEquals("debris", debris.getProperty("class"));
        assertEquals("1", debris.getProperty("pixels"));
        assertEquals("2", debris.getProperty("classindex"));
        assertEquals("255", rois[4].getProperty("classindex"));
        assertEquals("16", rois[0].getProperty("pixels"));
        assertEquals(PALETTE.color(2), debris.getStrokeColor());
        assertEquals(128, debris.getFillColor().getAlpha());
        assertEquals(PALETTE.color(2).getRGB() & 0xffffff, debris.getFillColor().getRGB() & 0xffffff);
        assertEquals(0, debris.getPosition());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "40, 30", "57, 64"})
    void objectsGiveTheLabelsBackExactly(int width, int height) {
        Random random = new Random(width);
        ByteProcessor labels = new ByteProcessor(width, height);
        for (int i = 0; i < width * height; i++) {
            labels.set(i, Math.max(0, random.nextInt(4) - 1));
        }
        labels.set(0, 1);
        byte[] before = ((byte[]) labels.getPixels()).clone();
        for (Grouping grouping : List.of(Grouping.PER_OBJECT, Grouping.PER_CLASS)) {
            ByteProcessor drawn = new ByteProcessor(width, height);
            for (Roi roi : overlay(grouping).of(labels)) {
                drawn.setColor(CLASSES.indexOf(roi.getProperty("class")));
                drawn.fill(roi);
            }
            assertArrayEquals(before, (byte[]) drawn.getPixels(), grouping.label());
        }
        assertArrayEquals(before, (byte[]) labels.getPixels(), "the labels are not changed");
        assertEquals(ImageProcessor.NO_THRESHOLD, labels.getMinThreshold());
    }

    @Test
    void aClassIsOneRoi() {
        Roi[] rois = overlay(Grouping.PER_CLASS).of(labels()).toArray();
        assertEquals(3, rois.length);
        assertEquals("nucleus", rois[0].getName());
        assertEquals("20", rois[0].getProperty("pixels"));
        assertEquals(20, area(rois[0]));
        assertEquals("debris", rois[1].getName());
        assertEquals("ignore", rois[2].getName());
    }

    private static long area(Roi roi) {
        ByteProcessor drawn = new ByteProcessor(20, 20);
        drawn.setColor(1);
        drawn.fill(roi);
        return drawn.getHistogram()[1];
    }

    @Test
    void anUnnamedClassIsCalledByItsIndex() {
        assertEquals(
                "class 7 1", overlay(Grouping.PER_OBJECT).of(parse(".7")).get(0).getName());
    }

    @Test
    void opacityZeroLeavesTheOutline() {
        Roi roi = new LabelOverlay(CLASSES, PALETTE, 0, Grouping.PER_OBJECT)
                .of(labels())
                .get(0);
        assertNull(roi.getFillColor());
        assertEquals(PALETTE.color(1), roi.getStrokeColor());
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.5", "NaN"})
    void opacityOutOfRangeTellsTheCure(double opacity) {
        TesseraException error = assertThrows(
                TesseraException.class, () -> new LabelOverlay(CLASSES, PALETTE, opacity, Grouping.PER_OBJECT));
        assertEquals("The opacity " + opacity + " is out of range: use a number from 0 to 1.", error.getMessage());
    }

    @Test
    void positionsFollowTheStack() {
        assertEquals(List.of("3 0 3 0"), positions(stack(1, 5, 1), 2));
        assertEquals(List.of("3 0 3 0"), positions(stack(1, 1, 5), 2));
        assertEquals(List.of("0 0 2 3"), positions(stack(1, 4, 3), 9));
        assertEquals(List.of("0 0 2 0"), positions(stack(2, 4, 1), 1));
        assertEquals(List.of("0 0 0 3"), positions(stack(3, 1, 4), 2));
        assertEquals(List.of("0 0 0 0"), positions(stack(3, 1, 1), 0));
        assertThrows(IllegalArgumentException.class, () -> positions(stack(2, 4, 1), 4));
    }

    /** Position, channel, slice and frame; a plain stack's position counts as the slice. */
    private static List<String> positions(ImagePlus target, int plane) {
        Overlay overlay = new Overlay();
        overlay(Grouping.PER_CLASS).addTo(overlay, parse(".1"), target, plane);
        return Stream.of(overlay.toArray())
                .map(roi -> roi.getPosition() + " " + roi.getCPosition() + " " + roi.getZPosition() + " "
                        + roi.getTPosition())
                .toList();
    }

    private static ImagePlus stack(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(2, 1);
        for (int i = 0; i < channels * slices * frames; i++) {
            stack.addSlice(new ByteProcessor(2, 1));
        }
        ImagePlus image = new ImagePlus("stack", stack);
        image.setDimensions(channels, slices, frames);
        return image;
    }

    @Test
    void surviveSavingAsTiff(@TempDir Path folder) {
        ImagePlus image = stack(1, 2, 1);
        Overlay overlay = new Overlay();
        overlay(Grouping.PER_OBJECT).addTo(overlay, parse("12"), image, 1);
        image.setOverlay(overlay);
        String file = folder.resolve("a.tif").toString();
        new FileSaver(image).saveAsTiff(file);
        Roi roi = IJ.openImage(file).getOverlay().get(1);
        assertEquals("debris 1", roi.getName());
        assertEquals("debris", roi.getProperty("class"));
        assertEquals(2, roi.getPosition());
        assertEquals(overlay.get(1).getFillColor(), roi.getFillColor());
    }

    @Test
    void nothingIsLogged() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            overlay(Grouping.PER_OBJECT).of(labels());
        } finally {
            System.setOut(before);
        }
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLargeImageTakesSeconds() {
        int size = 5000;
        ByteProcessor labels = new ByteProcessor(size, size);
        Random random = new Random(1);
        for (int i = 0; i < 8000; i++) {
            labels.setColor(1 + random.nextInt(2));
            int diameter = 10 + random.nextInt(50);
            labels.fillOval(random.nextInt(size), random.nextInt(size), diameter, diameter);
        }
        Overlay overlay = assertTimeout(
                Duration.ofSeconds(20), () -> overlay(Grouping.PER_OBJECT).of(labels));
        assertEquals(true, overlay.size() > 1000);
    }

    /** Digits are classes, '.' is background, 'X' is ignored. */
    private static ByteProcessor parse(String... rows) {
        ByteProcessor labels = new ByteProcessor(rows[0].length(), rows.length);
        int i = 0;
        for (char c : String.join("", rows).toCharArray()) {
            labels.set(i++, c == '.' ? 0 : c == 'X' ? 255 : c - '0');
        }
        return labels;
    }
}
