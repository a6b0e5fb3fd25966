package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageJFieldsTest {
    private static final int WIDTH = 53;
    private static final int HEIGHT = 38;

    @TempDir
    Path folder;

    private static ImagePlus stack() {
        ImagePlus image = IJ.createImage("a", "8-bit ramp", WIDTH, HEIGHT, 6);
        image.setDimensions(1, 3, 2);
        return image;
    }

    @ParameterizedTest
    @CsvSource({"um, 0.5, 2.5, 0, sec", "mm, 0.001, 1, 3, min", "pixel, 1, 4, 0.25, sec", "nm, 100, 250, 1, h"})
    void planesAreAsFarApartAsImageJSays(String unit, double side, double depth, double interval, String time)
            throws IOException {
        ImagePlus image = stack();
        image.getCalibration().setUnit(unit);
        image.getCalibration().pixelWidth = side;
        image.getCalibration().pixelHeight = side;
        image.getCalibration().pixelDepth = depth;
        image.getCalibration().frameInterval = interval;
        image.getCalibration().setTimeUnit(time);
        Path file = folder.resolve("a.tif");
        ImageFiles.saveTiff(image, file);
        TiffFileTest.assertSame(PlaneStack.of(ImageFiles.open(file)), TiffFileTest.onDisk(file));
        double micrometres = LengthUnit.of(unit).map(LengthUnit::micrometres).orElse(0.0);
        assertEquals(depth * micrometres, TiffFileTest.onDisk(file).spacing().depth(), 1e-9);
        assertEquals(interval, TiffFileTest.onDisk(file).spacing().interval(), 1e-9);
    }

    @Test
    void aSelectionIsSeen() throws IOException {
        Path file = folder.resolve("a.tif");
        for (ImagePlus image : List.of(stack(), IJ.createImage("a", "RGB", WIDTH, HEIGHT, 1))) {
            image.setProp("a key", "a value");
            image.setProperty("Info", "a text");
            Overlay overlay = new Overlay(new Roi(1, 1, 3, 3));
            overlay.add(new OvalRoi(2, 2, 9, 9));
            image.setOverlay(overlay);
            ImageFiles.saveTiff(image, file);
            assertFalse(ImageFiles.hasSelection(file));
            image.setRoi(new OvalRoi(3, 4, 20, 10));
            ImageFiles.saveTiff(image, file);
            assertTrue(ImageFiles.hasSelection(file));
            image.setRoi(new Line(3, 4, 20, 10));
            ImageFiles.saveTiff(image, file);
            assertFalse(ImageFiles.hasSelection(file));
        }
        ImageFiles.savePng(new ImagePlus("a", new ByteProcessor(3, 3)), folder.resolve("a.png"));
        assertFalse(ImageFiles.hasSelection(folder.resolve("a.png")));
    }

    /** Every byte of the head wrong in turn. */
    @Test
    void aDamagedSelectionIsNone() throws IOException {
        ImagePlus image = new ImagePlus("a", new ByteProcessor(8, 8));
        image.setRoi(new OvalRoi(1, 1, 5, 5));
        Path file = folder.resolve("a.tif");
        ImageFiles.saveTiff(image, file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        int seen = 0;
        for (int i = 8; i < whole.length - 64; i++) {
            byte[] broken = whole.clone();
            broken[i] = (byte) random.nextInt(256);
            Files.write(file, broken);
            seen += ImageFiles.hasSelection(file) ? 1 : 0;
        }
        assertTrue(seen > 100, "most bytes do not matter");
    }
}
