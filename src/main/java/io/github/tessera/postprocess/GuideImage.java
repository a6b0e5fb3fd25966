package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;

/**
 * The image whose colours tell where labels may change.
 *
 * @param width columns, above 0
 * @param height rows, above 0
 * @param channels intensities, one array a channel, row by row; finite; none for an image of which only the size is known
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of pixels; never compared
public record GuideImage(int width, int height, float[][] channels) {
    /**
     * Checks sizes and values.
     *
     * @throws TesseraException if an intensity is infinite or not a number
     */
    public GuideImage {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(width + " x " + height);
        }
        for (float[] channel : channels) {
            if (channel.length != width * height) {
                throw new IllegalArgumentException(width + " x " + height + " from " + channel.length);
            }
            requireFinite(channel, width);
        }
    }

    private static void requireFinite(float[] channel, int width) {
        for (int i = 0; i < channel.length; i++) {
            if (!Float.isFinite(channel[i])) {
                throw new TesseraException("The image has the value " + channel[i] + " at x = " + i % width + ", y = "
                        + i / width + "; give each pixel a number, for example by Process > Math > Macro... with"
                        + " code=[if(isNaN(v)) v=0].");
            }
        }
    }

    /** Columns x rows. */
    public int pixels() {
        return width * height;
    }

    /** The part of the image under a tile that lies inside it. */
    public GuideImage part(Tile tile) {
        return new GuideImage(tile.width(), tile.height(), parts(channels, width, tile));
    }

    /**
     * The part of each plane under a tile that lies inside it.
     *
     * @param columns of the planes
     */
    public static float[][] parts(float[][] planes, int columns, Tile tile) {
        float[][] parts = new float[planes.length][tile.width() * tile.height()];
        for (int c = 0; c < parts.length; c++) {
            for (int y = 0; y < tile.height(); y++) {
                int from = (tile.y() + y) * columns + tile.x();
                System.arraycopy(planes[c], from, parts[c], y * tile.width(), tile.width());
            }
        }
        return parts;
    }
}
