package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and masks are chosen and rescaled in step. */
class ReadingSettingsTest {
    private static final MaskSettings SETTINGS = MaskSettings.defaults();

    @TempDir
    Path folder;

    private static ReadingSettings planes(String channels, String slices, String frames) {
        return ReadingSettings.of(PlaneChoice.parse(channels, slices, frames), 0);
    }

    private static ReadingSettings size(double micrometres) {
        return ReadingSettings.of(PlaneChoice.ALL, micrometres);
    }

    /** Planes of 4 x 1 pixels that all have the plane's place in the stack, from 1, as their value. */
    private static ImagePlus places(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(4, 1);
        for (int i = 1; i <= channels * slices * frames; i++) {
            byte place = (byte) i;
            stack.addSlice(new ByteProcessor(4, 1, new byte[] {place, place, place, place}));
        }
        ImagePlus imp = new ImagePlus("i.tif", stack);
        imp.setDimensions(channels, slices, frames);
        return imp;
    }

    /** Masks of 4 x 1 pixels; the first pixels are 1, as many as are said, the others 0. */
    private static ImagePlus masks(int slices, int frames, int... ones) {
        ImageStack stack = new ImageStack(4, 1);
        for (int count : ones) {
            byte[] mask = new byte[4];
            IntStream.range(0, count).forEach(i -> mask[i] = 1);
            stack.addSlice(new ByteProcessor(4, 1, mask));
        }
        ImagePlus imp = new ImagePlus("m.tif", stack);
        imp.setDimensions(1, slices, frames);
        return imp;
    }

    private static LabelledSet read(ImagePlus images, ImagePlus masks, ReadingSettings reading) {
        return LabelledSet.fromStacks(PlaneStack.of(images), PlaneStack.of(masks), SETTINGS, reading, Progress.NONE);
    }

    private static String refusal(ImagePlus images, ImagePlus masks, ReadingSettings reading) {
        return assertThrows(TesseraException.class, () -> read(images, masks, reading))
                .getMessage();
    }

    private static List<Integer> values(LabelledSet set) {
        return set.images().stream()
                .map(image -> (int) image.pixels().getAt(0, 0, 0).get())
                .toList();
    }

