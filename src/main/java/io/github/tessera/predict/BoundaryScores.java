package io.github.tessera.predict;

import io.github.tessera.metric.Average;
import io.github.tessera.metric.BoundaryCounts;
import io.github.tessera.metric.BoundaryDistances;
import io.github.tessera.metric.DistanceMetric;
import io.github.tessera.metric.Poolable;
import java.util.EnumMap;
import java.util.Map;

/**
 * How well the boundary of one class is met in an image, or in several together.
 *
 * @param counts boundary pixels that are near enough
 * @param distances means over the images
 */
public record BoundaryScores(BoundaryCounts counts, Map<DistanceMetric, Average> distances)
        implements Poolable<BoundaryScores> {
    /** Of one image. */
    static BoundaryScores of(BoundaryDistances boundary, double tolerance) {
        Map<DistanceMetric, Average> distances = new EnumMap<>(DistanceMetric.class);
        for (DistanceMetric metric : DistanceMetric.values()) {
            distances.put(metric, Average.of(metric.of(boundary)));
        }
        return new BoundaryScores(boundary.counts(tolerance), distances);
    }

    @Override
    public BoundaryScores plus(BoundaryScores other) {
        Map<DistanceMetric, Average> sums = new EnumMap<>(distances);
        other.distances.forEach((metric, average) -> sums.merge(metric, average, Average::plus));
        return new BoundaryScores(counts.plus(other.counts), sums);
    }
}
