package io.github.tessera.data;

import java.nio.FloatBuffer;

/**
 * One of the eight ways to lay a square; pixels are moved, not computed.
 *
 * @param code from 0 to 7: bit 0 flips columns, bit 1 flips rows, bit 2 swaps columns and rows
 * @param side of the square in pixels
 */
record Turn(int code, int side) {
    /** Rows that are made at once where columns become rows: a cache line of the source serves them all. */
    private static final int BAND = 16;

    /** The matrix, row by row, that leads from a place in the laid square to its place in the source; from the centre. */
    int[] matrix() {
        int column = (code & 1) == 0 ? 1 : -1;
        int row = (code & 2) == 0 ? 1 : -1;
        return (code & 4) == 0 ? new int[] {column, 0, 0, row} : new int[] {0, column, row, 0};
    }

    /** Lays {@code side * side} values. */
    void copy(float[] from, int fromStart, FloatBuffer to, int toStart) {
        if (code == 0) {
            to.put(toStart, from, fromStart, side * side);
            return;
        }
        float[] band = new float[BAND * side];
        for (int first = 0; first < side; first += BAND) {
            int rows = Math.min(BAND, side - first);
            if ((code & 4) == 0) {
                straight(from, fromStart, first, rows, band);
            } else {
                swapped(from, fromStart, first, rows, band);
            }
            to.put(toStart + first * side, band, 0, rows * side);
        }
    }

    private void straight(float[] from, int fromStart, int first, int rows, float[] band) {
        for (int y = 0; y < rows; y++) {
            int source = fromStart + side * ((code & 2) == 0 ? first + y : side - 1 - first - y);
            if ((code & 1) == 0) {
                System.arraycopy(from, source, band, y * side, side);
                continue;
            }
            for (int x = 0; x < side; x++) {
                band[y * side + x] = from[source + side - 1 - x];
            }
        }
    }

    private void swapped(float[] from, int fromStart, int first, int rows, float[] band) {
        int step = (code & 1) == 0 ? 1 : -1;
        int column = (code & 1) == 0 ? first : side - 1 - first;
        for (int x = 0; x < side; x++) {
            int source = fromStart + side * ((code & 2) == 0 ? x : side - 1 - x) + column;
            for (int y = 0; y < rows; y++) {
                band[y * side + x] = from[source + y * step];
            }
        }
    }
}
