package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.CancelledException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledSetTest {
    private static final MaskSettings DEFAULTS = MaskSettings.defaults();

    @TempDir
    Path folder;

    private Path images;
    private Path masks;

    @BeforeEach
    void makeFolders() throws IOException {
        images = Files.createDirectories(folder.resolve("größere Bilder"));
        masks = Files.createDirectories(folder.resolve("masks 1"));
    }

    private static void grey(Path folder, String name, int... values) {
        ImageFiles.savePng(List.of(bytes(values)), values.length, 1, folder.resolve(name));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private LabelledSet read() {
        return LabelledSet.fromFolders(images, masks, DEFAULTS, Progress.NONE);
    }

    private String refusal() {
        return assertThrows(TesseraException.class, this::read).getMessage();
    }

    private static int[] labels(LabelledImage image) {
        int[] labels = new int[image.width()];
        for (int x = 0; x < labels.length; x++) {
            labels[x] = image.labels().getAt(x, 0).get();
        }
        return labels;
    }

    private static PlaneStack stack(String title, ImageProcessor... slices) {
        ImageStack stack = new ImageStack(slices[0].getWidth(), slices[0].getHeight());
        for (ImageProcessor slice : slices) {
            stack.addSlice(slice);
        }
        return PlaneStack.of(new ImagePlus(title, stack));
    }

    @Test
    void pairsAreReadWithTheMeaningOfAllMasksTogether() {
        grey(images, "a.png", 10, 20, 30);
        grey(images, "b.png", 40, 50, 60);
        grey(masks, "a_mask.png", 0, 0, 0);
        grey(masks, "b_mask.png", 0, 255, 0);
        LabelledSet set = read();
        assertEquals(2, set.images().size());
        assertEquals("b.png", set.images().get(1).name());
        assertEquals(50, set.images().get(1).pixels().getAt(1, 0, 0).get());
        assertArrayEquals(new int[] {0, 0, 0}, labels(set.images().get(0)));
        assertArrayEquals(new int[] {0, 1, 0}, labels(set.images().get(1)));
        assertEquals(
                """
                2 images with masks, grey, 8 bits
                The masks are binary:
                  0 -> background, 83.33 % of the pixels
                  255 -> foreground, 16.67 % of the pixels""",
                set.describe());
    }

    @Test
    void whatHasNoPartnerIsListedAndLogged() {
        grey(images, "a.png", 1, 2);
        grey(images, "b.png", 1, 2);
        grey(masks, "a.png", 0, 1);
        grey(masks, "c.png", 0, 1);
        List<String> log = new ArrayList<>();
        LabelledSet set = LabelledSet.fromFolders(images, masks, DEFAULTS, new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        });
        assertEquals(List.of("größere Bilder/b.png", "masks 1/c.png"), set.unpaired());
        assertEquals(2, log.size());
        assertTrue(set.describe().contains("left out: größere Bilder/b.png, masks 1/c.png"), set.describe());
    }

    @Test
    void aMaskMayBeAnRgbFileOfGreyPixels() {
        grey(images, "a.png", 1, 2);
        ImageFiles.savePng(List.of(bytes(0, 255), bytes(0, 255), bytes(0, 255)), 2, 1, masks.resolve("a.png"));
        assertArrayEquals(new int[] {0, 1}, labels(read().images().get(0)));
    }

    @Test
    void aColouredMaskIsNamed() {
        grey(images, "a.png", 1, 2);
        ImageFiles.savePng(List.of(bytes(0, 255), bytes(0, 0), bytes(0, 0)), 2, 1, masks.resolve("a.png"));
        MaskSettings values = DEFAULTS.withKind(LabelKind.VALUES);
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelledSet.fromFolders(images, masks, values, Progress.NONE));
        assertTrue(
                e.getMessage().startsWith("The mask a.png is coloured; choose colours as the kind of labels"),
                e.getMessage());
    }

    @Test
    void aMaskOfSixteenBitsIsRead() {
        PlaneStack image = stack("i", new ByteProcessor(3, 1));
        PlaneStack mask = stack("m", new ShortProcessor(3, 1, new short[] {0, (short) 40000, 0}, null));
        LabelledSet set = LabelledSet.fromStacks(image, mask, DEFAULTS, Progress.NONE);
        assertArrayEquals(new int[] {0, 1, 0}, labels(set.images().get(0)));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "-1", "NaN", "70000"})
    void aMaskOfOtherThanWholeNumbersIsNamed(float value) {
        PlaneStack image = stack("i", new ByteProcessor(2, 1));
        PlaneStack mask = stack("mask.tif", new FloatProcessor(2, 1, new float[] {0, value}));
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelledSet.fromStacks(image, mask, DEFAULTS, Progress.NONE));
        assertTrue(e.getMessage().startsWith("The mask mask.tif holds the value " + value + ";"), e.getMessage());
    }

    @Test
    void sizesMustBeEqual() {
        grey(images, "a.png", 1, 2, 3);
        grey(masks, "a.png", 0, 1);
        assertEquals(
                "The image a.png is 3 x 1 pixels, but its mask a.png is 2 x 1; give both the same size.", refusal());
    }

    @Test
    void sliceCountsMustBeEqual() {
        PlaneStack image = stack("i", new ByteProcessor(2, 1), new ByteProcessor(2, 1));
        PlaneStack mask = stack("m", new ByteProcessor(2, 1));
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelledSet.fromStacks(image, mask, DEFAULTS, Progress.NONE));
        assertEquals("The image i has 2 slices, but its mask m has 1; give both the same number.", e.getMessage());
    }

    @Test
    void imagesOfDifferentTypesAreNamed() {
        grey(images, "a.png", 1, 2);
        ImageFiles.savePng(List.of(bytes(1, 2), bytes(3, 4), bytes(5, 6)), 2, 1, images.resolve("b.png"));
        grey(masks, "a.png", 0, 1);
        grey(masks, "b.png", 0, 1);
        assertTrue(refusal().startsWith("The image b.png has 3 channels, but a.png has 1;"), refusal());
    }

    @Test
    void eachSliceIsAnImage() {
        PlaneStack image =
                stack("i.tif", new ByteProcessor(2, 1, new byte[] {1, 2}), new ByteProcessor(2, 1, new byte[] {3, 4}));
        PlaneStack mask =
                stack("m.tif", new ByteProcessor(2, 1, new byte[] {0, 1}), new ByteProcessor(2, 1, new byte[] {2, 1}));
        LabelledSet set = LabelledSet.fromStacks(image, mask, DEFAULTS, Progress.NONE);
        assertEquals(2, set.images().size());
        assertEquals("i.tif slice 2", set.images().get(1).name());
        assertEquals(4, set.images().get(1).pixels().getAt(1, 0, 0).get());
        assertArrayEquals(new int[] {2, 1}, labels(set.images().get(1)));
    }

    @Test
    void aStackFileGivesOneImageASlice() {
        ImageStack slices = new ImageStack(2, 1);
        slices.addSlice(new ByteProcessor(2, 1, new byte[] {0, 1}));
        slices.addSlice(new ByteProcessor(2, 1, new byte[] {1, 0}));
        ImageFiles.saveTiff(new ImagePlus("a", slices), images.resolve("a.tif"));
        ImageFiles.saveTiff(new ImagePlus("a", slices), masks.resolve("a.tif"));
        assertEquals(2, read().images().size());
    }

    @Test
    void pixelsAreCountedByClassWithShares() {
        grey(images, "a.png", 1, 2, 3, 4);
        grey(images, "b.png", 1, 2, 3, 4);
        grey(masks, "a.png", 0, 1, 1, 255);
        grey(masks, "b.png", 0, 1, 1, 1);
        LabelledSet set = read();
        assertEquals(new PixelCounts(List.of(2L, 5L), 1), set.counts());
        assertEquals(8, set.counts().total());
        assertEquals(
                """
                The masks are binary:
                  0 -> background, 25.00 % of the pixels
                  1 -> foreground, 62.50 % of the pixels
                  255 -> ignored, 12.50 % of the pixels""",
                set.labelling());
        assertEquals(List.of("background", "foreground"), set.classes().names());
    }

    @Test
    void aClassThatAloneOccursIsRefused() {
        grey(images, "a.png", 1, 2);
        grey(masks, "a.png", 0, 255);
        MaskSettings three = DEFAULTS.withTable(ClassTable.named(List.of("sky", "road", "tree")));
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelledSet.fromFolders(images, masks, three, Progress.NONE));
        assertEquals(
                "Of the classes sky, road, tree only sky occurs in the masks, for example a.png; at least two are"
                        + " needed, so check masks and kind of labels.",
                e.getMessage());
    }

    @Test
    void aGapInIndexMasksNamesTheFile() {
        grey(images, "a.png", 1, 2, 3);
        grey(masks, "a.png", 0, 1, 7);
        assertTrue(refusal().startsWith("The mask a.png holds the value 7, but no mask holds 2;"), refusal());
    }

    @Test
    void foldersWithoutPairsAreNamed() {
        grey(images, "a.png", 1, 2);
        grey(masks, "b.png", 0, 1);
        assertTrue(refusal().startsWith("No mask in " + masks + " belongs to an image in " + images), refusal());
        assertTrue(refusal().contains("for example a.png and b.png"), refusal());
    }

    @Test
    void oneFolderForBothIsRefused() {
        grey(images, "a.png", 1, 2);
        TesseraException e = assertThrows(
                TesseraException.class, () -> LabelledSet.fromFolders(images, images, DEFAULTS, Progress.NONE));
        assertTrue(e.getMessage().startsWith("Images and masks are both read from "), e.getMessage());
    }

    @Test
    void anUnreadableImageIsNamed() throws IOException {
        Files.writeString(images.resolve("a.png"), "nothing");
        grey(masks, "a.png", 0, 1);
        assertTrue(refusal().startsWith("The file " + images.resolve("a.png") + " cannot be read"), refusal());
    }

    @Test
    void readingCanBeCancelled() {
        grey(images, "a.png", 1, 2);
        grey(masks, "a.png", 0, 1);
        assertThrows(
                CancelledException.class,
                () -> LabelledSet.fromFolders(images, masks, DEFAULTS, new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
    }
}
