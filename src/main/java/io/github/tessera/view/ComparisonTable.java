package io.github.tessera.view;

import ij.measure.ResultsTable;
import io.github.tessera.metric.Interval;
import io.github.tessera.metric.Metric;
import io.github.tessera.predict.Comparison;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.Count;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Models on the same images, side by side in ImageJ's tables. */
public final class ComparisonTable {
    private ComparisonTable() {}

    /** A new table without rows, for {@link #add}. */
    public static ResultsTable empty() {
        return MetricsTable.empty();
    }

    /** Adds a row for each measure of two models. */
    public static void add(ResultsTable table, String first, String second, List<Comparison> comparisons) {
        for (Comparison c : comparisons) {
            table.addRow();
            table.addValue("Measure", c.measure().label());
            table.addValue("Of", c.measure().of());
            table.addValue("First", first);
            table.addValue("Second", second);
            table.addValue("First pooled", Metric.text(c.first()));
            table.addValue("Second pooled", Metric.text(c.second()));
            table.addValue("Difference", Metric.text(c.difference()));
            table.addValue("95 % from", end(c.interval(), Interval::low));
            table.addValue("95 % to", end(c.interval(), Interval::high));
            table.addValue("Mean difference of images", Metric.text(c.meanDifference()));
            table.addValue(
                    "p of that", Double.isNaN(c.probability()) ? "undefined" : Numbers.probability(c.probability()));
            table.addValue("Second better", String.valueOf(c.better()));
            table.addValue("Second worse", String.valueOf(c.worse()));
            table.addValue("Images with a value", String.valueOf(c.pairs()));
        }
    }

    private static String end(Optional<Interval> interval, Function<Interval, Double> end) {
        return interval.map(end).map(Metric::text).orElse("");
    }

    /** A new table with a row for each image, and in it the IoU (of the class, or the mean) of each model. */
    public static ResultsTable ofImages(Map<String, Evaluation> evaluations) {
        ResultsTable table = empty();
        Evaluation any = evaluations.values().iterator().next();
        for (int i = 0; i < any.images().size(); i++) {
            EvaluatedImage image = any.images().get(i);
            table.addRow();
            table.addValue("Image", image.name());
            table.addValue("IoU of", image.report().summaryName());
            int index = i;
            evaluations.forEach((name, evaluation) -> table.addValue(
                    name, Metric.text(evaluation.images().get(index).report().summary(Metric.IOU))));
        }
        return table;
    }

    /** For the log, about a measure of two models: over all images pooled, and image by image. */
    public static String sentence(String first, String second, Comparison c) {
        String what = c.measure().label() + " (" + c.measure().of() + ")";
        if (Double.isNaN(c.difference()) || c.difference() == 0) {
            return first + " and " + second + " cannot be told apart by " + what + ".";
        }
        boolean up = c.difference() > 0;
        String better = up == c.measure().higherIsBetter() ? second : first;
        String interval = c.interval()
                .map(i -> up ? i : new Interval(-i.high(), -i.low()))
                .map(i -> " (95 % " + i + ")")
                .orElse("");
        String pooled = better + " is better by " + Metric.text(Math.abs(c.difference())) + interval + " in " + what
                + ", all images pooled.";
        if (Double.isNaN(c.probability())) {
            return pooled;
        }
        return pooled + " Image by image " + second + " differs by " + Metric.text(c.meanDifference())
                + " on average (p " + Numbers.probability(c.probability()) + "), and is better on " + c.better()
                + " of "
                + Count.of(c.pairs(), "image") + ", worse on " + c.worse() + ".";
    }
}
