package io.github.tessera.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Which true and predicted objects are each other's partners: one to one, with an intersection over union (IoU) of at least 0.5.
 *
 * <p>Taking each such pair as it comes is the best matching: an object that has more than half of their union in common with a partner
 * has too little left to have so with another, so pairs above 0.5 never compete, and none has to be chosen by its IoU or by an optimal
 * assignment. At 0.5 exactly two pairs compete only if one object consists of two halves that are the other two objects, each half inside
 * it and so without another partner; then either choice gives as many pairs and the same IoU. Hence, too, the partners at a higher threshold
 * are those of the lower one whose IoU is high enough.
 *
 * <p>An IoU that equals the threshold is a match, as in StarDist and COCO; the script of the Data Science Bowl asks for more than the threshold,
 * and so does panoptic quality. Pixels to ignore are in no object. An unmatched prediction of which more than half is to be ignored is no
 * false positive of panoptic quality, as Kirillov et al. say; the others know no such rule, and what of it is not ignored is one.
 *
 * <p>Kept are counts at the thresholds alone, so that the matches of many images need no more memory than those of one. Immutable.
 */
public final class ObjectMatches {
    /** The IoU from which on partners are unique. */
    public static final double LEAST_IOU = 0.5;

    /** 0.5, 0.55, ..., 0.95: the thresholds that matches are counted at and {@link #mean} is taken over, those of the 2018 Data Science Bowl and of COCO. */
    public static final List<Double> THRESHOLDS =
            IntStream.range(0, 10).mapToObj(i -> (50 + 5 * i) / 100.0).toList(); // each the nearest double

    private final List<ObjectCounts> counts; // at each of THRESHOLDS
    private final ObjectCounts panoptic;

    private ObjectMatches(List<ObjectCounts> counts, ObjectCounts panoptic) {
        this.counts = counts;
        this.panoptic = panoptic;
    }

    /** A predicted object with a partner. */
    private record Pair(int column, double iou) {}

    /** The matches of one image. */
    public static ObjectMatches of(ContingencyTable table) {
        List<Pair> pairs = pairs(table);
        return new ObjectMatches(
                THRESHOLDS.stream()
                        .map(threshold -> counts(table, pairs, iou -> iou >= threshold))
                        .toList(),
                panoptic(table, pairs));
    }

    private static List<Pair> pairs(ContingencyTable table) {
        BitSet truth = new BitSet();
        BitSet prediction = new BitSet();
        List<Pair> pairs = new ArrayList<>();
        for (int cell = 0; cell < table.cells(); cell++) {
            if (table.isObjects(cell)
                    && table.iou(cell) >= LEAST_IOU
                    && !truth.get(table.row(cell))
                    && !prediction.get(table.column(cell))) {
                truth.set(table.row(cell));
                prediction.set(table.column(cell));
                pairs.add(new Pair(table.column(cell), table.iou(cell)));
            }
        }
        return pairs;
    }

    private static ObjectCounts counts(ContingencyTable table, List<Pair> pairs, DoublePredicate enough) {
        double[] matched = pairs.stream().mapToDouble(Pair::iou).filter(enough).toArray();
        return new ObjectCounts(
                matched.length,
                table.predictedObjects() - matched.length,
                table.truthObjects() - matched.length,
                Arrays.stream(matched).sum());
    }

    private static ObjectCounts panoptic(ContingencyTable table, List<Pair> pairs) {
        BitSet forgiven = new BitSet();
        for (int column = 0; column < table.predictionSizes().length; column++) {
            forgiven.set(column, table.isPredictedObject(column) && table.isMostlyIgnored(column));
        }
        pairs.stream().filter(pair -> pair.iou > LEAST_IOU).forEach(pair -> forgiven.clear(pair.column));
        ObjectCounts all = counts(table, pairs, iou -> iou > LEAST_IOU);
        return new ObjectCounts(
                all.truePositives(), all.falsePositives() - forgiven.cardinality(), all.falseNegatives(), all.iouSum());
    }

    /** These and those of other images, as if all were one image. */
    public ObjectMatches plus(ObjectMatches other) {
        return new ObjectMatches(
                IntStream.range(0, counts.size())
                        .mapToObj(i -> counts.get(i).plus(other.counts.get(i)))
                        .toList(),
                panoptic.plus(other.panoptic));
    }

    /**
     * What is right and wrong where a match needs an IoU.
     *
     * @param threshold the least IoU of a match, one of {@link #THRESHOLDS}
     * @throws IllegalArgumentException if it is another
     */
    public ObjectCounts counts(double threshold) {
        int index = THRESHOLDS.indexOf(threshold);
        if (index < 0) {
            throw new IllegalArgumentException("IoU of " + threshold + ", which is none of " + THRESHOLDS);
        }
        return counts.get(index);
    }

    /** What is right and wrong by the rule of panoptic quality: a match needs an IoU above 0.5, and predictions mostly ignored are forgiven. */
    public ObjectCounts panoptic() {
        return panoptic;
    }

    /** The mean of a metric over {@link #THRESHOLDS}; NaN where there is no object at all. */
    public double mean(ObjectMetric metric) {
        return counts.stream().mapToDouble(metric::of).average().orElseThrow();
    }
}
