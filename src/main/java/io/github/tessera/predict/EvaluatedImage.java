package io.github.tessera.predict;

import io.github.tessera.metric.MetricsReport;
import io.github.tessera.tile.Tile;
import java.util.Optional;

/**
 * One image's part of an evaluation.
 *
 * @param name of the image
 * @param area of it that was compared
 * @param scores what was counted of all pixels of the area
 * @param kept labels of the area; empty where none are to be shown
 */
public record EvaluatedImage(String name, Tile area, ImageScores scores, Optional<ShownLabels> kept) {
    /** The measures over all pixels of the area. */
    public MetricsReport report() {
        return scores.report();
    }

    /**
     * The labels that were kept.
     *
     * @throws IllegalStateException if none were, by {@link EvaluationSettings#withoutLabels}
     */
    public ShownLabels labels() {
        return kept.orElseThrow(() -> new IllegalStateException("No labels of " + name + " were kept"));
    }
}
