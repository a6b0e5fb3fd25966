package io.github.tessera.tile;

/**
 * The tiles along one side of an image, and which pixels each of them answers for: those that are nearer to its centre than to any
 * other's; of two equally near the earlier one.
 *
 * <p>As all tiles are of one size, the tile whose centre is nearest in the plane is the one that is nearest along either side.
 *
 * @param extent pixels of the image, above 0
 * @param size pixels of a tile, above 0
 * @param starts first pixel of each tile, strictly ascending
 */
public record TileAxis(int extent, int size, int[] starts) {
    /** The first pixel that tile {@code i} answers for. */
    public int from(int i) {
        return i == 0 ? Math.max(0, starts[0]) : Math.max(starts[i], middle(i - 1));
    }

    /** The first pixel after those that tile {@code i} answers for. */
    public int to(int i) {
        int end = Math.min(extent, starts[i] + size);
        return i == starts.length - 1 ? end : Math.min(end, middle(i));
    }

    /** The first pixel that is nearer to the centre of tile {@code i + 1} than to that of tile {@code i}. */
    private int middle(int i) {
        return (starts[i] + starts[i + 1] + size + 1) / 2;
    }

    /** How many pixels are in some tile. */
    public int covered() {
        int covered = 0;
        for (int i = 0; i < starts.length; i++) {
            covered += to(i) - from(i);
        }
        return covered;
    }

    /** The first pixel that is in no tile, or {@code extent} if there is none. */
    public int firstUncovered() {
        int next = 0;
        for (int i = 0; i < starts.length && from(i) <= next; i++) {
            next = to(i);
        }
        return next;
    }
}
