package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.Opener;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.progress.TesseraException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    @TempDir
    Path folder;

    private static String refusal(Path file) {
        return assertThrows(TesseraException.class, () -> ImageFiles.open(file)).getMessage();
    }

    private static byte[] bytes(ImagePlus imp) {
        return (byte[]) imp.getProcessor().getPixels();
    }

    @Test
    void filesComeInNaturalOrderWithoutHiddenAndOtherFiles() throws IOException {
        for (String name : List.of("b10.TIF", "b2.png", "B1.jpg", ".b3.png", "notes.txt", "b02.png")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("b4.png"));
        assertEquals(
                List.of("B1.jpg", "b02.png", "b2.png", "b10.TIF"),
                ImageFiles.list(folder).stream()
                        .map(path -> path.getFileName().toString())
                        .toList());
    }

    @Test
    void anEmptyFolderIsNamed() {
        TesseraException e = assertThrows(TesseraException.class, () -> ImageFiles.list(folder));
        assertTrue(e.getMessage().startsWith("The folder " + folder + " holds no image files;"), e.getMessage());
    }

    @Test
    void aMissingFolderIsNamed() {
        Path missing = folder.resolve("größer 2");
        TesseraException e = assertThrows(TesseraException.class, () -> ImageFiles.list(missing));
        assertEquals("There is no folder " + missing + "; check the path.", e.getMessage());
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(
                "There is no file " + folder.resolve("a.tif") + "; check the path.", refusal(folder.resolve("a.tif")));
    }

    @Test
    void aFolderIsNoFile() {
        assertTrue(refusal(folder).startsWith(folder + " is a folder;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tif", "a.png", "a.jpg", "a.gif", "a.bmp", "a.xyz"})
    void anEmptyFileIsNamed(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertTrue(refusal(file).startsWith("The file " + file + " is empty;"), refusal(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.tif", "a.png", "a.jpg", "a.gif", "a.bmp", "a.pgm", "a.dcm", "a.fits", "a.zip", "a.txt", "a"})
    void aFileThatIsNoImageIsNamedInSilence(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "no image, whatever the name says. ".repeat(30));
        assertRefusedInSilence(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void aFileThatIsCutOffIsNamedInSilence(String extension) throws IOException {
        Path whole = folder.resolve("whole." + extension);
        if (extension.equals("tif")) {
            ImageFiles.saveTiff(new ImagePlus("a", new ShortProcessor(50, 50)), whole);
        } else {
            BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 64 * 64; i++) {
                noise.getRaster().setSample(i % 64, i / 64, 0, i * 7919 % 251);
            }
            ImageIO.write(noise, extension, whole.toFile());
        }
        byte[] content = Files.readAllBytes(whole);
        Path file = Files.write(
                folder.resolve("cut." + extension), Arrays.copyOf(content, Math.min(content.length / 2, 700)));
        assertRefusedInSilence(file);
    }

    private static void assertRefusedInSilence(Path file) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        String message;
        try {
            message = refusal(file);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertTrue(message.startsWith("The file " + file), message);
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
        assertNull(IJ.getLog());
    }

    @Test
    void bytesShortsFloatsAndColoursSurviveTiff() {
        Path file = folder.resolve("größer 2/Bild 1.tif");
        ImageFiles.saveTiff(new ImagePlus("a", new ByteProcessor(2, 1, new byte[] {1, -1})), file);
        assertArrayEquals(new byte[] {1, -1}, bytes(ImageFiles.open(file)));
        ImageFiles.saveTiff(new ImagePlus("a", new ShortProcessor(2, 1, new short[] {1, -1}, null)), file);
        assertEquals(65535, ImageFiles.open(file).getProcessor().get(1, 0));
        ImageFiles.saveTiff(new ImagePlus("a", new FloatProcessor(2, 1, new float[] {1, -1.5f})), file);
        assertEquals(-1.5f, ImageFiles.open(file).getProcessor().getf(1, 0));
        ImageFiles.saveTiff(new ImagePlus("a", new ColorProcessor(1, 1, new int[] {0xFF123456})), file);
        assertEquals(0x123456, ImageFiles.open(file).getProcessor().get(0, 0) & 0xFFFFFF);
    }

    @Test
    void stackCalibrationOverlayAndPropertiesSurviveTiff() {
        ImageStack stack = new ImageStack(4, 3);
        for (int i = 0; i < 3; i++) {
            stack.addSlice("slice " + i, new ByteProcessor(4, 3));
        }
        ImagePlus imp = new ImagePlus("a", stack);
        imp.setDimensions(1, 3, 1);
        imp.getCalibration().pixelWidth = 0.25;
        imp.getCalibration().setUnit("micron");
        Roi roi = new Roi(1, 1, 2, 1);
        roi.setName("nucleus 1");
        imp.setOverlay(new Overlay(roi));
        imp.setProp("made.by", "test");
        ImageFiles.saveTiff(imp, folder.resolve("a.tif"));
        ImagePlus read = ImageFiles.open(folder.resolve("a.tif"));
        assertEquals(3, read.getNSlices());
        assertEquals("slice 2", read.getStack().getSliceLabel(3));
        assertEquals(0.25, read.getCalibration().pixelWidth, 1e-6);
        assertEquals("micron", read.getCalibration().getUnit());
        assertEquals("nucleus 1", read.getOverlay().get(0).getName());
        assertEquals("test", read.getProp("made.by"));
    }

    @Test
    void channelsOfACompositeSurviveTiff() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ShortProcessor(1, 1, new short[] {5}, null));
        stack.addSlice(new ShortProcessor(1, 1, new short[] {6}, null));
        ImagePlus imp = new ImagePlus("a", stack);
        imp.setDimensions(2, 1, 1);
        CompositeImage composite = new CompositeImage(imp, IJ.COMPOSITE);
        composite.setC(2);
        composite.setDisplayRange(3, 77);
        ImageFiles.saveTiff(composite, folder.resolve("a.tif"));
        PlaneStack read = PlaneStack.open(folder.resolve("a.tif"));
        assertEquals(2, read.channels());
        assertEquals(6, read.planes().get(0).getAt(0, 0, 1).get());
        CompositeImage again = (CompositeImage) ImageFiles.open(folder.resolve("a.tif"));
        assertEquals(77, again.getChannelLut(2).max);
    }

    @Test
    void savingLeavesTheImageAsItWas() {
        ImagePlus imp = new ImagePlus("my title", new ByteProcessor(2, 2));
        imp.changes = true;
        ImageFiles.saveTiff(imp, folder.resolve("a.tif"));
        ImageFiles.savePng(imp, folder.resolve("a.png"));
        assertEquals("my title", imp.getTitle());
        assertTrue(imp.changes);
        assertNull(imp.getOriginalFileInfo());
    }

    @Test
    void aTiffThatCannotBeWrittenIsNamed() {
        Path proc = Path.of("/proc/self/a.tif");
        assumeTrue(Files.isDirectory(proc.getParent()), "skipped: this system has no /proc");
        TesseraException e = assertThrows(
                TesseraException.class, () -> ImageFiles.saveTiff(new ImagePlus("a", new ByteProcessor(2, 2)), proc));
        assertTrue(e.getMessage().startsWith("Cannot write /proc/self/a.tif"), e.getMessage());
        assertThrows(
                TesseraException.class,
                () -> ImageFiles.savePng(new ImagePlus("a", new ByteProcessor(2, 2)), proc.resolveSibling("a.png")));
    }

    @Test
    void greyAndColourSurvivePng() {
        Path file = folder.resolve("ä b.png");
        ImageFiles.savePng(List.of(new byte[] {7, -2}), 2, 1, file);
        assertArrayEquals(new byte[] {7, -2}, bytes(ImageFiles.open(file)));
        ImageFiles.savePng(List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}), 1, 1, file);
        assertEquals(0x010203, ImageFiles.open(file).getProcessor().get(0, 0) & 0xFFFFFF);
        ImageFiles.savePng(new ImagePlus("a", new ShortProcessor(2, 1, new short[] {300, -1}, null)), file);
        assertEquals(300, ImageFiles.open(file).getProcessor().get(0, 0));
        assertEquals(65535, ImageFiles.open(file).getProcessor().get(1, 0));
    }

    @Test
    void transparentPixelsAreLaidOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF204060);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        ImagePlus imp = ImageFiles.open(folder.resolve("a.png"));
        assertEquals(0x204060, imp.getProcessor().get(0, 0) & 0xFFFFFF);
        assertEquals(0xFFFFFF, imp.getProcessor().get(1, 0) & 0xFFFFFF);
    }

    @Test
    void coloursOfAPngAreThoseThatImageJReads() throws IOException {
        BufferedImage image = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(5);
        for (int i = 0; i < 37 * 23; i++) {
            image.setRGB(i % 37, i / 37, random.nextInt());
        }
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        ImagePlus read = ImageFiles.open(folder.resolve("a.png"));
        ImagePlus expected = Opener.openUsingImageIO(folder.resolve("a.png").toString());
        assertArrayEquals((int[]) expected.getProcessor().getPixels(), (int[])
                read.getProcessor().getPixels());
        assertEquals(expected.getTitle(), read.getTitle());
    }

    @Test
    void theNumbersOfAnIndexedPngAreKept() {
        ImagePlus labels = LabelImage.of(
                new byte[] {0, 1, 2, -1}, 4, 1, List.of("a", "b", "c"), "labels", new ij.measure.Calibration());
        ImageFiles.savePng(labels, folder.resolve("a.png"));
        ImagePlus read = ImageFiles.open(folder.resolve("a.png"));
        assertArrayEquals(new byte[] {0, 1, 2, -1}, bytes(read));
        assertFalse(Planes.channels(read) == 3);
    }

    @Test
    void jpegGifAndBmpAreRead() throws IOException {
        BufferedImage image = new BufferedImage(8, 5, BufferedImage.TYPE_BYTE_GRAY);
        for (String extension : List.of("jpg", "gif", "bmp")) {
            Path file = folder.resolve("a." + extension);
            ImageIO.write(image, extension, file.toFile());
            assertEquals(8, ImageFiles.open(file).getWidth(), extension);
            assertEquals(5, ImageFiles.open(file).getHeight(), extension);
        }
    }
}
