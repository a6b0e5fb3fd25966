package io.github.tessera.predict;

import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.Poolable;
import io.github.tessera.metric.SoftOverlap;
import java.util.ArrayList;
import java.util.List;

/**
 * What was counted of an image, or of several together.
 *
 * @param report of its pixels
 * @param overlaps of the probabilities with each class; empty where there are none
 */
public record ImageScores(MetricsReport report, List<SoftOverlap> overlaps) implements Poolable<ImageScores> {
    /** Copies the list. */
    public ImageScores {
        overlaps = List.copyOf(overlaps);
    }

    @Override
    public ImageScores plus(ImageScores other) {
        List<SoftOverlap> sums = new ArrayList<>(overlaps.size());
        for (int k = 0; k < overlaps.size(); k++) {
            sums.add(overlaps.get(k).plus(other.overlaps.get(k)));
        }
        return new ImageScores(report.plus(other.report), sums);
    }
}
