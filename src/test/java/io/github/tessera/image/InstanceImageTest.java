package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceImageTest {
    private static ImagePlus image(int slices, int[]... planes) {
        Calibration calibration = new Calibration();
        calibration.pixelWidth = 0.25;
        calibration.setUnit("um");
        calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {0, 2}, "OD");
        return InstanceImage.of(List.of(planes), 3, 1, slices, "objects", calibration);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 16, 255",
        "255, 16, 255",
        "256, 16, 256",
        "65535, 16, 65535",
        "65536, 32, 65536",
        "16777216, 32, 16777216"
    })
    void numbersAreExactAndColoursSpreadOverThem(int greatest, int bits, double top) {
        ImagePlus image = image(1, new int[] {0, greatest, greatest - 1});
        assertEquals(bits, image.getBitDepth());
        assertEquals(greatest, image.getProcessor().getf(1), 0);
        assertEquals(greatest - 1, image.getProcessor().getf(2), 0);
        assertEquals(0, image.getDisplayRangeMin());
        assertEquals(top, image.getDisplayRangeMax());
    }

    @Test
    void moreThanFloatsCountIsRefused() {
        TesseraException error = assertThrows(TesseraException.class, () -> image(1, new int[] {0, 16_777_217, 0}));
        assertEquals(
                "There are 16777217 objects in objects, but an image can number 16777216; leave out small objects, or"
                        + " work on a part of the image.",
                error.getMessage());
    }

    @Test
    void calibrationStaysButNotThatOfIntensities() {
        Calibration calibration = image(1, new int[3]).getCalibration();
        assertEquals(0.25, calibration.pixelWidth);
        assertFalse(calibration.calibrated());
    }

    @Test
    void dimensionsAreSlicesAndFrames() {
        int[][] planes = new int[6][3];
        planes[4][2] = 7;
        ImagePlus image = image(3, planes);
        assertEquals(List.of(1, 3, 2), List.of(image.getNChannels(), image.getNSlices(), image.getNFrames()));
        assertTrue(image.isHyperStack());
        assertEquals(
                7, image.getStack().getProcessor(image.getStackIndex(1, 2, 2)).get(2));
        assertEquals(6, image(1, planes).getNFrames());
        assertFalse(image(6, planes).isHyperStack());
    }

    @ParameterizedTest
    @CsvSource({"40", "70000"})
    void aTiffKeepsNumbersColoursAndSize(int greatest, @TempDir Path folder) {
        ImagePlus image = image(2, new int[] {0, 1, 2}, new int[] {2, 3, greatest});
        assertEquals(
                Palette.objects().color(77),
                new Color(image.getProcessor().getLut().getRGB(77)));
        String file = folder.resolve("objects.tif").toString();
        assertTrue(new FileSaver(image).saveAsTiff(file));
        ImagePlus opened = IJ.openImage(file);
        assertEquals(image.getBitDepth(), opened.getBitDepth());
        assertEquals(greatest, opened.getStack().getProcessor(2).getf(2), 0);
        assertEquals(0.25, opened.getCalibration().pixelWidth);
        assertEquals(2, opened.getNSlices());
        assertEquals(image.getDisplayRangeMax(), opened.getDisplayRangeMax());
        assertEquals(
                Palette.objects().color(77),
                new Color(opened.getProcessor().getLut().getRGB(77)));
    }

    @Test
    void theColoursDifferAndAreThoseOfTheClasses() {
        Palette objects = Palette.objects();
        assertEquals(256, new HashSet<>(objects.colours()).size());
        assertEquals(
                Palette.standard().colours().subList(0, 255), objects.colours().subList(0, 255));
    }
}
