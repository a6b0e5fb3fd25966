package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.view.ResultPicture.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultPictureTest {
    private static final Palette PALETTE = Palette.standard();
    private static final int CELL = 64;
    private static final int TOP = Lettering.available() ? 20 : 8;
    private static final ResultPicture PICTURE = new ResultPicture(List.of("background", "nucleus"), PALETTE, CELL);

    /** Class 1 in columns 32 to 63 of a 64x64 image: the right half. */
    private static ByteProcessor rightHalf() {
        ByteProcessor labels = new ByteProcessor(64, 64);
        labels.setColor(1);
        labels.setRoi(32, 0, 32, 64);
        labels.fill();
        labels.resetRoi();
        return labels;
    }

    private static ImagePlus grey(int width, int height) {
        return new ImagePlus("image", new ColorProcessor(width, height));
    }

    @Test
    void panelsStandSideBySide() {
        ImagePlus picture = PICTURE.of("Results", List.of(new Example("a", grey(64, 64), rightHalf(), rightHalf())));
        assertEquals("Results", picture.getTitle());
        assertEquals(24, picture.getBitDepth());
        assertEquals(8 + 3 * (64 + 8), picture.getWidth());
        ImageProcessor pixels = picture.getProcessor();
        int black = 0;
        int tint = tint();
        int y = TOP + 30;
        assertEquals(black, rgb(pixels, 8 + 50, y), "image");
        assertEquals(black, rgb(pixels, 8 + 72 + 10, y), "truth, background");
        assertEquals(tint, rgb(pixels, 8 + 72 + 50, y), "truth, class");
        assertEquals(black, rgb(pixels, 8 + 144 + 10, y), "prediction, background");
        assertEquals(tint, rgb(pixels, 8 + 144 + 50, y), "prediction, class");
        assertEquals(0xffffff, rgb(pixels, 8 + 144 + 32, y), "line along the truth's edge");
        assertEquals(0xffffff, rgb(pixels, 4, y), "margin");
    }

    private static int tint() {
        int color = PALETTE.color(1).getRGB();
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= (int) Math.round(0.45 * (color >> shift & 0xff)) << shift;
        }
        return mixed;
    }

    private static int rgb(ImageProcessor pixels, int x, int y) {
        return pixels.get(x, y) & 0xffffff;
    }

    @Test
    void withoutTruthThereAreTwoPanels() {
        ImagePlus picture = PICTURE.of("Results", List.of(new Example("a", grey(64, 64), null, rightHalf())));
        assertEquals(8 + 2 * (64 + 8), picture.getWidth());
        assertEquals(tint(), rgb(picture.getProcessor(), 8 + 72 + 50, TOP + 30));
    }

    @Test
    void largeAndSmallImagesFitTheCell() {
        Example large = new Example("large", grey(500, 250), null, new ByteProcessor(500, 250));
        Example small = new Example("small", grey(8, 16), null, new ByteProcessor(8, 16));
        ImagePlus picture = PICTURE.of("Results", List.of(large, small));
        ImageProcessor pixels = picture.getProcessor();
        assertEquals(0, rgb(pixels, 8 + 63, TOP + 31), "500x250 becomes 64x32");
        assertEquals(0xffffff, rgb(pixels, 8 + 63, TOP + 32 + TOP + 10));
        assertEquals(0, rgb(pixels, 8 + 31, TOP + 32 + TOP + 63), "8x16 becomes 32x64");
    }

    @Test
    void inputsStayAsTheyWere() {
        ShortProcessor pixels = new ShortProcessor(64, 64);
        pixels.setf(5, 900);
        ImagePlus image = new ImagePlus("16 bit", pixels);
        image.setDisplayRange(10, 500);
        ByteProcessor labels = rightHalf();
        byte[] before = ((byte[]) labels.getPixels()).clone();
        PICTURE.of("Results", List.of(new Example("a", image, labels, labels)));
        assertEquals(10, image.getDisplayRangeMin());
        assertEquals(500, image.getDisplayRangeMax());
        assertEquals(900, pixels.getf(5));
        assertArrayEquals(before, (byte[]) labels.getPixels());
    }

    @Test
    void faintGreyImagesAreStretched() {
        ShortProcessor pixels = new ShortProcessor(64, 64);
        for (int i = 0; i < 64 * 64; i++) {
            pixels.set(i, 1000 + i % 64);
        }
        Example example = new Example("a", new ImagePlus("16 bit", pixels), null, new ByteProcessor(64, 64));
        ImageProcessor picture = PICTURE.of("Results", List.of(example)).getProcessor();
        assertTrue((rgb(picture, 9, TOP + 30) & 0xff) < 20);
        assertTrue((rgb(picture, 8 + 62, TOP + 30) & 0xff) > 235);
    }

    @Test
    void channelsShowInTheirColours() {
        ImageStack stack = new ImageStack(64, 64);
        stack.addSlice(new ByteProcessor(64, 64));
        ByteProcessor bright = new ByteProcessor(64, 64);
        bright.set(255);
        stack.addSlice(bright);
        ImagePlus channels = new ImagePlus("channels", stack);
        channels.setDimensions(2, 1, 1);
        CompositeImage composite = new CompositeImage(channels, CompositeImage.COMPOSITE);
        Example example = new Example("a", composite, null, new ByteProcessor(64, 64));
        ImageProcessor picture = PICTURE.of("Results", List.of(example)).getProcessor();
        assertEquals(0x00ff00, rgb(picture, 30, TOP + 30), "the second channel is green");
    }

    @Test
    void labelsOfAnotherSizeAreRefused() {
        ByteProcessor labels = new ByteProcessor(9, 9);
        assertThrows(IllegalArgumentException.class, () -> new Example("a", grey(8, 9), null, labels));
        assertThrows(
                IllegalArgumentException.class, () -> new Example("a", grey(9, 9), new ByteProcessor(8, 9), labels));
        assertThrows(IllegalArgumentException.class, () -> PICTURE.of("Results", List.of()));
    }
}
