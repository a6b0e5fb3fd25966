package io.github.tessera.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What was measured over a set of pixels: every {@link Metric} for each class, their means, and the pixel accuracy.
 *
 * @param classes names, in the order of the class indices
 * @param counts of each class against the others, over the same pixels
 */
public record MetricsReport(List<String> classes, List<ClassCounts> counts) implements Poolable<MetricsReport> {
    /** The class that a two-class set is about. */
    private static final int FOREGROUND = 1;

    public MetricsReport {
        classes = List.copyOf(classes);
        counts = List.copyOf(counts);
        if (classes.isEmpty() || classes.size() != counts.size()) {
            throw new IllegalArgumentException(classes.size() + " names for " + counts.size() + " classes");
        }
    }

    /** The counts of both, which are of the same classes. */
    @Override
    public MetricsReport plus(MetricsReport other) {
        List<ClassCounts> sums = new ArrayList<>(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            sums.add(counts.get(i).plus(other.counts.get(i)));
        }
        return new MetricsReport(classes, sums);
    }

    /** One class's value, from 0 to 1; NaN where it is undefined. */
    public double value(Metric metric, int index) {
        return metric.of(counts.get(index));
    }

    /**
     * The mean over the classes that occur in truth or prediction; classes whose value is undefined are left out of it.
     * NaN if no class is left. The mean recall is what papers also call mean pixel accuracy.
     */
    public double mean(Metric metric) {
        return counts.stream()
                .filter(ClassCounts::present)
                .mapToDouble(metric::of)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** The share of pixels whose class is right, over all classes at once; NaN without pixels. */
    public double pixelAccuracy() {
        long right = counts.stream().mapToLong(ClassCounts::truePositives).sum();
        return pixels() == 0 ? Double.NaN : (double) right / pixels();
    }

    /** All pixels counted; ignored ones are not among them. */
    public long pixels() {
        return counts.get(0).pixels();
    }

    /** True for a set of two classes: background, then foreground. */
    public boolean binary() {
        return classes.size() == 2;
    }

    /**
     * The one number to judge by: the foreground's value in a binary set, else the mean over the classes.
     */
    public double summary(Metric metric) {
        return binary() ? value(metric, FOREGROUND) : mean(metric);
    }

    /** What {@link #summary} is the value of: the foreground class's name, or "mean". */
    public String summaryName() {
        return binary() ? classes.get(FOREGROUND) : "mean";
    }

    /** One line for the log, such as "pixel accuracy 0.9000, nucleus: IoU 0.8000, Dice 0.8889, ...". */
    public String describe() {
        return describe(measure -> "");
    }

    /**
     * The same with intervals, as in "IoU 0.8000 (95 % 0.781 to 0.842)".
     *
     * @param images what the intervals are told from; where they cannot be told they are left out
     */
    public String describe(Bootstrap<MetricsReport> images) {
        return describe(measure ->
                images.interval(measure).map(i -> " (95 % " + i + ")").orElse(""));
    }

    private String describe(Function<ToDoubleFunction<MetricsReport>, String> after) {
        StringBuilder line = new StringBuilder("pixel accuracy ")
                .append(Metric.text(pixelAccuracy()))
                .append(after.apply(MetricsReport::pixelAccuracy));
        String separator = ", " + summaryName() + ": ";
        for (Metric metric : Metric.values()) {
            if (metric != Metric.ACCURACY) {
                line.append(separator)
                        .append(metric.label())
                        .append(' ')
                        .append(Metric.text(summary(metric)))
                        .append(after.apply(report -> report.summary(metric)));
                separator = ", ";
            }
        }
        return line.toString();
    }
}
