package io.github.tessera.data;

import java.nio.FloatBuffer;

/**
 * One of the eight ways to lay a rectangle; pixels are moved, not computed.
 *
 * @param code from 0 to 7: bit 0 flips columns, bit 1 flips rows, bit 2 swaps columns and rows
 * @param width of the rectangle as it was, in pixels
 * @param height as it was
 */
record Turn(int code, int width, int height) {
    /** Rows that are made at once where columns become rows: a cache line of the source serves them all. */
    private static final int BAND = 16;

    private static final String[] WORDS = {
        "", "fliplr", "flipud", "turn180", "turn90 flipud", "turn90", "turn270", "turn90 fliplr"
    };

    /** What it does, in the words of {@link ExactCopy}; empty if nothing. */
    String words() {
        return WORDS[code];
    }

    /** Whether the laid rectangle is as wide as the other was high. */
    boolean swaps() {
        return (code & 4) != 0;
    }

    /** Columns of the laid rectangle. */
    int laidWidth() {
        return swaps() ? height : width;
    }

    /** Rows of the laid rectangle. */
    int laidHeight() {
        return swaps() ? width : height;
    }

    /** The matrix, row by row, that leads from a place in the laid rectangle to its place in the source; from the centre. */
    int[] matrix() {
        int column = (code & 1) == 0 ? 1 : -1;
        int row = (code & 2) == 0 ? 1 : -1;
        return swaps() ? new int[] {0, column, row, 0} : new int[] {column, 0, 0, row};
    }

    /** For each pixel of the laid rectangle the one of the source, both counted row by row. */
    int[] sources() {
        int[] sources = new int[width * height];
        for (int y = 0, i = 0; y < laidHeight(); y++) {
            for (int x = 0; x < laidWidth(); x++, i++) {
                int column = swaps() ? y : x;
                int row = swaps() ? x : y;
                column = (code & 1) == 0 ? column : width - 1 - column;
                row = (code & 2) == 0 ? row : height - 1 - row;
                sources[i] = row * width + column;
            }
        }
        return sources;
    }

    /** Lays {@code width * height} values. */
    void copy(float[] from, int fromStart, FloatBuffer to, int toStart) {
        if (code == 0) {
            to.put(toStart, from, fromStart, width * height);
            return;
        }
        float[] band = new float[BAND * laidWidth()];
        for (int first = 0; first < laidHeight(); first += BAND) {
            int rows = Math.min(BAND, laidHeight() - first);
            if (swaps()) {
                swapped(from, fromStart, first, rows, band);
            } else {
                straight(from, fromStart, first, rows, band);
            }
            to.put(toStart + first * laidWidth(), band, 0, rows * laidWidth());
        }
    }

    private void straight(float[] from, int fromStart, int first, int rows, float[] band) {
        int columns = width;
        for (int y = 0; y < rows; y++) {
            int source = fromStart + columns * ((code & 2) == 0 ? first + y : height - 1 - first - y);
            if ((code & 1) == 0) {
                System.arraycopy(from, source, band, y * columns, columns);
                continue;
            }
            for (int x = 0; x < columns; x++) {
                band[y * columns + x] = from[source + columns - 1 - x];
            }
        }
    }

    private void swapped(float[] from, int fromStart, int first, int rows, float[] band) {
        int columns = height;
        int step = (code & 1) == 0 ? 1 : -1;
        int column = (code & 1) == 0 ? first : width - 1 - first;
        for (int x = 0; x < columns; x++) {
            int source = fromStart + width * ((code & 2) == 0 ? x : height - 1 - x) + column;
            for (int y = 0; y < rows; y++) {
                band[y * columns + x] = from[source + y * step];
            }
        }
    }
}
