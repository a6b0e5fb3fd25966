package io.github.tessera.predict;

import io.github.tessera.tensor.TileStitcher.RowSink;

/** Gathers the rows of a plane. */
final class PlaneRows implements RowSink {
    private final int width;
    private final int height;
    private final Decision decision;
    private final byte[] labels;
    private final float[][] probabilities;

    /**
     * Nothing yet.
     *
     * @param outputs K, where the probabilities are to be kept; else 0
     */
    PlaneRows(int width, int height, int outputs, Decision decision) {
        this.width = width;
        this.height = height;
        this.decision = decision;
        labels = new byte[width * height];
        probabilities = outputs == 0 ? null : new float[outputs][width * height];
    }

    @Override
    public void row(int y, float[][] row) {
        int start = y * width;
        decision.decide(row, width, labels, start);
        if (probabilities != null) {
            for (int k = 0; k < row.length; k++) {
                System.arraycopy(row[k], 0, probabilities[k], start, width);
            }
        }
    }

    SegmentedPlane result() {
        return new SegmentedPlane(width, height, labels, probabilities);
    }
}
