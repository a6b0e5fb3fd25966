package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks with a slice or channel for each class. */
class OneHotLabelsTest {
    private static final MaskSettings ONE_HOT = MaskSettings.defaults().withKind(LabelKind.ONE_HOT);
    private static final MaskSettings REST = ONE_HOT.withRestBackground(true);

    @TempDir
    Path folder;

    private LabelFolders files;

    @BeforeEach
    void makeFolders() {
        files = new LabelFolders(folder);
        files.image("a.png", 3, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void slicesOrChannelsAreTheClasses(boolean channels) {
        files.stack("a.tif", 3, channels, new int[] {255, 0, 0}, new int[] {0, 255, 0}, new int[] {0, 0, 0});
        LabelledSet set = files.read(ONE_HOT);
        assertArrayEquals(new int[] {0, 1, 255}, labels(set, 0), "a pixel in none is not learnt from");
        assertEquals(List.of("class 0", "class 1", "class 2"), set.classes().names());
        String part = channels ? "channel" : "slice";
        assertTrue(set.describe().contains("  " + part + " 2 -> class 1, 33.33 % of the pixels"), set.describe());
        assertTrue(set.describe().contains("  the rest -> ignored, 33.33 % of the pixels"), set.describe());
    }

    @Test
    void theRestCanBeTheBackground() {
        files.stack("a.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 0});
        LabelledSet set = files.read(REST);
        assertArrayEquals(new int[] {1, 2, 0}, labels(set, 0));
        assertEquals(List.of("background", "class 1", "class 2"), set.classes().names());
    }

    @Test
    void oneLayerNeedsTheRest() {
        files.grey("a.png", 3, 0, 7, 0);
        assertTrue(
                files.refusal(ONE_HOT).startsWith("The mask a.png has one layer, so there is one class only; tick"),
                files.refusal(ONE_HOT));
        assertArrayEquals(new int[] {0, 1, 0}, labels(files.read(REST), 0));
        assertEquals(
                List.of("background", "foreground"), files.read(REST).classes().names());
    }

    @Test
    void rgbIsThreeChannels() {
        files.rgb("a.png", 3, 0xFF0000, 0x00FF00, 0x0000FF);
        assertArrayEquals(new int[] {0, 1, 2}, labels(files.read(ONE_HOT), 0));
    }

    @Test
    void aTableNamesTheLayers() {
        files.stack("a.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 1});
        ClassTable two = ClassTable.named(List.of("sky", "road"));
        assertEquals(
                List.of("sky", "road"),
                files.read(ONE_HOT.withTable(two)).classes().names());
        String message = files.refusal(REST.withTable(two));
        assertTrue(
                message.startsWith("The table of classes has 2 classes, but the masks have 2 layers and the rest"),
                message);
    }

    @Test
    void aPixelInTwoLayersIsNamed() {
        files.stack("a.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 0}, new int[] {0, 1, 1});
        assertEquals(
                "The pixel x=1, y=0 is both in the mask a.tif slice 2 and in the mask a.tif slice 3; a pixel belongs to"
                        + " one class, so take it out of the other.",
                files.refusal(ONE_HOT));
    }

    @Test
    void allMasksHaveTheSameLayers() {
        files.image("b.png", 3, 1);
        files.stack("a.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 0});
        files.stack("b.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 0}, new int[] {0, 0, 1});
        assertTrue(
                files.refusal(ONE_HOT).startsWith("The mask b.tif has 3 layers, but a.tif has 2;"),
                files.refusal(ONE_HOT));
    }

    @Test
    void aStackOfAnotherSizeIsNamed() {
        files.stack("a.tif", 2, false, new int[] {1, 0}, new int[] {0, 1});
        assertEquals(
                "The image a.png is 3 x 1 pixels, but its mask a.tif is 2 x 1; give both the same size.",
                files.refusal(ONE_HOT));
    }

    @Test
    void probabilitiesAreNoMasks() {
        files.tiff("a.tif", new FloatProcessor(3, 1, new float[] {0, 0.25f, 0.75f}));
        assertTrue(
                files.refusal(REST)
                        .startsWith("The mask a.tif holds the values 0.25 and 0.75 for one class, at x=2, y=0;"),
                files.refusal(REST));
    }

    @Test
    void aStackOfImagesNeedsChannels() {
        ImageStack slices = new ImageStack(3, 1);
        slices.addSlice(new ByteProcessor(3, 1));
        slices.addSlice(new ByteProcessor(3, 1));
        ImageFiles.saveTiff(new ImagePlus("a", slices), files.images.resolve("b.tif"));
        files.stack("b.tif", 3, false, new int[] {1, 0, 0}, new int[] {0, 1, 0});
        assertTrue(
                files.refusal(ONE_HOT)
                        .startsWith("The image b.tif has 2 slices, so the classes of its mask b.tif must"),
                files.refusal(ONE_HOT));
    }

    @Test
    void openStacksAreReadToo() {
        ImageStack slices = new ImageStack(3, 1);
        slices.addSlice(new ByteProcessor(3, 1, new byte[] {1, 0, 1}));
        slices.addSlice(new ByteProcessor(3, 1, new byte[] {0, 1, 0}));
        PlaneStack image = PlaneStack.of(new ImagePlus("i", new ByteProcessor(3, 1)));
        LabelledSet set =
                LabelledSet.fromStacks(image, PlaneStack.of(new ImagePlus("m", slices)), ONE_HOT, Progress.NONE);
        assertArrayEquals(new int[] {0, 1, 0}, labels(set, 0));
    }
}
