package io.github.tessera.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Mirror;
import io.github.tessera.tile.Tile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image that tiles are cut from, as files: pixels, bit depth, colour table, pixel size and properties stay as they are, and the
 * origin of the calibration moves with the tile. May be used by several threads at once.
 */
public final class TileCutter {
    private final String name;
    private final ImagePlus image;
    private final int channels;
    private final List<ImageProcessor> processors = new ArrayList<>(); // (plane, channel)
    private final Calibration calibration;
    private final String[] properties;

    private TileCutter(String name, ImagePlus image) {
        this.name = name;
        this.image = image;
        channels = image.getStackSize() / Planes.count(image);
        ImageStack stack = image.getStack();
        for (int plane = 0; plane < planes(); plane++) {
            for (int channel = 1; channel <= channels; channel++) {
                ImageProcessor processor = stack.getProcessor(Planes.stackIndex(image, channel, plane));
                // ImageJ looks for the range when it is first asked, which two threads must not do.
                processor.getMin();
                processors.add(processor);
            }
        }
        calibration = image.getCalibration();
        properties = image.getPropertiesAsArray();
    }

    /**
     * Opens an image or stack.
     *
     * @throws TesseraException if {@link ImageFiles#open} cannot read it
     */
    public static TileCutter open(Path file) {
        return new TileCutter(file.getFileName().toString(), ImageFiles.open(file));
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

    /** Slices times frames. */
    public int planes() {
        return Planes.count(image);
    }

    /**
     * Checks that tiles of this image can be written in a format.
     *
     * @throws TesseraException naming the image and the cure otherwise
     */
    public void require(TileFormat format) {
        format.obstacle(channels, 1, image.getBitDepth()).ifPresent(what -> {
            throw new TesseraException("The image " + name + " has " + what + ", which " + format
                    + " cannot hold; choose TIFF for the tiles.");
        });
    }

    /**
     * Cuts one tile and writes it, over an older file of that name.
     *
     * @param plane from 0 to {@link #planes} - 1
     * @param tile starts inside the image; what lies beyond the edges is mirrored
     * @throws TesseraException if the file cannot be written
     */
    public void cut(int plane, Tile tile, TileFormat format, Path file) {
        ImageStack stack = new ImageStack(tile.width(), tile.height());
        for (int channel = 0; channel < channels; channel++) {
            stack.addSlice(crop(processors.get(plane * channels + channel), tile));
        }
        format.write(like(stack, tile), file);
    }

    private ImagePlus like(ImageStack stack, Tile tile) {
        ImagePlus cut = new ImagePlus(name, stack);
        if (channels > 1) {
            cut.setDimensions(channels, 1, 1);
            if (image instanceof CompositeImage whole) {
                CompositeImage composite = new CompositeImage(cut, whole.getMode());
                composite.setLuts(whole.getLuts());
                cut = composite;
            }
        }
        Calibration moved = calibration.copy();
        moved.xOrigin -= tile.x();
        moved.yOrigin -= tile.y();
        cut.setCalibration(moved);
        cut.setProperties(properties);
        return cut;
    }

    private static ImageProcessor crop(ImageProcessor source, Tile tile) {
        ImageProcessor target = source.createProcessor(tile.width(), tile.height());
        int[] columns = Mirror.positions(tile.x(), tile.width(), source.getWidth());
        int[] rows = Mirror.positions(tile.y(), tile.height(), source.getHeight());
        int straight = Math.min(tile.width(), source.getWidth() - tile.x());
        for (int row = 0; row < rows.length; row++) {
            int from = rows[row] * source.getWidth();
            int to = row * tile.width();
            System.arraycopy(source.getPixels(), from + tile.x(), target.getPixels(), to, straight);
            for (int column = straight; column < columns.length; column++) {
                target.set(to + column, source.get(from + columns[column]));
            }
        }
        return target;
    }
}
