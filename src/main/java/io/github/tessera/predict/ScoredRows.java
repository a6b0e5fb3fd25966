package io.github.tessera.predict;

import io.github.tessera.metric.Probabilities;
import io.github.tessera.metric.ProbabilityScores;
import io.github.tessera.metric.SoftOverlap;
import io.github.tessera.tensor.TileStitcher.RowSink;
import java.util.ArrayList;
import java.util.List;

/** Measures rows of probabilities of one image. */
final class ScoredRows implements RowSink {
    private final byte[] truth;
    private final int width;
    private final ProbabilityScores scores;
    private final List<SoftOverlap> overlaps = new ArrayList<>();

    /**
     * For one image.
     *
     * @param truth class indices, row by row
     * @param width pixels in a row
     * @param scores are added to
     */
    ScoredRows(byte[] truth, int width, ProbabilityScores scores) {
        this.truth = truth;
        this.width = width;
        this.scores = scores;
    }

    @Override
    public void row(int y, float[][] probabilities) {
        List<SoftOverlap> row = scores.add(truth, y * width, new Probabilities(probabilities, width));
        for (int k = 0; k < row.size(); k++) {
            if (k == overlaps.size()) {
                overlaps.add(row.get(k));
            } else {
                overlaps.set(k, overlaps.get(k).plus(row.get(k)));
            }
        }
    }

    /** Of each class, over the rows so far. */
    List<SoftOverlap> overlaps() {
        return List.copyOf(overlaps);
    }
}
