package io.github.tessera.predict;

import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.Poolable;
import io.github.tessera.metric.SoftOverlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What was counted of an image, or of several together.
 *
 * @param report of its pixels
 * @param overlaps of the probabilities with each class; empty where there are none
 * @param objects single ones, where they were compared
 * @param boundaries of each class; empty where they were not compared
 */
public record ImageScores(
        MetricsReport report,
        List<SoftOverlap> overlaps,
        Optional<ObjectScores> objects,
        List<BoundaryScores> boundaries)
        implements Poolable<ImageScores> {
    /** Copies the lists. */
    public ImageScores {
        overlaps = List.copyOf(overlaps);
        boundaries = List.copyOf(boundaries);
    }

    /** Of pixels alone. */
    public ImageScores(MetricsReport report) {
        this(report, List.of(), Optional.empty(), List.of());
    }

    @Override
    public ImageScores plus(ImageScores other) {
        return new ImageScores(
                report.plus(other.report),
                sums(overlaps, other.overlaps, SoftOverlap::plus),
                objects.map(own -> own.plus(other.objects.orElseThrow())),
                sums(boundaries, other.boundaries, BoundaryScores::plus));
    }

    private static <T> List<T> sums(List<T> own, List<T> others, BinaryOperator<T> plus) {
        List<T> sums = new ArrayList<>(own.size());
        for (int k = 0; k < own.size(); k++) {
            sums.add(plus.apply(own.get(k), others.get(k)));
        }
        return sums;
    }
}
