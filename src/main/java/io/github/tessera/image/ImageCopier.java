package io.github.tessera.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An image that changed copies are made of, as files: bit depth, colour tables, channels, slices with their names, pixel size and
 * properties stay. Regions drawn on it and the place of its origin do not, for they belong to the pixels as they were. May be used by
 * several threads at once.
 */
public final class ImageCopier {
    private static final int BYTE = 255;
    private static final int SHORT = 65535;

    private final String name;
    private final ImagePlus image;
    private final List<ImageProcessor> slices = new ArrayList<>(); // of ImageJ's stack
    private final LUT[] tables;

    private ImageCopier(String name, ImagePlus image) {
        this.name = name;
        this.image = image;
        for (int i = 1; i <= image.getStackSize(); i++) {
            ImageProcessor slice = image.getStack().getProcessor(i);
            // ImageJ looks for the range when it is first asked, which two threads must not do.
            slice.getMin();
            slices.add(slice);
        }
        tables = image instanceof CompositeImage composite ? composite.getLuts() : new LUT[0];
    }

    /**
     * Opens an image or stack.
     *
     * @throws TesseraException if {@link ImageFiles#open} cannot read it
     */
    public static ImageCopier open(Path file) {
        return new ImageCopier(file.getFileName().toString(), ImageFiles.open(file));
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Pixels in a row. */
    public int width() {
        return image.getWidth();
    }

    /** Rows. */
    public int height() {
        return image.getHeight();
    }

    /** The pixels, shared where {@link Planes} does. */
    public PlaneStack planes() {
        PlaneStack stack = PlaneStack.of(image);
        return new PlaneStack(
                name, stack.bitDepth(), stack.planes(), stack.numbers(), stack.pixelSize(), stack.spacing());
    }

    /** Whether regions are drawn on it, which no copy has. */
    public boolean hasRegions() {
        return image.getRoi() != null || image.getOverlay() != null;
    }

    /**
     * Checks that copies of this image can be written in a format.
     *
     * @throws TesseraException naming the image and the cure otherwise
     */
    public void require(TileFormat format) {
        int channels = image.getStackSize() / Planes.count(image);
        format.obstacle(channels, Planes.count(image), image.getBitDepth()).ifPresent(what -> {
            throw new TesseraException(
                    "The image " + name + " has " + what + ", which " + format + " cannot hold; choose TIFF.");
        });
    }

    /**
     * Writes a copy whose pixels are moved, over an older file of that name.
     *
     * @param sources for each pixel of the copy the one of the image, both counted row by row
     * @param swapped whether the copy is as wide as the image is high
     * @throws TesseraException if the file cannot be written
     */
    public void writeMoved(int[] sources, boolean swapped, TileFormat format, Path file) {
        ImageProcessor[] moved = new ImageProcessor[slices.size()];
        for (int s = 0; s < moved.length; s++) {
            ImageProcessor slice = slices.get(s);
            moved[s] = empty(slice, swapped);
            for (int i = 0; i < sources.length; i++) {
                moved[s].set(i, slice.get(sources[i]));
            }
        }
        format.write(like(moved, swapped), file);
    }

    /**
     * Writes a copy with other intensities, rounded and held within the range of the bit depth.
     *
     * @param planes gives the channels x height x width intensities of the plane of a number, from 0
     * @param swapped whether the copy is as wide as the image is high
     * @throws TesseraException if the file cannot be written
     */
    public void writeChanged(IntFunction<float[]> planes, boolean swapped, TileFormat format, Path file) {
        ImageProcessor[] changed = new ImageProcessor[slices.size()];
        for (int p = 0; p < Planes.count(image); p++) {
            float[] values = planes.apply(p);
            boolean rgb = slices.get(0) instanceof ColorProcessor;
            for (int channel = 1; channel <= (rgb ? 1 : Planes.channels(image)); channel++) {
                int slice = Planes.stackIndex(image, channel, p) - 1;
                changed[slice] = empty(slices.get(slice), swapped);
                fill(changed[slice], values, channel - 1);
            }
        }
        format.write(like(changed, swapped), file);
    }

    private static ImageProcessor empty(ImageProcessor like, boolean swapped) {
        return swapped
                ? like.createProcessor(like.getHeight(), like.getWidth())
                : like.createProcessor(like.getWidth(), like.getHeight());
    }

    private static void fill(ImageProcessor target, float[] values, int channel) {
        int area = target.getPixelCount();
        if (target instanceof FloatProcessor) {
            System.arraycopy(values, channel * area, target.getPixels(), 0, area);
        } else if (target instanceof ColorProcessor) {
            for (int i = 0; i < area; i++) {
                int red = whole(values[i], BYTE);
                int green = whole(values[area + i], BYTE);
                target.set(i, 0xFF000000 | red << 16 | green << 8 | whole(values[2 * area + i], BYTE));
            }
        } else {
            int most = target instanceof ByteProcessor ? BYTE : SHORT;
            for (int i = 0; i < area; i++) {
                target.set(i, whole(values[channel * area + i], most));
            }
        }
    }

    private static int whole(float value, int most) {
        return Math.max(0, Math.min(most, Math.round(value)));
    }

    private ImagePlus like(ImageProcessor[] processors, boolean swapped) {
        ImageStack stack = new ImageStack(processors[0].getWidth(), processors[0].getHeight());
        for (int s = 0; s < processors.length; s++) {
            stack.addSlice(image.getStack().getSliceLabel(s + 1), processors[s]);
        }
        ImagePlus copy = new ImagePlus(name, stack);
        copy.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
        copy.setOpenAsHyperStack(image.isHyperStack());
        if (image instanceof CompositeImage whole) {
            CompositeImage composite = new CompositeImage(copy, whole.getMode());
            composite.setLuts(tables);
            copy = composite;
        }
        copy.setCalibration(calibration(swapped));
        copy.setProperties(image.getPropertiesAsArray());
        copy.setProperty("Info", image.getInfoProperty());
        return copy;
    }

    private Calibration calibration(boolean swapped) {
        Calibration calibration = image.getCalibration().copy();
        calibration.xOrigin = 0;
        calibration.yOrigin = 0;
        if (swapped) {
            double width = calibration.pixelWidth;
            calibration.pixelWidth = calibration.pixelHeight;
            calibration.pixelHeight = width;
            String unit = calibration.getXUnit();
            calibration.setXUnit(calibration.getYUnit());
            calibration.setYUnit(unit);
        }
        return calibration;
    }
}
