package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class PlaneChoiceTest {
    /** Three channels, four slices, two frames; each pixel says where it is: frame, slice and channel from 1. */
    private static ImagePlus hyperstack() {
        ImageStack stack = new ImageStack(2, 1);
        for (int t = 1; t <= 2; t++) {
            for (int z = 1; z <= 4; z++) {
                for (int c = 1; c <= 3; c++) {
                    byte place = (byte) (100 * t + 10 * z + c);
                    stack.addSlice(new ByteProcessor(2, 1, new byte[] {place, place}));
                }
            }
        }
        ImagePlus imp = new ImagePlus("cells.tif", stack);
        imp.setDimensions(3, 4, 2);
        ImagePlus composite = new CompositeImage(imp, IJ.COMPOSITE);
        composite.setPosition(2, 3, 2);
        return composite;
    }

    private static PlaneStack chosen(String channels, String slices, String frames) {
        return PlaneChoice.parse(channels, slices, frames).of(PlaneStack.of(hyperstack()));
    }

    private static List<Integer> places(PlaneStack stack) {
        return stack.planes().stream()
                .flatMap(plane -> IntStream.range(0, stack.channels())
                        .mapToObj(c -> (int) plane.getAt(0, 0, c).get()))
                .toList();
    }

    private static String refusal(String channels, String slices, String frames) {
        return assertThrows(TesseraException.class, () -> chosen(channels, slices, frames))
                .getMessage();
    }

    /** ImageJ finds out the dimensions of a stack only when it is asked for them. */
    @Test
    void theCurrentSliceOfAFreshStackIsTheOneThatIsShown() {
        ImageStack stack = new ImageStack(2, 1);
        for (int z = 1; z <= 3; z++) {
            stack.addSlice(new ByteProcessor(2, 1, new byte[] {(byte) z, 0}));
        }
        ImagePlus imp = new ImagePlus("fresh", stack);
        imp.setSlice(2);
        PlaneStack chosen = PlaneChoice.parse("all", "current", "all").of(PlaneStack.of(imp));
        assertEquals(List.of(2), places(chosen));
        assertEquals("fresh slice 2", chosen.name(0));
    }

    @Test
    void allIsEverything() {
        PlaneStack all = PlaneStack.of(hyperstack());
        assertEquals(all, PlaneChoice.ALL.of(all));
        assertEquals(all, PlaneChoice.parse("", " ALL", "all").of(all));
        assertEquals(24, places(all).size());
    }

    @Test
    void currentIsWhatIsShown() {
        PlaneStack stack = chosen("all", "current", "current");
        assertEquals(List.of(231, 232, 233), places(stack));
        assertEquals("cells.tif slice 7", stack.name(0));
    }

    @Test
    void listsAndRangesAreTakenInTheirOrderAndOnce() {
        assertEquals(List.of(143, 141, 123, 121, 133, 131), places(chosen("3,1", "4, 2 - 3,3", "1")));
    }

    @Test
    void channelsOfAnRgbImageAreRedGreenAndBlue() {
        ImagePlus rgb = new ImagePlus("a", new ColorProcessor(1, 1, new int[] {0x102030}));
        PlaneStack stack = PlaneChoice.parse("3", "all", "all").of(PlaneStack.of(rgb));
        assertEquals(1, stack.channels());
        assertEquals(0x30, stack.planes().get(0).getAt(0, 0, 0).get());
    }

    @Test
    void chosenChannelsAreReadTheFastWay() {
        RandomAccessibleInterval<FloatType> plane =
                chosen("3,1", "2", "2").planes().get(0);
        float[] pixels = new float[4];
        PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.FAIL).copy(new int[3], pixels, new int[] {2, 1, 2});
        assertEquals(223, pixels[0]);
        assertEquals(221, pixels[3]);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertEquals(
                "There is no slice 5 in cells.tif, which has 4 slices; choose from 1 to 4.",
                refusal("all", "2-9", "1"));
        assertEquals(
                "There is no channel 4 in cells.tif, which has 3 channels; choose from 1 to 3.",
                refusal("1,4", "all", "all"));
        assertEquals(
                "There is no frame 7 in cells.tif, which has 2 frames; choose from 1 to 2.", refusal("1", "all", "7"));
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        for (String nonsense : List.of("1-x", "0", "3-1", "1,,2", "-1", "1 2", "99999999999")) {
            assertEquals(
                    "The slices \"" + nonsense
                            + "\" are not understood; write all, current, or numbers from 1 and ranges,"
                            + " such as 1,3 or 1-10.",
                    refusal("all", nonsense, "all"));
        }
        assertEquals(
                "The channels \"current\" are not understood; write all or numbers from 1 and ranges, such as 1,3 or 1-10.",
                refusal("current", "all", "all"));
    }
}
