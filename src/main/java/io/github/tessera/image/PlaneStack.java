package io.github.tessera.image;

import ij.ImagePlus;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The planes of one image or file, for packages that do not know ImageJ.
 *
 * @param name what messages call it: the file name or the title
 * @param bitDepth bits of one channel: 8, 16 or 32
 * @param planes raw intensities (x, y, channel), all of one size, at least one
 */
public record PlaneStack(String name, int bitDepth, List<RandomAccessibleInterval<FloatType>> planes) {
    /** Copies the list. */
    public PlaneStack {
        if (planes.isEmpty()) {
            throw new IllegalArgumentException("no planes in " + name);
        }
        planes = List.copyOf(planes);
    }

    /** All planes of an ImageJ image, sharing its pixels where {@link Planes} does. */
    public static PlaneStack of(ImagePlus imp) {
        List<RandomAccessibleInterval<FloatType>> planes = new ArrayList<>();
        for (int p = 0; p < Planes.count(imp); p++) {
            planes.add(Planes.of(imp, p));
        }
        return new PlaneStack(imp.getTitle(), Planes.bitDepth(imp), planes);
    }

    /**
     * All planes of a file.
     *
     * @throws TesseraException if {@link ImageFiles#open} cannot read it
     */
    public static PlaneStack open(Path file) {
        PlaneStack stack = of(ImageFiles.open(file));
        return new PlaneStack(file.getFileName().toString(), stack.bitDepth, stack.planes);
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

    /** The name of one plane: that of the stack, with the slice (from 1) where there are several. */
    public String name(int plane) {
        return planes.size() == 1 ? name : name + " slice " + (plane + 1);
    }
}
