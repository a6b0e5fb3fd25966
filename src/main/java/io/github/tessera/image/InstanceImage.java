package io.github.tessera.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.tessera.progress.TesseraException;
import java.util.List;

/**
 * Single objects as ImageJ images: the value is the object's number, 0 is background.
 *
 * <p>With numbers up to 65,535 the image has 16 bits. Beyond it has 32 bits and holds floating-point numbers, which are exact up to
 * 16,777,216, for ImageJ has no whole numbers of 32 bits. 3D Suite, MorphoLibJ and TrackMate take both.
 *
 * <p>Colours are those of {@link Palette#objects()}. ImageJ spreads 256 colours over the range of numbers: up to 255 objects differ all
 * from each other, of more some share a colour.
 */
public final class InstanceImage {
    private static final int MOST_IN_16_BITS = 65_535;
    private static final int MOST_EXACT = 1 << 24;
    private static final int COLOURS = 256;

    private InstanceImage() {}

    /**
     * The objects of an image's planes.
     *
     * @param planes number of each pixel's object, from 0, row by row; slices within frames
     * @param slices of each frame
     * @param calibration of the image in which the objects are; copied
     * @throws TesseraException if there are too many objects
     */
    public static ImagePlus of(
            List<int[]> planes, int width, int height, int slices, String title, Calibration calibration) {
        int greatest = 0;
        for (int[] plane : planes) {
            for (int number : plane) {
                greatest = Math.max(greatest, number);
            }
        }
        if (greatest > MOST_EXACT) {
            throw new TesseraException("There are " + greatest + " objects in " + title + ", but an image can number "
                    + MOST_EXACT + "; leave out small objects, or work on a part of the image.");
        }
        LUT lut = Palette.objects().lut();
        ImageStack stack = new ImageStack(width, height, lut);
        for (int[] plane : planes) {
            stack.addSlice(
                    greatest <= MOST_IN_16_BITS
                            ? shorts(plane, width, height, lut)
                            : floats(plane, width, height, lut));
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(1, slices, planes.size() / slices);
        image.setOpenAsHyperStack(image.getNSlices() > 1 && image.getNFrames() > 1);
        image.setDisplayRange(0, Math.max(greatest, COLOURS - 1));
        Calibration copy = calibration.copy();
        // A density calibration of the intensities means nothing to numbers of objects.
        copy.disableDensityCalibration();
        image.setCalibration(copy);
        return image;
    }

    private static ImageProcessor shorts(int[] plane, int width, int height, LUT lut) {
        short[] pixels = new short[plane.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) plane[i];
        }
        return new ShortProcessor(width, height, pixels, lut);
    }

    private static ImageProcessor floats(int[] plane, int width, int height, LUT lut) {
        float[] pixels = new float[plane.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = plane[i];
        }
        return new FloatProcessor(width, height, pixels, lut);
    }
}
