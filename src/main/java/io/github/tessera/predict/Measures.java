package io.github.tessera.predict;

import io.github.tessera.metric.BoundaryMetric;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.DistanceMetric;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.ObjectMatches;
import io.github.tessera.metric.ObjectMetric;
import io.github.tessera.metric.OverallMetric;
import io.github.tessera.metric.PartitionMetric;
import io.github.tessera.metric.SoftMetric;
import io.github.tessera.metric.SoftOverlap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Gathers what can be told of an evaluation: of the foreground where there are two classes, else means over the classes, and IoU, Dice and
 * boundary of each.
 */
final class Measures {
    private static final List<Metric> COUNTED =
            List.of(Metric.IOU, Metric.DICE, Metric.PRECISION, Metric.RECALL, Metric.SPECIFICITY);

    private static final List<Metric> OF_EACH = List.of(Metric.IOU, Metric.DICE);

    private static final List<Double> SMOOTHINGS = List.of(0.0, 1.0);

    private static final List<ObjectMetric> MATCHED =
            List.of(ObjectMetric.PRECISION, ObjectMetric.RECALL, ObjectMetric.F1);

    private static final List<ObjectMetric> PANOPTIC =
            List.of(ObjectMetric.SEGMENTATION_QUALITY, ObjectMetric.RECOGNITION_QUALITY, ObjectMetric.PANOPTIC_QUALITY);

    private static final List<Double> FEW_THRESHOLDS = List.of(0.5, 0.75, 0.9);

    private final Evaluation evaluation;
    private final MetricsReport total;
    private final double beta;
    private final List<Measure> measures = new ArrayList<>();

    /**
     * Of an evaluation.
     *
     * @param beta of F-beta, above 0
     */
    Measures(Evaluation evaluation, double beta) {
        this.evaluation = evaluation;
        this.beta = beta;
        total = evaluation.total();
    }

    List<Measure> all() {
        ImageScores any = evaluation.images().get(0).scores();
        addCounted();
        if (evaluation.probabilities().isPresent()) {
            addSoft();
        }
        if (!any.boundaries().isEmpty()) {
            addBoundaries();
        }
        if (any.objects().isPresent()) {
            addObjects();
        }
        return measures;
    }

    private void addCounted() {
        String what = total.summaryName();
        // Of several classes the other means are among the measures of all classes.
        for (Metric metric : total.binary() ? COUNTED : List.of(Metric.SPECIFICITY)) {
            counted(metric.label(), what, report -> report.summary(metric));
        }
        counted("F" + BigDecimal.valueOf(beta).stripTrailingZeros().toPlainString(), what, this::fBeta);
        for (OverallMetric metric : OverallMetric.values()) {
            counted(metric.label(), Measure.ALL, metric);
        }
        if (!total.binary()) {
            for (Metric metric : OF_EACH) {
                for (int k = 0; k < total.classes().size(); k++) {
                    int index = k;
                    counted(metric.label(), total.classes().get(k), report -> report.value(metric, index));
                }
            }
        }
    }

    private void counted(String label, String of, ToDoubleFunction<MetricsReport> value) {
        measures.add(new Measure(label, of, scores -> value.applyAsDouble(scores.report())));
    }

    private double fBeta(MetricsReport report) {
        return report.binary()
                ? report.counts().get(1).fBeta(beta)
                : mean(report.counts().stream()
                        .filter(ClassCounts::present)
                        .mapToDouble(counts -> counts.fBeta(beta))
                        .toArray());
    }

    private void addSoft() {
        for (SoftMetric metric : SoftMetric.values()) {
            for (double smoothing : SMOOTHINGS) {
                measures.add(new Measure(
                        metric.label(smoothing), total.summaryName(), scores -> soft(scores, metric, smoothing)));
            }
        }
    }

    private static double soft(ImageScores scores, SoftMetric metric, double smoothing) {
        List<SoftOverlap> overlaps = scores.overlaps();
        if (overlaps.size() == 2) {
            return metric.of(overlaps.get(1), smoothing);
        }
        return mean(IntStream.range(0, overlaps.size())
                .filter(k -> scores.report().counts().get(k).present())
                .mapToDouble(k -> metric.of(overlaps.get(k), smoothing))
                .toArray());
    }

    private void addBoundaries() {
        String unit = evaluation.calibrated() ? " (\u00b5m, mean of images)" : " (pixels, mean of images)";
        for (int k = total.binary() ? 1 : 0; k < total.classes().size(); k++) {
            int index = k;
            for (BoundaryMetric metric : BoundaryMetric.values()) {
                measures.add(new Measure(
                        metric.label(),
                        total.classes().get(k),
                        scores -> metric.of(scores.boundaries().get(index).counts())));
            }
            for (DistanceMetric metric : DistanceMetric.values()) {
                measures.add(new Measure(
                        metric.label() + unit,
                        total.classes().get(k),
                        scores -> distance(scores.boundaries().get(index), metric),
                        false));
            }
        }
    }

    private void addObjects() {
        for (double iou : FEW_THRESHOLDS) {
            for (ObjectMetric metric : MATCHED) {
                object(metric.label() + at(iou), matches -> metric.of(matches.counts(iou)));
            }
        }
        for (double iou : ObjectMatches.THRESHOLDS) {
            object("AP" + at(iou), matches -> ObjectMetric.AVERAGE_PRECISION.of(matches.counts(iou)));
        }
        object("AP, mean of IoU 0.5 to 0.95", matches -> matches.mean(ObjectMetric.AVERAGE_PRECISION));
        for (ObjectMetric metric : PANOPTIC) {
            object(metric.label(), matches -> metric.of(matches.panoptic()));
        }
        measures.add(new Measure(
                "Aggregated Jaccard",
                Measure.OBJECTS,
                scores -> scores.objects().orElseThrow().jaccard().value()));
        for (PartitionMetric metric : PartitionMetric.values()) {
            measures.add(new Measure(
                    metric.label() + " (mean of images)",
                    Measure.OBJECTS,
                    scores -> partition(scores, metric),
                    metric.higherIsBetter()));
        }
    }

    private static double distance(BoundaryScores scores, DistanceMetric metric) {
        return scores.distances().get(metric).value();
    }

    private static double partition(ImageScores scores, PartitionMetric metric) {
        return scores.objects().orElseThrow().partitions().get(metric).value();
    }

    private void object(String label, ToDoubleFunction<ObjectMatches> value) {
        measures.add(new Measure(
                label,
                Measure.OBJECTS,
                scores -> value.applyAsDouble(scores.objects().orElseThrow().matches())));
    }

    private static String at(double iou) {
        return String.format(Locale.ROOT, " (IoU %.2f)", iou).replace("0)", ")");
    }

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
