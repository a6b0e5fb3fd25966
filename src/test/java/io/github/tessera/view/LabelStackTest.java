package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.LabelStack.Slice;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class LabelStackTest {
    private static final List<String> CLASSES = List.of("background", "cell", "dirt");

    private final LabelStack stack = new LabelStack(CLASSES, Palette.standard(), 0.5, 8);

    /** The value of a pixel is 10 x + y + 100 c. */
    private static RandomAccessibleInterval<FloatType> ramp(int width, int height, int channels) {
        float[] values = new float[width * height * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 * (i % width) + i / width % height + 100 * (i / width / height);
        }
        return ArrayImgs.floats(values, width, height, channels);
    }

    /** The left column is of class 1, the right one is ignored. */
    private static RandomAccessibleInterval<UnsignedByteType> labels(int width, int height) {
        byte[] labels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            labels[y * width] = 1;
            labels[y * width + width - 1] = (byte) LabelImage.IGNORED;
        }
        return ArrayImgs.unsignedBytes(labels, width, height);
    }

    private static Slice slice(String title, int width, int height, int channels) {
        return new Slice(title, ramp(width, height, channels), labels(width, height));
    }

    @Test
    void slicesHaveTitlesAndRegionsOfTheirOwn() {
        ImagePlus image = stack.of("check", List.of(slice("a.tif", 8, 6, 1), slice("b.tif", 4, 8, 1)), Progress.NONE);
        assertEquals(2, image.getStackSize());
        assertEquals(ImagePlus.COLOR_RGB, image.getType());
        assertEquals("a.tif", image.getStack().getSliceLabel(1));
        assertEquals("b.tif", image.getStack().getSliceLabel(2));
        assertEquals(8, image.getWidth());
        assertTrue(image.getHeight() >= 8, "and a legend where there are fonts");
        assertEquals(0x404040, image.getStack().getProcessor(1).get(0, 6) & 0xFFFFFF, "padding");
        assertEquals(4, image.getOverlay().size());
        Roi cell = image.getOverlay().get(0);
        assertEquals("cell", cell.getName());
        assertEquals(1, cell.getPosition());
        assertEquals(new Rectangle(0, 0, 1, 6), cell.getBounds());
        Color color = Palette.standard().color(1);
        assertEquals(color, cell.getStrokeColor());
        assertEquals(128, cell.getFillColor().getAlpha());
        Roi ignored = image.getOverlay().get(3);
        assertEquals("ignore", ignored.getName());
        assertEquals(2, ignored.getPosition());
        assertEquals(new Rectangle(3, 0, 1, 8), ignored.getBounds());
        assertEquals(Palette.standard().color(LabelImage.IGNORED), ignored.getStrokeColor());
    }

    @Test
    void oneImageShowsItsRegionsAlways() {
        ImagePlus image = stack.of("check", List.of(slice("a.tif", 8, 6, 1)), Progress.NONE);
        assertEquals(0, image.getOverlay().get(0).getPosition());
        assertEquals(0, image.getOverlay().get(1).getPosition());
    }

    @Test
    void largeImagesAreAveragedAndLabelsTakenAtTheCentres() {
        Reduction reduction = Reduction.toSide(16, 4, 8);
        assertEquals(new Reduction(16, 4, 8, 2), reduction);
        // The mean of x and x + 1, y and y + 1.
        assertEquals(10 * 2.5f + 2.5f, reduction.means(ramp(16, 4, 2))[8 + 1], 1e-5);
        assertEquals(100 + 10 * 2.5f + 2.5f, reduction.means(ramp(16, 4, 2))[16 + 8 + 1], 1e-5);
        byte[] labels = new byte[16 * 4];
        labels[16 + 3] = 2; // the centre of (1, 0)
        labels[2] = 1;
        assertEquals(2, reduction.labels(ArrayImgs.unsignedBytes(labels, 16, 4)).get(1, 0));
    }

    @Test
    void oddSizesKeepEveryPixel() {
        float[] ones = new float[7 * 5];
        Arrays.fill(ones, 3);
        for (float value : Reduction.toSide(7, 5, 4).means(ArrayImgs.floats(ones, 7, 5, 1))) {
            assertEquals(3, value, 1e-6);
        }
        assertEquals(new Reduction(1000, 1, 8, 1), Reduction.toSide(1000, 1, 8));
    }

    @Test
    void greyIsStretchedAndNotFiniteIsDark() {
        float[] values = {100, 200, 300, Float.NaN};
        ImagePlus image = new LabelStack(CLASSES, Palette.standard(), 0, 4)
                .of(
                        "check",
                        List.of(new Slice("a", ArrayImgs.floats(values, 4, 1, 1), ArrayImgs.unsignedBytes(4, 1))),
                        Progress.NONE);
        assertEquals(0xFFFFFF, image.getProcessor().get(2, 0) & 0xFFFFFF);
        assertEquals(0, image.getProcessor().get(3, 0) & 0xFFFFFF);
        assertEquals(0, image.getOverlay().size());
    }

    @Test
    void threeChannelsKeepTheirColoursTwoAreRedAndGreen() {
        float[] values = {0, 50, 0, 100, 0, 200};
        int rgb = Reduction.toSide(2, 1, 8)
                        .picture(ArrayImgs.floats(values, 2, 1, 3), ArrayImgs.floats(values, 2, 1, 3))
                        .get(1, 0)
                & 0xFFFFFF;
        assertEquals(64, rgb >> 16, 2);
        assertEquals(128, rgb >> 8 & 0xFF, 2);
        assertEquals(255, rgb & 0xFF, 2);
        float[] two = {0, 50, 0, 100};
        var plane = ArrayImgs.floats(two, 2, 1, 2);
        assertEquals(0xFFFF00, Reduction.toSide(2, 1, 8).picture(plane, plane).get(1, 0) & 0xFFFFFF);
    }

    @Test
    void slicesOfOneContrastCanBeCompared() {
        RandomAccessibleInterval<FloatType> original = ArrayImgs.floats(new float[] {0, 100}, 2, 1, 1);
        RandomAccessibleInterval<FloatType> darker = ArrayImgs.floats(new float[] {0, 50}, 2, 1, 1);
        Reduction same = Reduction.toSide(2, 1, 8);
        assertEquals(255, same.picture(darker, darker).get(1, 0) & 0xFF);
        assertEquals(128, same.picture(darker, original).get(1, 0) & 0xFF, 1);
    }

    @Test
    void constantImagesAreBlack() {
        var plane = ArrayImgs.floats(new float[] {7, 7, 7, 7}, 2, 2, 1);
        assertEquals(0, Reduction.toSide(2, 2, 8).picture(plane, plane).get(1, 1) & 0xFFFFFF);
    }

    @Test
    void escStopsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> stack.of("check", List.of(slice("a", 4, 4, 1)), cancelled));
    }
}
