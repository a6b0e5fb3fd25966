package io.github.tessera.predict;

import io.github.tessera.metric.AggregatedJaccard;
import io.github.tessera.metric.Average;
import io.github.tessera.metric.ContingencyTable;
import io.github.tessera.metric.ObjectMatches;
import io.github.tessera.metric.ObjectOverlaps;
import io.github.tessera.metric.PartitionMetric;
import io.github.tessera.metric.Poolable;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How well single objects are found in an image, or in several together.
 *
 * @param matches one to one, of objects of the same class
 * @param jaccard of objects of the same class
 * @param partitions of the image into objects whatever their class; means over the images
 */
public record ObjectScores(ObjectMatches matches, AggregatedJaccard jaccard, Map<PartitionMetric, Average> partitions)
        implements Poolable<ObjectScores> {
    /**
     * Of one image.
     *
     * @param ignored pixels, by their index
     */
    static ObjectScores of(ObjectPlanes truth, ObjectPlanes prediction, int classes, IntPredicate ignored) {
        ObjectMatches matches = null;
        AggregatedJaccard jaccard = null;
        for (int k = 1; k < classes; k++) {
            ContingencyTable table = table(truth.ofClass(k), prediction.ofClass(k), ignored);
            ObjectMatches more = ObjectMatches.of(table);
            AggregatedJaccard further = AggregatedJaccard.of(table);
            matches = matches == null ? more : matches.plus(more);
            jaccard = jaccard == null ? further : jaccard.plus(further);
        }
        ContingencyTable all = table(truth.numbers(), prediction.numbers(), ignored);
        Map<PartitionMetric, Average> partitions = new EnumMap<>(PartitionMetric.class);
        for (PartitionMetric metric : PartitionMetric.values()) {
            partitions.put(metric, Average.of(metric.of(all)));
        }
        return new ObjectScores(matches, jaccard, partitions);
    }

    private static ContingencyTable table(int[] truth, int[] prediction, IntPredicate ignored) {
        ObjectOverlaps overlaps = new ObjectOverlaps();
        overlaps.add(truth, prediction, ignored);
        return overlaps.table();
    }

    @Override
    public ObjectScores plus(ObjectScores other) {
        Map<PartitionMetric, Average> sums = new EnumMap<>(partitions);
        other.partitions.forEach((metric, average) -> sums.merge(metric, average, Average::plus));
        return new ObjectScores(matches.plus(other.matches), jaccard.plus(other.jaccard), sums);
    }
}
