package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class PlanesTest {
    private static float at(RandomAccessibleInterval<FloatType> plane, int x, int y, int c) {
        return plane.getAt(x, y, c).get();
    }

    @Test
    void bytesAreReadWithoutSign() {
        ImagePlus imp = new ImagePlus("a", new ByteProcessor(2, 1, new byte[] {3, (byte) 200}));
        RandomAccessibleInterval<FloatType> plane = Planes.of(imp, 0);
        assertArrayEquals(new long[] {2, 1, 1}, plane.dimensionsAsLongArray());
        assertEquals(3, at(plane, 0, 0, 0));
        assertEquals(200, at(plane, 1, 0, 0));
    }

    @Test
    void shortsAreReadWithoutSign() {
        ImagePlus imp = new ImagePlus("a", new ShortProcessor(1, 2, new short[] {7, (short) 60000}, null));
        assertEquals(60000, at(Planes.of(imp, 0), 0, 1, 0));
        assertEquals(16, Planes.bitDepth(imp));
    }

    @Test
    void floatsAreTheImagesOwnPixels() {
        float[] pixels = {-1.5f, 2f};
        ImagePlus imp = new ImagePlus("a", new FloatProcessor(2, 1, pixels));
        RandomAccessibleInterval<FloatType> plane = Planes.of(imp, 0);
        pixels[0] = 9f;
        assertEquals(9f, at(plane, 0, 0, 0));
    }

    @Test
    void rgbHasThreeChannelsOfEightBits() {
        ImagePlus imp = new ImagePlus("a", new ColorProcessor(1, 1, new int[] {0xFF10C8FE}));
        RandomAccessibleInterval<FloatType> plane = Planes.of(imp, 0);
        assertEquals(3, Planes.channels(imp));
        assertEquals(8, Planes.bitDepth(imp));
        assertEquals(0x10, at(plane, 0, 0, 0));
        assertEquals(0xC8, at(plane, 0, 0, 1));
        assertEquals(0xFE, at(plane, 0, 0, 2));
    }

    @Test
    void aColourTableLeavesTheNumbersAsIntensities() {
        ByteProcessor bytes = new ByteProcessor(1, 1, new byte[] {42});
        bytes.setLut(LUT.createLutFromColor(Color.RED));
        ImagePlus imp = new ImagePlus("a", bytes);
        assertEquals(1, Planes.channels(imp));
        assertEquals(42, at(Planes.of(imp, 0), 0, 0, 0));
    }

    @Test
    void planesOfAHyperstackRunOverSlicesThenFrames() {
        ImageStack stack = new ImageStack(1, 1);
        for (int frame = 0; frame < 2; frame++) {
            for (int slice = 0; slice < 3; slice++) {
                for (int channel = 0; channel < 2; channel++) {
                    stack.addSlice(new ByteProcessor(1, 1, new byte[] {(byte) (100 * frame + 10 * slice + channel)}));
                }
            }
        }
        ImagePlus imp = new ImagePlus("a", stack);
        imp.setDimensions(2, 3, 2);
        ImagePlus composite = new CompositeImage(imp, IJ.COMPOSITE);
        assertEquals(6, Planes.count(composite));
        assertEquals(2, Planes.channels(composite));
        for (int plane = 0; plane < 6; plane++) {
            int expected = 100 * (plane / 3) + 10 * (plane % 3);
            assertEquals(expected, at(Planes.of(composite, plane), 0, 0, 0));
            assertEquals(expected + 1, at(Planes.of(composite, plane), 0, 0, 1));
        }
    }

    @Test
    void anRgbStackHasOnePlaneASlice() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0x010203}));
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0x040506}));
        ImagePlus imp = new ImagePlus("a", stack);
        assertEquals(2, Planes.count(imp));
        assertEquals(6, at(Planes.of(imp, 1), 0, 0, 2));
    }
}
