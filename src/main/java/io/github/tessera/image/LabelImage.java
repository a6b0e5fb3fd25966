package io.github.tessera.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.LUT;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * Segmentations as ImageJ images: 8 bits, the value is the class index, 255 is ignored.
 *
 * <p>Each label has its colour of {@link Palette#standard()}; the names of the classes are kept in the image's properties and so
 * outlive saving as TIFF.
 */
public final class LabelImage {
    /** The label of pixels that are neither learnt from nor counted. */
    public static final int IGNORED = 255;

    /** The image property that holds the class names, one a line, from class 0 on. */
    public static final String CLASSES_PROPERTY = "tessera.classes";

    private LabelImage() {}

    /**
     * One slice.
     *
     * @param labels class indices, row by row; the image uses this array
     * @param classes the names of the classes from 0 on
     * @param calibration of the image that was segmented; copied
     */
    public static ImagePlus of(
            byte[] labels, int width, int height, List<String> classes, String title, Calibration calibration) {
        return of(List.of(labels), width, height, classes, title, calibration);
    }

    /**
     * A stack, or one slice.
     *
     * @param slices class indices of each slice, row by row; the image uses these arrays
     * @param classes the names of the classes from 0 on
     * @param calibration of the image that was segmented; copied
     */
    public static ImagePlus of(
            List<byte[]> slices, int width, int height, List<String> classes, String title, Calibration calibration) {
        LUT lut = Palette.standard().lut();
        ImageStack stack = new ImageStack(width, height, lut);
        slices.forEach(labels -> stack.addSlice(null, new ByteProcessor(width, height, labels, lut)));
        ImagePlus imp = new ImagePlus(title, stack);
        imp.setDisplayRange(0, 255);
        Calibration copy = calibration.copy();
        // The labels are class numbers: a density calibration of the intensities means nothing to them.
        copy.disableDensityCalibration();
        imp.setCalibration(copy);
        imp.setProp(CLASSES_PROPERTY, String.join("\n", classes));
        return imp;
    }

    /**
     * The names of the classes.
     *
     * @throws TesseraException naming the image if it was not made by Tessera
     */
    public static List<String> classes(ImagePlus imp) {
        String names = imp.getProp(CLASSES_PROPERTY);
        if (names == null) {
            throw new TesseraException("The image " + imp.getTitle()
                    + " holds no class names; choose a label image that Tessera made, saved as TIFF.");
        }
        return List.of(names.split("\n"));
    }

    /** The label arrays of all slices, shared with the image. */
    public static List<byte[]> labels(ImagePlus imp) {
        if (imp.getBitDepth() != 8) {
            throw new TesseraException("The image " + imp.getTitle() + " has " + imp.getBitDepth()
                    + " bits; choose a label image of 8 bits.");
        }
        List<byte[]> labels = new ArrayList<>();
        for (int slice = 1; slice <= imp.getStackSize(); slice++) {
            labels.add((byte[]) imp.getStack().getProcessor(slice).getPixels());
        }
        return labels;
    }
}
