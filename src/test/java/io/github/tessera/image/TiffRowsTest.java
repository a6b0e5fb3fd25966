package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.tessera.image.TiffRows.Dimensions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.imglib2.blocks.PrimitiveBlocks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffRowsTest {
    private static final List<String> CLASSES = List.of("background", "Zellkern \u00e4", "border");

    private static final Dimensions ONE = new Dimensions(1, 1, 1, PlaneSpacing.NONE);

    @TempDir
    private Path folder;

    private static byte[] noise(int count, int seed) {
        byte[] labels = new byte[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (random.nextInt(5) == 0 ? random.nextInt(256) : 0);
        }
        return labels;
    }

    private static byte[] row(byte[] labels, int y, int width) {
        return Arrays.copyOfRange(labels, y * width, (y + 1) * width);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 3, 2", "641, 977, 1", "300000, 3, 1", "100, 90, 5"})
    void labelsOpenInImageJAsTheyWereWritten(int width, int height, int planes) throws IOException {
        Path file = folder.resolve("labels.tif");
        PixelSize size = new PixelSize(0.25, 0.5);
        try (TiffRows writer = TiffRows.labels(
                file, width, height, new Dimensions(1, planes, 1, PlaneSpacing.NONE), Optional.of(size), CLASSES)) {
            assertFalse(writer.isBig());
            for (int p = 0; p < planes; p++) {
                byte[] labels = noise(width * height, p);
                for (int y = 0; y < height; y++) {
                    writer.row(p, row(labels, y, width));
                }
            }
        }
        for (ImagePlus image : List.of(IJ.openImage(file.toString()), ImageFiles.open(file))) {
            assertEquals(planes, image.getStackSize());
            assertEquals(CLASSES, LabelImage.classes(image));
            List<byte[]> read = LabelImage.labels(image);
            for (int p = 0; p < planes; p++) {
                assertArrayEquals(noise(width * height, p), read.get(p), "plane " + p);
            }
            assertEquals(0.25, image.getCalibration().pixelWidth, 1e-6);
            assertEquals(0.5, image.getCalibration().pixelHeight, 1e-6);
            assertEquals(
                    Palette.standard().lut().getRGB(1),
                    image.getProcessor().getLut().getRGB(1));
            assertEquals(0, image.getDisplayRangeMin());
            assertEquals(255, image.getDisplayRangeMax());
        }
        assertEquals(size, PlaneStack.open(file).pixelSize().orElseThrow());
    }

    @Test
    void planesMayBeWrittenAtOnce() throws IOException {
        Path file = folder.resolve("probabilities.tif");
        int width = 333;
        int height = 500;
        float[][] values = new float[3][width * height];
        Random random = new Random(1);
        for (float[] plane : values) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        try (TiffRows writer = TiffRows.probabilities(
                file, width, height, new Dimensions(3, 1, 1, PlaneSpacing.NONE), Optional.empty(), CLASSES)) {
            for (int y = 0; y < height; y++) {
                for (int k = 0; k < 3; k++) {
                    writer.row(k, Arrays.copyOfRange(values[k], y * width, (y + 1) * width));
                }
            }
        }
        ImagePlus image = IJ.openImage(file.toString());
        for (int k = 0; k < 3; k++) {
            assertArrayEquals(values[k], (float[]) image.getStack().getPixels(k + 1));
            assertEquals(CLASSES.get(k), image.getStack().getSliceLabel(k + 1));
        }
        assertEquals(CLASSES, LabelImage.classes(image));
        assertEquals(3, image.getNChannels());
        assertEquals(1, image.getDisplayRangeMax());
        assertFalse(image.getCalibration().scaled());
    }

    /** Of two classes' single output it is the second's probability; more slices repeat the names. */
    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 4, 2", "3, 2, 3"})
    void planesOfProbabilitiesBearTheirClasses(int channels, int slices, int count) throws IOException {
        Path file = folder.resolve("probabilities.tif");
        List<String> classes = CLASSES.subList(0, count);
        Dimensions dimensions = new Dimensions(channels, slices, 1, PlaneSpacing.NONE);
        try (TiffRows writer = TiffRows.probabilities(file, 2, 1, dimensions, Optional.empty(), classes)) {
            for (int p = 0; p < channels * slices; p++) {
                writer.row(p, new float[] {p, 0.5f});
            }
        }
        for (ImagePlus image : List.of(IJ.openImage(file.toString()), ImageFiles.open(file))) {
            assertEquals(classes, LabelImage.classes(image));
            for (int p = 0; p < channels * slices; p++) {
                assertEquals(p, image.getStack().getProcessor(p + 1).getf(0, 0));
                String name = classes.get(channels == 1 ? 1 : p % channels);
                // ImageJ reads no label of a single plane.
                assertEquals(
                        channels * slices == 1 ? null : name, image.getStack().getSliceLabel(p + 1));
            }
        }
    }

    @Test
    void slicesAndFramesStayWhatTheyAre() throws IOException {
        Path file = folder.resolve("hyper.tif");
        byte[] row = new byte[20];
        try (TiffRows writer =
                TiffRows.labels(file, 20, 4, new Dimensions(1, 3, 5, PlaneSpacing.NONE), Optional.empty(), CLASSES)) {
            for (int p = 0; p < 15; p++) {
                Arrays.fill(row, (byte) p);
                for (int y = 0; y < 4; y++) {
                    writer.row(p, row);
                }
            }
        }
        ImagePlus image = IJ.openImage(file.toString());
        assertEquals(3, image.getNSlices());
        assertEquals(5, image.getNFrames());
        assertEquals(
                7, image.getStack().getProcessor(image.getStackIndex(1, 2, 3)).get(19, 3));
    }

    /** 66,000 x 66,000 zeros take little time and space once they are packed. */
    @Test
    @Tag("slow")
    void beyondFourGigabytesTheFileIsABigTiff() throws IOException {
        Path file = folder.resolve("big.tif");
        int side = 66_000;
        byte[] row = new byte[side];
        row[12] = 3;
        try (TiffRows writer = TiffRows.labels(file, side, side, ONE, Optional.empty(), CLASSES)) {
            assertTrue(writer.isBig());
            for (int y = 0; y < side; y++) {
                writer.row(0, row);
            }
        }
        PlaneStack read = PlaneStack.large(file, 0, 0.5).orElseThrow();
        float[] part = new float[20 * 3];
        PrimitiveBlocks.of(read.planes().get(0)).copy(new int[] {0, side - 3, 0}, part, new int[] {20, 3, 1});
        for (int i = 0; i < part.length; i++) {
            assertEquals(i % 20 == 12 ? 3 : 0, part[i], "at " + i);
        }
    }

    @Test
    void whatIsNotCompleteIsNoImage() throws IOException {
        Path file = folder.resolve("half.tif");
        try (TiffRows writer = TiffRows.labels(file, 10, 10, ONE, Optional.empty(), CLASSES)) {
            writer.row(0, new byte[10]);
        }
        assertTrue(TiffFile.read(file).isEmpty());
    }
}
