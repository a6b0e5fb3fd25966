package io.github.tessera.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The planes of an ImageJ image as imglib2 views of dimensions (x, y, channel), raw intensities as float.
 *
 * <p>A plane is one slice of one time point with all its channels. Grey planes share their pixels with the image; the bytes of
 * an RGB plane are sorted by channel, which takes three bytes a pixel. No plane is ever copied as float, and the image is
 * never written to.
 *
 * <p>An 8-bit image with a colour table counts as grey: its numbers, not its colours, are the intensities.
 */
public final class Planes {
    private static final int[] RGB_SHIFTS = {16, 8, 0};
    private static final int OPAQUE = 0xff << 24;

    /** Rows that are turned from float32 at once. */
    private static final int BAND = 64;

    private Planes() {}

    /** Channels of each plane: 3 for RGB, otherwise the image's channels. */
    public static int channels(ImagePlus imp) {
        return isRgb(imp) ? 3 : imp.getNChannels();
    }

    /** Planes of the image: slices times frames. */
    public static int count(ImagePlus imp) {
        return isRgb(imp) ? imp.getStackSize() : imp.getStackSize() / imp.getNChannels();
    }

    /** Where the planes stand in the image, and which is shown. */
    public static PlaneNumbers numbers(ImagePlus imp) {
        int count = count(imp);
        int slices = imp.getNSlices();
        boolean plain = isRgb(imp) && slices * imp.getNFrames() != count;
        // ImageJ counts channels first. Its slice and frame may be old ones, of before the image had these dimensions.
        int current = (imp.getCurrentSlice() - 1) / (isRgb(imp) ? 1 : imp.getNChannels()) + 1;
        return PlaneNumbers.all(plain ? count : slices, count, current);
    }

    /** Bits of one channel: 8 (grey and RGB), 16 or 32. */
    public static int bitDepth(ImagePlus imp) {
        return isRgb(imp) ? 8 : imp.getBitDepth();
    }

    /**
     * Where one channel of a plane stands in ImageJ's stack, from 1.
     *
     * @param channel from 1; all channels of an RGB plane stand in one place
     * @param plane from 0 to {@link #count} - 1, slices within frames
     */
    public static int stackIndex(ImagePlus imp, int channel, int plane) {
        return isRgb(imp)
                ? plane + 1
                : imp.getStackIndex(channel, plane % imp.getNSlices() + 1, plane / imp.getNSlices() + 1);
    }

    /**
     * One plane as a view (x, y, channel).
     *
     * @param plane from 0 to {@link #count} - 1, slices within frames
     */
    public static RandomAccessibleInterval<FloatType> of(ImagePlus imp, int plane) {
        ImageStack stack = imp.getStack();
        if (isRgb(imp)) {
            return ofBytes(
                    split((ColorProcessor) stack.getProcessor(stackIndex(imp, 1, plane))),
                    imp.getWidth(),
                    imp.getHeight());
        }
        List<ImageProcessor> processors = new ArrayList<>();
        for (int channel = 1; channel <= imp.getNChannels(); channel++) {
            processors.add(stack.getProcessor(stackIndex(imp, channel, plane)));
        }
        return of(processors);
    }

    /**
     * Bytes (0 to 255), one array a channel, row by row, as a view (x, y, channel) that shares them.
     *
     * @param channels arrays of {@code width * height}
     */
    public static RandomAccessibleInterval<FloatType> ofBytes(List<byte[]> channels, int width, int height) {
        long[] size = {width, height, channels.size()};
        List<ByteArray> arrays = channels.stream().map(ByteArray::new).toList();
        return asFloat(planar(arrays, size, new UnsignedByteType()));
    }

    /** As {@link #ofBytes}, of unsigned 16-bit numbers. */
    public static RandomAccessibleInterval<FloatType> ofShorts(List<short[]> channels, int width, int height) {
        long[] size = {width, height, channels.size()};
        List<ShortArray> arrays = channels.stream().map(ShortArray::new).toList();
        return asFloat(planar(arrays, size, new UnsignedShortType()));
    }

    private static RandomAccessibleInterval<FloatType> of(List<ImageProcessor> channels) {
        ImageProcessor first = channels.get(0);
        int width = first.getWidth();
        int height = first.getHeight();
        if (first instanceof ByteProcessor) {
            return ofBytes(channels.stream().map(c -> (byte[]) c.getPixels()).toList(), width, height);
        }
        if (first instanceof ShortProcessor) {
            return ofShorts(channels.stream().map(c -> (short[]) c.getPixels()).toList(), width, height);
        }
        List<FloatArray> arrays = new ArrayList<>();
        channels.forEach(c -> arrays.add(new FloatArray((float[]) ((FloatProcessor) c).getPixels())));
        return planar(arrays, new long[] {width, height, channels.size()}, new FloatType());
    }

