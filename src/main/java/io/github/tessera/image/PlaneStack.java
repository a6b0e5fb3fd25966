package io.github.tessera.image;

import ij.ImagePlus;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The planes of one image or file, for packages that do not know ImageJ.
 *
 * @param name what messages call it: the file name or the title
 * @param bitDepth bits of one channel: 8, 16 or 32
 * @param planes raw intensities (x, y, channel), all of one size, at least one; in memory or on disk
 * @param numbers where the planes stand in the image
 * @param pixelSize none if the image does not tell it
 * @param spacing of the planes
 */
public record PlaneStack(
        String name,
        int bitDepth,
        List<RandomAccessibleInterval<FloatType>> planes,
        PlaneNumbers numbers,
        Optional<PixelSize> pixelSize,
        PlaneSpacing spacing) {
    /** Copies the list. */
    public PlaneStack {
        if (planes.isEmpty() || planes.size() != numbers.numbers().size()) {
            throw new IllegalArgumentException(planes.size() + " planes in " + name);
        }
        planes = List.copyOf(planes);
    }

    /** Slices of which no more is known. */
    public PlaneStack(String name, int bitDepth, List<RandomAccessibleInterval<FloatType>> planes) {
        this(
                name,
                bitDepth,
                planes,
                PlaneNumbers.all(planes.size(), planes.size(), 1),
                Optional.empty(),
                PlaneSpacing.NONE);
    }

    /** All planes of an ImageJ image, sharing its pixels where {@link Planes} does. */
    public static PlaneStack of(ImagePlus imp) {
        List<RandomAccessibleInterval<FloatType>> planes = new ArrayList<>();
        for (int p = 0; p < Planes.count(imp); p++) {
            planes.add(Planes.of(imp, p));
        }
        return new PlaneStack(
                imp.getTitle(),
                Planes.bitDepth(imp),
                planes,
                Planes.numbers(imp),
                PixelSize.of(imp),
                PlaneSpacing.of(imp.getCalibration()));
    }

    /**
     * All planes of a file.
     *
     * <p>What takes more than a quarter of the free memory stays on disk if it is a TIFF of a kind that can be read piece by piece
     * (strips or tiles, also BigTIFF; uncompressed, LZW, Deflate, PackBits or JPEG; 8 or 16 bits, 32-bit float, RGB): its pixels
     * are read when they are asked for, and the file must stay as it is meanwhile. So are tiles, BigTIFF and JPEG whatever
     * their size where there is no Bio-Formats, for ImageJ does not read them. The numbers are the same either way.
     *
     * @throws TesseraException if {@link ImageFiles#open} cannot read it
     */
    public static PlaneStack open(Path file) {
        Path absolute = ImageFiles.requireReadable(file);
        return onDisk(absolute, tiff -> ImageReader.staysUnread(tiff, absolute) || isLarge(tiff))
                .orElseGet(() -> of(ImageReader.read(absolute))
                        .named(absolute.getFileName().toString()));
    }

    /**
     * All planes of a file that takes more than a part of all of Java's memory, if it can be read piece by piece; they stay on disk.
     *
     * @param more bytes that are needed beside each pixel of a plane
     * @param part of the memory, above 0; whatever is taken of it now
     * @return empty for a file that is better read whole, or cannot be read otherwise
     * @throws TesseraException if there is no such file
     */
    public static Optional<PlaneStack> large(Path file, int more, double part) {
        Path absolute = ImageFiles.requireReadable(file);
        double most = part * Runtime.getRuntime().maxMemory();
        return onDisk(
                absolute, tiff -> tiff.obstacle().isEmpty() && tiff.wholeBytes() + more * tiff.planePixels() > most);
    }

    private interface Test {
        boolean of(TiffFile tiff) throws IOException;
    }

    private static Optional<PlaneStack> onDisk(Path file, Test wanted) {
        Optional<TiffFile> tiff = TiffFile.read(file);
        try {
            if (tiff.isPresent() && wanted.of(tiff.get())) {
                return Optional.of(tiff.get().planes(file.getFileName().toString()));
            }
        } catch (IOException e) {
            // The header is broken where it was read just now: whoever reads the file whole says what is wrong.
        }
        return Optional.empty();
    }

    private static boolean isLarge(TiffFile tiff) throws IOException {
        return !Heap.comfortable(tiff.wholeBytes()) && tiff.obstacle().isEmpty();
    }

    /** Pixels in a row. */
    public int width() {
        return (int) planes.get(0).dimension(0);
    }

    /** Rows. */
    public int height() {
        return (int) planes.get(0).dimension(1);
    }

    /** Channels of each plane. */
    public int channels() {
        return (int) planes.get(0).dimension(2);
    }

    /** The same planes under another name. */
    public PlaneStack named(String other) {
        return new PlaneStack(other, bitDepth, planes, numbers, pixelSize, spacing);
    }

    /** The name of one plane: that of the stack, with its number in the image (from 1) where there are several. */
    public String name(int plane) {
        int number = numbers.numbers().get(plane);
        return planes.size() == 1 && number == 1 ? name : name + " slice " + number;
    }

    /**
     * Some of the planes of a whole image.
     *
     * @param picked their numbers, from 1
     */
    public PlaneStack picked(List<Integer> picked) {
        List<RandomAccessibleInterval<FloatType>> some =
                picked.stream().map(number -> planes.get(number - 1)).toList();
        PlaneNumbers places = new PlaneNumbers(numbers.slices(), numbers.count(), numbers.current(), picked);
        return new PlaneStack(name, bitDepth, some, places, pixelSize, spacing);
    }

    /**
     * The same planes with pixels of another size, in memory: see {@link Rescaling}.
     *
     * @throws TesseraException if the image does not tell the size of its pixels, or the result does not fit into memory
     */
    public PlaneStack rescaled(PixelSize wanted, Progress progress) {
        PixelSize given = PixelSize.required(pixelSize, name);
        Rescaling rescaling = Rescaling.to(wanted, given, width(), height());
        if (rescaling.isIdentity()) {
            return this;
        }
        List<RandomAccessibleInterval<FloatType>> scaled = new ArrayList<>();
        for (int p = 0; p < planes.size(); p++) {
            scaled.add(rescaling.intensities(name(p), planes.get(p), bitDepth < Float.SIZE, progress));
        }
        return new PlaneStack(name, bitDepth, scaled, numbers, Optional.of(rescaling.pixelSize(given)), spacing);
    }
}
