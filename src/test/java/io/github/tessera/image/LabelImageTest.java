package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelImageTest {
    private static final byte[] LABELS = {0, 1, 2, -1};
    private static final List<String> CLASSES = List.of("Hintergrund", "Zelle, groß", "nucleus|x");

    @TempDir
    Path folder;

    @Test
    void labelsColoursAndNamesSurviveTiff() {
        Calibration calibration = new Calibration();
        calibration.pixelWidth = 0.5;
        ImageFiles.saveTiff(LabelImage.of(LABELS, 4, 1, CLASSES, "labels", calibration), folder.resolve("a.tif"));
        ImagePlus read = ImageFiles.open(folder.resolve("a.tif"));
        assertArrayEquals(LABELS, LabelImage.labels(read).get(0));
        assertEquals(CLASSES, LabelImage.classes(read));
        assertEquals(0.5, read.getCalibration().pixelWidth, 1e-6);
        int shown = read.getProcessor().convertToRGB().get(1, 0);
        assertEquals(Palette.standard().colours().get(1), shown & 0xFFFFFF);
    }

    @Test
    void aStackKeepsItsSlices() {
        ImagePlus imp = LabelImage.of(List.of(LABELS, new byte[4]), 2, 2, CLASSES, "labels", new Calibration());
        assertEquals(2, imp.getStackSize());
        ImageFiles.saveTiff(imp, folder.resolve("a.tif"));
        ImagePlus read = ImageFiles.open(folder.resolve("a.tif"));
        assertArrayEquals(LABELS, LabelImage.labels(read).get(0));
        assertArrayEquals(new byte[4], LabelImage.labels(read).get(1));
        assertEquals(CLASSES, LabelImage.classes(read));
    }

    @Test
    void theDisplayRangeIsThatOfAllLabels() {
        ImagePlus imp = LabelImage.of(LABELS, 4, 1, CLASSES, "labels", new Calibration());
        assertEquals(0, imp.getDisplayRangeMin());
        assertEquals(255, imp.getDisplayRangeMax());
    }

    @Test
    void theGivenCalibrationIsNotShared() {
        Calibration calibration = new Calibration();
        LabelImage.of(LABELS, 4, 1, CLASSES, "labels", calibration).getCalibration().pixelWidth = 9;
        assertEquals(1, calibration.pixelWidth);
    }

    @Test
    void anImageOfAnotherOriginIsNamed() {
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelImage.classes(new ImagePlus("x.tif", new ByteProcessor(1, 1))));
        assertTrue(e.getMessage().startsWith("The image x.tif holds no class names;"), e.getMessage());
        assertThrows(TesseraException.class, () -> LabelImage.labels(new ImagePlus("x.tif", new ShortProcessor(1, 1))));
    }

    @Test
    void coloursOfThePaletteAreAllDifferentAndTheFirstFarApart() {
        List<Integer> colours = Palette.standard().colours();
        assertEquals(256, new HashSet<>(colours).size());
        assertEquals(0, colours.get(0));
        for (int a = 0; a < 13; a++) {
            for (int b = 0; b < a; b++) {
                assertTrue(Palette.distance(colours.get(a), colours.get(b)) > 150, a + " and " + b + " are alike");
            }
        }
    }

    @Test
    void thePaletteIsTheSameForJavaAndImageJ() {
        Palette palette = Palette.standard();
        for (int label = 0; label < 256; label++) {
            assertEquals(palette.color(label).getRGB(), palette.colorModel().getRGB(label));
            assertEquals(palette.color(label).getRGB(), palette.lut().getRGB(label));
        }
    }
}
