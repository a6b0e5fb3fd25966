package io.github.tessera.predict;

import io.github.tessera.tensor.TileStitcher.RowSink;

/** Turns rows of probabilities into labels: above one half with one output, the most probable class with several. */
final class Decision implements RowSink {
    private static final float HALF = 0.5f;

    private final int width;
    private final int height;
    private final byte[] labels;
    private final float[][] probabilities;
    private final RowSink next;

    /**
     * Nothing yet.
     *
     * @param next gets the rows too
     */
    Decision(int width, int height, int outputs, boolean withProbabilities, RowSink next) {
        this.next = next;
        this.width = width;
        this.height = height;
        labels = new byte[width * height];
        probabilities = withProbabilities ? new float[outputs][width * height] : null;
    }

    @Override
    public void row(int y, float[][] row) {
        int start = y * width;
        for (int x = 0; x < width; x++) {
            labels[start + x] = row.length == 1 ? (byte) (row[0][x] >= HALF ? 1 : 0) : mostProbable(row, x);
        }
        next.row(y, row);
        if (probabilities != null) {
            for (int k = 0; k < row.length; k++) {
                System.arraycopy(row[k], 0, probabilities[k], start, width);
            }
        }
    }

    private static byte mostProbable(float[][] row, int x) {
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            if (row[k][x] > row[best][x]) {
                best = k;
            }
        }
        return (byte) best;
    }

    SegmentedPlane result() {
        return new SegmentedPlane(width, height, labels, probabilities);
    }
}
