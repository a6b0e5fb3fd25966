package io.github.tessera.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.nio.file.Path;

/**
 * An image that is put together from tiles, all of one size and kind; it starts with zeros. Different parts of it may be filled by
 * several threads at once.
 */
public final class TileMosaic {
    private final Path model;
    private final int tileWidth;
    private final int tileHeight;
    private final int bitDepth;
    private final int channels;
    private final ImagePlus image;

    private TileMosaic(Path model, ImagePlus tile, ImagePlus image) {
        this.model = model;
        tileWidth = tile.getWidth();
        tileHeight = tile.getHeight();
        bitDepth = tile.getBitDepth();
        channels = tile.getStackSize();
        this.image = image;
    }

    /**
     * An empty image of the kind of a tile, with its channels, colour tables, pixel size and properties.
     *
     * @param file the tile
     * @param planes slices of the whole
     * @param x column of the tile in the whole, for the origin of the calibration
     * @param y row of the tile in the whole
     * @throws TesseraException if the tile cannot be read, or is a stack of slices
     */
    public static TileMosaic like(Path file, int width, int height, int planes, int x, int y) {
        ImagePlus tile = ImageFiles.open(file);
        if (Planes.count(tile) > 1) {
            throw new TesseraException(
                    "The tile " + file + " has " + Planes.count(tile)
                            + " slices, but a tile holds one; choose the folder that Tessera Tile... made, or results of its tiles.");
        }
        int channels = tile.getStackSize();
        requireRoom(tile, width, height, planes, file);
        ImageStack stack = ImageStack.create(width, height, channels * planes, tile.getBitDepth());
        ImagePlus image = new ImagePlus(file.getFileName().toString(), stack);
        image.setDimensions(channels, planes, 1);
        if (tile instanceof CompositeImage composite && channels > 1) {
            CompositeImage whole = new CompositeImage(image, composite.getMode());
            whole.setLuts(composite.getLuts());
            image = whole;
        } else if (tile.getBitDepth() != 24) {
            ImageProcessor shown = tile.getProcessor();
            image.setLut(new LUT(shown.getLut().getColorModel(), shown.getMin(), shown.getMax()));
        }
        image.setCalibration(origin(tile.getCalibration(), x, y));
        image.setProperties(tile.getPropertiesAsArray());
        return new TileMosaic(file, tile, image);
    }

    /** The names of tiles may tell any size. */
    private static void requireRoom(ImagePlus tile, int width, int height, int planes, Path file) {
        long pixels = (long) width * height;
        String told = "The image to which the tile " + file + " belongs has, as its name says, " + width + " x "
                + height + " pixels";
        if (pixels > Integer.MAX_VALUE) {
            throw new TesseraException(told + ", more than ImageJ can hold; work with parts of it.");
        }
        double bytes = (double) pixels * planes * tile.getStackSize() * tile.getBytesPerPixel();
        Heap.require((long) bytes, told, () -> " or work with parts of it");
    }

    private static Calibration origin(Calibration calibration, int x, int y) {
        Calibration whole = calibration.copy();
        // Results of other programs have none.
        if (whole.xOrigin != 0 || whole.yOrigin != 0) {
            whole.xOrigin += x;
            whole.yOrigin += y;
        }
        return whole;
    }

    /** Columns of each tile. */
    public int tileWidth() {
        return tileWidth;
    }

    /** Rows of each tile. */
    public int tileHeight() {
        return tileHeight;
    }

    /**
     * Fills one part from a tile.
     *
     * @param plane of the whole, from 0
     * @param x where the tile's left edge lies in the whole
     * @param y where the tile's upper edge lies in the whole
     * @param part the pixels of the whole to take from the tile; inside both
     * @throws TesseraException naming the file if it cannot be read, or differs from the other tiles in size or kind
     */
    public void put(Path file, int plane, int x, int y, Tile part) {
        ImagePlus tile = ImageFiles.open(file);
        if (tile.getWidth() != tileWidth
                || tile.getHeight() != tileHeight
                || tile.getBitDepth() != bitDepth
                || tile.getStackSize() != channels) {
            throw new TesseraException("The tile " + file + " is not of the size and kind of " + model.getFileName()
                    + "; cut or segment all tiles alike.");
        }
        for (int channel = 1; channel <= channels; channel++) {
            Object from = tile.getStack().getPixels(channel);
            Object to = image.getStack().getPixels(plane * channels + channel);
            for (int row = part.y(); row < part.bottom(); row++) {
                int start = (row - y) * tileWidth + part.x() - x;
                System.arraycopy(from, start, to, row * image.getWidth() + part.x(), part.width());
            }
        }
    }

    /**
     * Saves the image as TIFF.
     *
     * @throws TesseraException if the file cannot be written
     */
    public void save(Path file) {
        ImageFiles.saveTiff(image, file);
    }
}
