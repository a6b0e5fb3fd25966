package io.github.tessera.predict;

import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.OverallMetric;
import io.github.tessera.metric.SoftMetric;
import io.github.tessera.metric.SoftOverlap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Something that can be told of one image as of several together.
 *
 * @param label what it is called
 * @param of the class that it is told of, {@link #MEAN} or {@link #ALL}
 * @param value of what was counted; NaN where it is undefined
 */
public record Measure(String label, String of, ToDoubleFunction<ImageScores> value) {
    /** Of a mean over the classes that occur. */
    public static final String MEAN = "mean";

    /** Of all classes at once. */
    public static final String ALL = "all classes";

    private static final List<Metric> COUNTED =
            List.of(Metric.IOU, Metric.DICE, Metric.PRECISION, Metric.RECALL, Metric.SPECIFICITY);

    private static final List<Metric> OF_EACH = List.of(Metric.IOU, Metric.DICE);

    /**
     * All measures of an evaluation: of the foreground where there are two classes, else means over the classes and IoU and Dice of each.
     *
     * @param beta of F-beta, above 0
     */
    public static List<Measure> of(Evaluation evaluation, double beta) {
        MetricsReport total = evaluation.total();
        List<String> classes = evaluation.classes();
        String what = total.summaryName();
        List<Measure> measures = new ArrayList<>();
        for (Metric metric : COUNTED) {
            measures.add(counted(metric.label(), what, report -> report.summary(metric)));
        }
        measures.add(counted(fLabel(beta), what, report -> fBeta(report, beta)));
        for (OverallMetric metric : OverallMetric.values()) {
            measures.add(counted(metric.label(), ALL, metric));
        }
        if (!total.binary()) {
            for (Metric metric : OF_EACH) {
                for (int k = 0; k < classes.size(); k++) {
                    int index = k;
                    measures.add(counted(metric.label(), classes.get(k), report -> report.value(metric, index)));
                }
            }
        }
        if (evaluation.probabilities().isPresent()) {
            for (SoftMetric metric : SoftMetric.values()) {
                for (double smoothing : new double[] {0, 1}) {
                    measures.add(new Measure(metric.label(smoothing), what, scores -> soft(scores, metric, smoothing)));
                }
            }
        }
        return measures;
    }

    /** What F-beta is called, such as F2 or F0.5. */
    public static String fLabel(double beta) {
        return "F" + BigDecimal.valueOf(beta).stripTrailingZeros().toPlainString();
    }

    private static Measure counted(String label, String of, ToDoubleFunction<MetricsReport> value) {
        return new Measure(label, of, scores -> value.applyAsDouble(scores.report()));
    }

    private static double fBeta(MetricsReport report, double beta) {
        return report.binary()
                ? report.counts().get(1).fBeta(beta)
                : mean(report.counts().stream()
                        .mapToDouble(counts -> counts.fBeta(beta))
                        .toArray());
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

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
