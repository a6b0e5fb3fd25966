package io.github.tessera.train;

import io.github.tessera.data.Split;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a finished fold of a cross-validation came to, on its own validation images.
 *
 * @param number of the fold, from 1
 * @param images learnt from
 * @param validationImages kept out
 * @param epoch the best one, from 1
 * @param pixelAccuracy share of the pixels whose class is right
 * @param summaries each metric's {@link MetricsReport#summary} in the best epoch; NaN where it is undefined
 */
public record FoldResult(
        int number, int images, int validationImages, int epoch, double pixelAccuracy, Map<Metric, Double> summaries) {
    /** Copies the map. */
    public FoldResult {
        summaries = Map.copyOf(summaries);
    }

    static FoldResult of(int number, Split split, Epoch best) {
        return new FoldResult(
                number,
                split.train().size(),
                split.validation().size(),
                best.number(),
                best.validation().pixelAccuracy(),
                summaries(best.validation()));
    }

    private static Map<Metric, Double> summaries(MetricsReport report) {
        Map<Metric, Double> summaries = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            summaries.put(metric, report.summary(metric));
        }
        return summaries;
    }

    /** One metric's value: of the class against the background, or the mean over the classes; NaN where it is undefined. */
    public double summary(Metric metric) {
        return summaries.get(metric);
    }
}