    /** An ImageJ image of planes, with all pixels in memory; three channels of 8 bits are an RGB image. */
    static ImagePlus toImage(PlaneStack planes) {
        int width = planes.width();
        int height = planes.height();
        boolean rgb = planes.bitDepth() == 8 && planes.channels() == 3;
        ImageStack stack = new ImageStack(width, height);
        for (RandomAccessibleInterval<FloatType> plane : planes.planes()) {
            List<ImageProcessor> pixels = Stream.generate(() -> empty(planes, rgb))
                    .limit(rgb ? 1 : planes.channels())
                    .toList();
            copy(plane, pixels, rgb);
            pixels.forEach(stack::addSlice);
        }
        ImagePlus imp = new ImagePlus(planes.name(), stack);
        int slices = planes.numbers().slices();
        int channels = rgb ? 1 : planes.channels();
        imp.setDimensions(channels, slices, planes.planes().size() / slices);
        planes.pixelSize().ifPresent(size -> size.calibrate(imp.getCalibration()));
        planes.spacing().calibrate(imp.getCalibration());
        return channels > 1 ? new CompositeImage(imp, CompositeImage.COMPOSITE) : imp;
    }

    private static ImageProcessor empty(PlaneStack planes, boolean rgb) {
        int width = planes.width();
        int height = planes.height();
        if (rgb) {
            return new ColorProcessor(width, height);
        }
        return switch (planes.bitDepth()) {
            case Byte.SIZE -> new ByteProcessor(width, height);
            case Short.SIZE -> new ShortProcessor(width, height);
            default -> new FloatProcessor(width, height);
        };
    }

    /** Band by band: whole planes of float32 beside the image's own pixels may be more than the memory holds. */
    private static void copy(RandomAccessibleInterval<FloatType> plane, List<ImageProcessor> into, boolean rgb) {
        int width = (int) plane.dimension(0);
        int height = (int) plane.dimension(1);
        int channels = (int) plane.dimension(2);
        PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        float[] band = new float[width * Math.min(BAND, height)];
        for (int y = 0; y < height; y += BAND) {
            int rows = Math.min(BAND, height - y);
            for (int channel = 0; channel < channels; channel++) {
                blocks.copy(new int[] {0, y, channel}, band, new int[] {width, rows, 1});
                ImageProcessor target = into.get(rgb ? 0 : channel);
                int shift = RGB_SHIFTS[rgb ? channel : 0];
                for (int i = 0, at = y * width; i < rows * width; i++, at++) {
                    if (rgb) {
                        target.set(at, target.get(at) | OPAQUE | ((int) band[i] << shift));
                    } else {
                        target.setf(at, band[i]);
                    }
                }
            }
        }
    }

    /**
     * The intensities (C, N) of a part of a plane, row by row.
     *
     * @param plane (x, y, channel)
     * @param part inside it
     */
    public static float[][] part(RandomAccessibleInterval<FloatType> plane, Tile part) {
        float[][] channels = new float[(int) plane.dimension(2)][part.width() * part.height()];
        PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.ACCEPT);
        for (int c = 0; c < channels.length; c++) {
            blocks.copy(new int[] {part.x(), part.y(), c}, channels[c], new int[] {part.width(), part.height(), 1});
        }
        return channels;
    }

    /** Whether two planes (x, y, channel) are of one size and hold the same intensities; reads no further than the first that differs. */
    public static boolean same(RandomAccessibleInterval<FloatType> one, RandomAccessibleInterval<FloatType> other) {
        if (!Arrays.equals(one.dimensionsAsLongArray(), other.dimensionsAsLongArray())) {
            return false;
        }
        int[] row = {(int) one.dimension(0), 1, (int) one.dimension(2)};
        PrimitiveBlocks<FloatType> first = PrimitiveBlocks.of(one, PrimitiveBlocks.OnFallback.ACCEPT);
        PrimitiveBlocks<FloatType> second = PrimitiveBlocks.of(other, PrimitiveBlocks.OnFallback.ACCEPT);
        float[] values = new float[row[0] * row[2]];
        float[] others = new float[values.length];
        for (int y = 0; y < one.dimension(1); y++) {
            int[] place = {0, y, 0};
            first.copy(place, values, row);
            second.copy(place, others, row);
            if (!Arrays.equals(values, others)) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> split(ColorProcessor rgb) {
        int[] pixels = (int[]) rgb.getPixels();
        List<byte[]> channels = new ArrayList<>();
        for (int shift : RGB_SHIFTS) {
            byte[] channel = new byte[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                channel[i] = (byte) (pixels[i] >> shift);
            }
            channels.add(channel);
        }
        return channels;
    }

    @SuppressWarnings("unchecked") // a native type's factory makes images of that type, on that type's arrays
    private static <T extends NativeType<T>, A extends ArrayDataAccess<A>> PlanarImg<T, A> planar(
            List<A> arrays, long[] size, T type) {
        PlanarImg<T, A> image = new PlanarImg<>(arrays, size, type.getEntitiesPerPixel());
        NativeTypeFactory<T, A> factory = (NativeTypeFactory<T, A>) type.getNativeTypeFactory();
        image.setLinkedType(factory.createLinkedType(image));
        return image;
    }

    static <T extends RealType<T>> RandomAccessibleInterval<FloatType> asFloat(RandomAccessibleInterval<T> image) {
        return Converters.convert(image, new RealFloatConverter<>(), new FloatType());
    }

    private static boolean isRgb(ImagePlus imp) {
        return imp.getType() == ImagePlus.COLOR_RGB;
    }
}
