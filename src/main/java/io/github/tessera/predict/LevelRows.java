package io.github.tessera.predict;

import io.github.tessera.metric.ThresholdCounts;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.tensor.TileStitcher.RowSink;
import java.util.Arrays;

/** Counts rows of probabilities at all thresholds; a single output is the second class, and what it leaves is the first. */
final class LevelRows implements RowSink {
    private final byte[] truth;
    private final int width;
    private final ThresholdCounts counts;
    private final byte[] levels;

    /**
     * For one image.
     *
     * @param truth class indices, row by row
     * @param width pixels in a row
     * @param counts are added to
     */
    LevelRows(byte[] truth, int width, int classes, ThresholdCounts counts) {
        this.truth = truth;
        this.width = width;
        this.counts = counts;
        levels = new byte[classes * width];
    }

    @Override
    public void row(int y, float[][] probabilities) {
        boolean single = probabilities.length == 1;
        for (int k = 0; k < probabilities.length; k++) {
            for (int x = 0; x < width; x++) {
                int level = Math.round(ThresholdCurve.LEVELS * Math.max(0, Math.min(1, probabilities[k][x])));
                levels[(single ? 1 : k) * width + x] = (byte) level;
                if (single) {
                    levels[x] = (byte) (ThresholdCurve.LEVELS - level);
                }
            }
        }
        counts.add(Arrays.copyOfRange(truth, y * width, (y + 1) * width), levels);
    }
}
