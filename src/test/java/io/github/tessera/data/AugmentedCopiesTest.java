package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.names;
import static io.github.tessera.data.TileFixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;
import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.data.TileFixtures.Log;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of copies. */
class AugmentedCopiesTest {
    @TempDir
    Path folder;

    private final Log log = new Log();

    private static CopySettings settings(String exact, int random, String augmentation) {
        return new CopySettings(
                true,
                ExactCopy.parse(exact),
                random,
                AugmentationSettings.parse(augmentation),
                1,
                TileFormat.TIFF,
                false);
    }

    private static CopySettings only(ExactCopy copy) {
        return new CopySettings(false, List.of(copy), 0, AugmentationSettings.NONE, 1, TileFormat.TIFF, false);
    }

    private void save(String name, ImagePlus image) {
        ImageFiles.saveTiff(image, folder.resolve(name));
    }

    private FolderResult write(String in, String out, CopySettings settings) {
        return AugmentedCopies.write(folder.resolve(in), Optional.empty(), folder.resolve(out), settings, log);
    }

    private FolderResult writeBoth(String out, CopySettings settings) {
        return AugmentedCopies.write(
                folder.resolve("in"), Optional.of(folder.resolve("masks in")), folder.resolve(out), settings, log);
    }

    private ImagePlus open(String name) {
        return ImageFiles.open(folder.resolve(name));
    }

    /** The seed's augment_data with np.flipud and np.fliplr: N images become 3 N, and so do the masks. */
    @Test
    void flipudAndFliplrMakeTheSetThreeTimesAsLarge() throws IOException {
        for (int i = 1; i <= 5; i++) {
            save("in/cell_0" + i + ".tif", Kind.RGB.noise(30, 20));
            save("masks in/cell_0" + i + "_mask.tif", Kind.BYTE.noise(30, 20));
        }
        FolderResult result = writeBoth("out", settings("flipud, fliplr", 0, "none"));
        assertEquals(new FolderResult(5, 30, 0, List.of()), result);
        List<String> copies = names(folder.resolve("out/images"));
        assertEquals(15, copies.size());
        assertEquals(
                List.of("cell_01.tif", "cell_01_fliplr.tif", "cell_01_flipud.tif"),
                copies.stream().filter(n -> n.startsWith("cell_01")).toList());
        assertEquals(copies, names(folder.resolve("out/masks")));
        int[] image = values(Kind.RGB.noise(30, 20)).get(0);
        int[] mask = values(Kind.BYTE.noise(30, 20)).get(0);
        int[] upDown = values(open("out/images/cell_03_flipud.tif")).get(0);
        int[] upDownMask = values(open("out/masks/cell_03_flipud.tif")).get(0);
        int[] leftRight = values(open("out/images/cell_03_fliplr.tif")).get(0);
        int[] leftRightMask = values(open("out/masks/cell_03_fliplr.tif")).get(0);
        for (int i = 0; i < 600; i++) {
            int x = i % 30;
            int y = i / 30;
            assertEquals(image[(19 - y) * 30 + x], upDown[i]);
            assertEquals(mask[(19 - y) * 30 + x], upDownMask[i]);
            assertEquals(image[y * 30 + 29 - x], leftRight[i]);
            assertEquals(mask[y * 30 + 29 - x], leftRightMask[i]);
        }
        assertArrayEquals(image, values(open("out/images/cell_03.tif")).get(0));
    }

    /** What is flipped twice, or turned there and back, is the image: every kind, every bit. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void copiesUndoThemselves(Kind kind) {
        save("in/größe 1.tif", kind.noise(23, 14));
        for (ExactCopy copy : ExactCopy.values()) {
            ExactCopy back =
                    copy == ExactCopy.TURN90 ? ExactCopy.TURN270 : copy == ExactCopy.TURN270 ? ExactCopy.TURN90 : copy;
            String once = copy.word() + " once";
            write("in", once, only(copy));
            write(once + "/images", once + " twice", only(back));
            ImagePlus there = open(once + "/images/größe 1_" + copy.word() + ".tif");
            ImagePlus again = open(once + " twice/images/größe 1_" + copy.word() + "_" + back.word() + ".tif");
            boolean swapped = copy == ExactCopy.TURN90 || copy == ExactCopy.TURN270;
            assertEquals(swapped ? 14 : 23, there.getWidth());
            assertSame(kind.noise(23, 14), again);
        }
    }

    private static void assertSame(ImagePlus image, ImagePlus copy) {
        assertEquals(image.getBitDepth(), copy.getBitDepth());
        assertEquals(image.getStackSize(), copy.getStackSize());
        List<int[]> expected = values(image);
        List<int[]> found = values(copy);
        for (int s = 0; s < expected.size(); s++) {
            assertArrayEquals(expected.get(s), found.get(s), "slice " + s);
        }
    }

    @Test
    void pngHoldsTheSamePixels() {
        save("in/a.tif", Kind.SHORT.noise(20, 10));
        CopySettings png = new CopySettings(
                false, List.of(ExactCopy.TURN90), 1, AugmentationSettings.parse("flip"), 1, TileFormat.PNG, false);
        assertEquals(2, write("in", "out", png).written());
        write("in", "tiff", settings("turn90", 0, "none"));
        assertSame(open("tiff/images/a_turn90.tif"), open("out/images/a_turn90.png"));
    }

    @Test
    void whatBelongsToAnImageStays() {
        ImageStack stack = new ImageStack(6, 4);
        for (int i = 0; i < 12; i++) {
            stack.addSlice("slice " + i, new ShortProcessor(6, 4));
            stack.getProcessor(i + 1).set(2, 1, i);
        }
        ImagePlus image = new ImagePlus("h", stack);
        image.setDimensions(2, 3, 2);
        image.setOpenAsHyperStack(true);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setDisplayRange(5, 900);
        composite.getCalibration().pixelWidth = 0.25;
        composite.getCalibration().pixelHeight = 0.5;
        composite.getCalibration().pixelDepth = 2;
        composite.getCalibration().xOrigin = 3;
        composite.getCalibration().setUnit("micron");
        composite.setProp("made.by", "test");
        save("in/h.tif", composite);
        write("in", "out", settings("turn90", 1, "turn"));
        ImagePlus copy = open("out/images/h_turn90.tif");
        assertTrue(copy instanceof CompositeImage);
        assertArrayEquals(new int[] {4, 6, 2, 3, 2}, copy.getDimensions());
        assertEquals(0.5, copy.getCalibration().pixelWidth, 1e-9);
        assertEquals(0.25, copy.getCalibration().pixelHeight, 1e-9);
        assertEquals(2, copy.getCalibration().pixelDepth, 1e-9);
        assertEquals(0, copy.getCalibration().xOrigin);
        assertEquals("micron", copy.getCalibration().getUnit());
        assertEquals("test", copy.getProp("made.by"));
        assertEquals(900, ((CompositeImage) copy).getChannelLut(1).max);
        for (int i = 0; i < 12; i++) {
            assertEquals("slice " + i, copy.getStack().getSliceLabel(i + 1));
            // Column 2, row 1 of a width of 6: counter-clockwise it comes to column 1, row 3.
            assertEquals(i, copy.getStack().getProcessor(i + 1).get(1, 3));
        }
        assertEquals(12, open("out/images/h_a001.tif").getStackSize());
    }
}