    private static List<Integer> ones(LabelledSet set) {
        return IntStream.range(0, set.images().size())
                .map(i -> IntStream.of(labels(set, i)).sum())
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"'2,4',all", "2,1-2", "all,2"})
    void masksHaveTheSlicesAndFramesOfTheirImages(String slices, String frames) {
        ImagePlus images = places(1, 4, 2);
        // The mask of each plane has as many ones as its slice, without the first in the second frame.
        ImagePlus masks = masks(4, 2, 1, 2, 3, 4, 0, 1, 2, 3);
        LabelledSet set = read(images, masks, planes("all", slices, frames));
        List<Integer> expected =
                switch (slices + " " + frames) {
                    case "2,4 all" -> List.of(2, 4, 6, 8);
                    case "2 1-2" -> List.of(2, 6);
                    default -> List.of(5, 6, 7, 8);
                };
        assertEquals(expected, values(set));
        assertEquals(expected.stream().map(v -> v <= 4 ? v : v - 5).toList(), ones(set));
        assertEquals("i.tif slice " + expected.get(0), set.images().get(0).name());
    }

    @Test
    void masksOfJustTheChosenSlicesAreUnderstood() {
        LabelledSet set = read(places(1, 4, 1), masks(2, 1, 3, 1), planes("all", "2,4", "all"));
        assertEquals(List.of(2, 4), values(set));
        assertEquals(List.of(3, 1), ones(set));
        assertEquals(
                List.of(4, 2), values(read(places(1, 4, 1), masks(4, 1, 1, 2, 3, 4), planes("all", "4,2", "all"))));
        assertEquals(List.of(4, 2), ones(read(places(1, 4, 1), masks(4, 1, 1, 2, 3, 4), planes("all", "4,2", "all"))));
    }

    @Test
    void theSliceThatIsShownMayHaveAMaskOfItsOwn() {
        ImagePlus images = places(1, 4, 1);
        images.setSlice(3);
        LabelledSet set = read(images, masks(1, 1, 2), planes("all", "current", "all"));
        assertEquals(List.of(3), values(set));
        assertEquals(List.of(2), ones(set));
    }

    @Test
    void whatCannotBeUnderstoodExactlyIsRefused() {
        assertEquals(
                "The image i.tif has 4 slices, but its mask m.tif has 1; give both the same number.",
                refusal(places(1, 4, 1), masks(1, 1, 2), ReadingSettings.ALL));
        assertEquals(
                "Of the image i.tif 2 of 4 slices are chosen, but its mask m.tif has 3; give the mask all slices of the"
                        + " image, or just the chosen ones, and choose them in ascending order.",
                refusal(places(1, 4, 1), masks(3, 1, 1, 2, 3), planes("all", "1,2", "all")));
        assertTrue(refusal(places(1, 4, 1), masks(2, 1, 1, 2), planes("all", "4,2", "all"))
                .contains("choose them in ascending order"));
        assertEquals(
                "The image i.tif has 3 slices in 2 frames, but its mask m.tif has 2 slices in 3 frames; give both the"
                        + " same (Image > Hyperstacks > Re-order Hyperstack).",
                refusal(places(1, 3, 2), masks(2, 3, 1, 1, 1, 1, 1, 2), ReadingSettings.ALL));
        assertEquals(
                "There is no slice 5 in i.tif, which has 4 slices; choose from 1 to 4.",
                refusal(places(1, 4, 1), masks(4, 1, 1, 2, 3, 1), planes("all", "5", "all")));
    }

    @Test
    void oneSliceOfSeveralNeedsItsClassesInChannels() {
        MaskSettings oneHot = SETTINGS.withKind(LabelKind.ONE_HOT).withRestBackground(true);
        ReadingSettings second = planes("all", "2", "all");
        PlaneStack images = PlaneStack.of(places(1, 2, 1));
        String message = assertThrows(
                        TesseraException.class,
                        () -> LabelledSet.fromStacks(
                                images, PlaneStack.of(masks(2, 1, 1, 0)), oneHot, second, Progress.NONE))
                .getMessage();
        assertTrue(message.startsWith("The image i.tif has 2 slices, so the classes of its mask m.tif must"), message);
        ImagePlus channels = masks(1, 1, 1, 0, 3, 0);
        channels.setDimensions(2, 2, 1);
        LabelledSet set = LabelledSet.fromStacks(images, PlaneStack.of(channels), oneHot, second, Progress.NONE);
        assertArrayEquals(new int[] {1, 1, 1, 0}, labels(set, 0));
    }

    @Test
    void channelsAreThoseOfTheImageAlone() {
        ImagePlus images = places(3, 2, 1);
        LabelledSet set = read(images, masks(2, 1, 1, 2), planes("3,1", "all", "all"));
        assertEquals(2, set.channels());
        assertEquals(List.of(3, 6), values(set));
        assertEquals(4, set.images().get(1).pixels().getAt(3, 0, 1).get());
        assertEquals(List.of(1, 2), ones(set));
        assertEquals("3,1", set.input().channels().text());
        assertTrue(set.describe().contains("Of the images these channels are read: 3,1."), set.describe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.1", "0.125", "0.25"})
    void masksAreRescaledWithoutInterpolation(double micrometres) {
        ImagePlus image = new ImagePlus("i.tif", new ByteProcessor(40, 20));
        calibrate(image, 0.25);
        byte[] classes = new byte[40 * 20];
        for (int i = 0; i < classes.length; i++) {
            image.getProcessor().set(i, i % 40 < 20 ? 10 : 90);
            classes[i] = (byte) (i % 40 < 20 ? 0 : i / 40 < 10 ? 2 : 1);
        }
        LabelledSet set = read(image, new ImagePlus("m.tif", new ByteProcessor(40, 20, classes)), size(micrometres));
        int width = (int) Math.round(40 * 0.25 / micrometres);
        int height = width / 2;
        LabelledImage read = set.images().get(0);
        assertEquals(width, read.width());
        assertEquals(height, read.height());
        int[] labels = labels(set, 0);
        for (int i = 0; i < labels.length; i++) {
            boolean left = i % width < width / 2;
            assertEquals(left ? 0 : i / width < height / 2 ? 2 : 1, labels[i], "pixel " + i);
        }
        assertEquals(10, read.pixels().getAt(0, 0, 0).get(), 1e-5);
        assertEquals(90, read.pixels().getAt(width - 1, 0, 0).get(), 1e-5);
        assertEquals((long) width * height, set.counts().total());
        assertEquals(
                Optional.of(new PixelSize(micrometres, micrometres)),
                set.input().pixelSize());
        assertTrue(set.describe().contains("are rescaled to pixels of " + micrometres + " micrometres."));
    }

    private static void calibrate(ImagePlus image, double micrometres) {
        image.getCalibration().pixelWidth = micrometres;
        image.getCalibration().pixelHeight = micrometres;
        image.getCalibration().setUnit("micron");
    }

    @Test
    void imagesMustTellTheirPixelSize() {
        assertEquals(
                "The image i.tif does not tell how large its pixels are; set it in ImageJ (Image > Properties) and save"
                        + " it as TIFF, or leave the pixel size as it is.",
                refusal(places(1, 1, 1), masks(1, 1, 2), size(0.5)));
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message =
                    assertThrows(TesseraException.class, () -> size(wrong)).getMessage();
            assertTrue(message.startsWith("The pixel size is " + wrong + " micrometres; write a length"), message);
        }
    }

    @Test
    void aSetHasAPixelSizeIfAllImagesHaveIt() {
        assertEquals(ImageInput.ANY, files(0, 0).input());
        assertEquals(
                Optional.of(new PixelSize(0.5, 0.5)), files(0.5, 0.502).input().pixelSize());
        assertEquals(Optional.empty(), files(0.5, 0.52).input().pixelSize());
        assertEquals(Optional.empty(), files(0.5, 0).input().pixelSize());
    }

    /** Two images with pixels of these sizes, 0 for none. */
    private LabelledSet files(double first, double second) {
        LabelFolders files = new LabelFolders(folder);
        double[] sizes = {first, second};
        for (int i = 0; i < 2; i++) {
            ImagePlus image = new ImagePlus("i" + i, new ByteProcessor(4, 1));
            if (sizes[i] > 0) {
                calibrate(image, sizes[i]);
            }
            ImageFiles.saveTiff(image, files.images.resolve("i" + i + ".tif"));
            files.grey("i" + i + ".png", 4, 0, 0, 1, 1);
        }
        return files.read(SETTINGS);
    }
}
