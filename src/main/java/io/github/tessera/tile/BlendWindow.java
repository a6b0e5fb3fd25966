package io.github.tessera.tile;

/**
 * How much each pixel of a tile counts where tiles overlap: weight = column weight x row weight, from 0 to 1.
 *
 * <p>Over all tiles of the grid the weights at every pixel of the image sum to 1, so blending is adding up.
 *
 * <p>{@link Blending#LINEAR}: towards a neighbour the weight is 0 within {@code halo} of the tile's edge, where the network saw the
 * edge, then rises linearly over the rest of the shared band, which is 2 x overlap wide. With halo = overlap the rise is a step at the
 * core's edge. An overlap smaller than the halo leaves no pixel that saw no edge: then the rise takes the whole band. Towards the
 * image's edge, where there is no neighbour, the weight stays 1.
 *
 * <p>{@link Blending#GAUSSIAN}: a bell over the tile, divided by the sum of the bells of all tiles that hold the pixel.
 */
public final class BlendWindow {
    /** Of a bell, as a part of the tile's side. */
    private static final double DEVIATION = 0.125;

    private final TileGrid grid;
    private final int halo;
    private final Blending blending;

    private BlendWindow(TileGrid grid, int halo, Blending blending) {
        this.grid = grid;
        this.halo = halo;
        this.blending = blending;
    }

    /**
     * The window for the tiles of a grid.
     *
     * @param halo how many pixels from its edge a tile's result differs from the whole image's, at least 0
     */
    public static BlendWindow of(TileGrid grid, int halo, Blending blending) {
        if (halo < 0) {
            throw new IllegalArgumentException("halo " + halo);
        }
        return new BlendWindow(grid, halo > grid.overlap() ? 0 : halo, blending);
    }

    /** Weights along the tile's columns, as many as the tile is wide; use those inside the image only. */
    public float[] columns(Tile tile) {
        return profile(tile.x(), tile.width(), grid.width());
    }

    /** Weights along the tile's rows, as many as the tile is high; use those inside the image only. */
    public float[] rows(Tile tile) {
        return profile(tile.y(), tile.height(), grid.height());
    }

    private float[] profile(int start, int size, int extent) {
        return switch (blending) {
            case LINEAR -> ramps(start, size, extent);
            case GAUSSIAN -> bells(start, size, extent);
        };
    }

    // One tile's fall is 1 minus the next one's rise, so the sum over the tiles telescopes to 1, however many overlap.
    private float[] ramps(int start, int size, int extent) {
        int core = size - 2 * grid.overlap();
        boolean first = start + grid.overlap() == 0;
        boolean last = start + grid.overlap() + core >= extent;
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            double risen = first ? 1 : ramp(i);
            double fallen = last ? 0 : ramp(i - core);
            weights[i] = (float) (risen - fallen);
        }
        return weights;
    }

    private double ramp(int i) {
        int length = 2 * (grid.overlap() - halo);
        if (length == 0) {
            return i < halo ? 0 : 1;
        }
        return Math.min(1, Math.max(0, (i + 0.5 - halo) / length));
    }

    private float[] bells(int start, int size, int extent) {
        int core = size - 2 * grid.overlap();
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            // Where the earlier and later tiles that hold the pixel begin, seen from it.
            for (int from = start - (start + grid.overlap()) / core * core;
                    from + grid.overlap() < extent;
                    from += core) {
                int place = start + i - from;
                sum += place >= 0 && place < size ? bell(place, size) : 0;
            }
            weights[i] = (float) (bell(i, size) / sum);
        }
        return weights;
    }

    private static double bell(int i, int size) {
        double distance = (i + 0.5 - size / 2.0) / (size * DEVIATION);
        return Math.exp(-distance * distance / 2);
    }
}
