package io.github.tessera.predict;

import io.github.tessera.metric.MetricsReport;
import io.github.tessera.tile.Tile;

/**
 * One image's part of an evaluation.
 *
 * @param name of the image
 * @param area of it that was compared
 * @param step 1 where labels of all pixels of the area are kept; else they are kept of every so manieth in every so manieth row, which is
 *     enough to show them
 * @param truth class indices, row by row, 255 ignored
 * @param prediction class indices of the same pixels
 * @param scores what was counted of all pixels of the area
 */
public record EvaluatedImage(String name, Tile area, int step, byte[] truth, byte[] prediction, ImageScores scores) {
    /** The measures over all pixels of the area. */
    public MetricsReport report() {
        return scores.report();
    }

    /** Labels kept in a row. */
    public int width() {
        return (area.width() + step - 1) / step;
    }

    /** Rows of labels kept. */
    public int height() {
        return (area.height() + step - 1) / step;
    }
}
