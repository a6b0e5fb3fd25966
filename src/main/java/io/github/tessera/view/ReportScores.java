package io.github.tessera.view;

import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Interval;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.predict.HeldOut;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.HtmlPage.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One part of the images, such as those for validation, in numbers. */
record ReportScores(HeldOut held) {
    private static final List<Metric> METRICS =
            List.of(Metric.IOU, Metric.DICE, Metric.PRECISION, Metric.RECALL, Metric.SPECIFICITY);

    /** A matrix of more classes is too wide for a page. */
    private static final int WIDEST_MATRIX = 14;

    /** Of fewer the bootstrap's intervals are clearly too narrow. */
    private static final int ENOUGH_IMAGES = 10;

    private static final int MOST_CONFUSIONS = 20;
    private static final double DARKEST = 0.6;

    /** How many images, and what was left out of them. */
    String describe() {
        int images = held.evaluation().images().size();
        String drawn = images == held.available()
                ? ""
                : ", drawn from " + Numbers.count(held.available()) + " so that the report does not take too long";
        String cropped = held.cropped() == 0
                ? ""
                : " Of " + Count.of(held.cropped(), "large image")
                        + " only the middle was segmented, for the same reason.";
        String few = images < Bootstrap.FEWEST_IMAGES
                ? " Of fewer than " + Bootstrap.FEWEST_IMAGES + " images no interval can be told."
                : " The small numbers are 95 % intervals (percentile bootstrap over images): other images of the same kind would"
                        + " probably give values between them."
                        + (images < ENOUGH_IMAGES ? " So few images make them narrower than they should be." : "");
        return "Over all " + Numbers.count(held.evaluation().matrix().pixels()) + " labelled pixels of "
                + Count.of(images, "image") + drawn + ", segmented whole." + cropped + few;
    }

    /** A row for each class, their mean, and all pixels at once. */
    void metrics(HtmlPage page, Progress progress) {
        MetricsReport total = held.evaluation().total();
        Bootstrap<MetricsReport> bootstrap = held.evaluation().bootstrap(progress);
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = 0; k < total.classes().size(); k++) {
            int index = k;
            rows.add(row(total.classes().get(k), total, bootstrap, metric -> report -> report.value(metric, index)));
        }
        rows.add(row("mean", total, bootstrap, metric -> report -> report.mean(metric)));
        page.table(
                Stream.concat(Stream.of("Class"), METRICS.stream().map(Metric::label))
                        .toList(),
                rows);
        page.paragraph("Pixel accuracy, the share of pixels whose class is right: "
                + Numbers.score(total.pixelAccuracy())
                + bootstrap
                        .interval(MetricsReport::pixelAccuracy)
                        .map(i -> " (95 % " + i + ")")
                        .orElse("") + ".");
    }

    /** A measure of pixels for each metric. */
    private interface Measures {
        ToDoubleFunction<MetricsReport> of(Metric metric);
    }

    private static List<Cell> row(
            String name, MetricsReport total, Bootstrap<MetricsReport> bootstrap, Measures measures) {
        List<Cell> row = new ArrayList<>(List.of(Cell.text(name)));
        for (Metric metric : METRICS) {
            ToDoubleFunction<MetricsReport> measure = measures.of(metric);
            Optional<Interval> interval = bootstrap.interval(measure);
            row.add(Cell.number(Numbers.score(measure.applyAsDouble(total))
                    + interval.map(i -> "\n" + i).orElse("")));
        }
        return row;
    }

    /** What was predicted as what. */
    void confusions(HtmlPage page) {
        ConfusionMatrix matrix = held.evaluation().matrix();
        List<String> classes = held.evaluation().classes();
        if (classes.size() <= WIDEST_MATRIX) {
            page.paragraph("Each row is a true class: how many percent of its pixels were predicted as what.");
            List<List<Cell>> rows = new ArrayList<>();
            for (int truth = 0; truth < classes.size(); truth++) {
                List<Cell> row = new ArrayList<>(List.of(Cell.text(classes.get(truth))));
                for (int predicted = 0; predicted < classes.size(); predicted++) {
                    double share = share(matrix, truth, predicted);
                    row.add(Cell.shaded(
                            Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%.1f", 100 * share),
                            Double.isNaN(share) ? 0 : DARKEST * share));
                }
                rows.add(row);
            }
            page.table(Stream.concat(Stream.of("Truth"), classes.stream()).toList(), rows);
        } else {
            page.paragraph("The most frequent mistakes:");
            page.table(List.of("Truth", "Predicted", "Share of the truth", "Pixels"), mistakes(matrix, classes));
        }
    }

    /** One kind of mistake. */
    private record Mistake(int truth, int predicted, long pixels) {}

    private static List<List<Cell>> mistakes(ConfusionMatrix matrix, List<String> classes) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int truth = 0; truth < classes.size(); truth++) {
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                if (truth != predicted) {
                    mistakes.add(new Mistake(truth, predicted, matrix.count(truth, predicted)));
                }
            }
        }
        return mistakes.stream()
                .sorted(Comparator.comparingLong(Mistake::pixels).reversed())
                .limit(MOST_CONFUSIONS)
                .map(m -> List.of(
                        Cell.text(classes.get(m.truth())),
                        Cell.text(classes.get(m.predicted())),
                        Cell.number(Numbers.percent(share(matrix, m.truth(), m.predicted()))),
                        Cell.number(Numbers.count(m.pixels()))))
                .toList();
    }

    private static double share(ConfusionMatrix matrix, int truth, int predicted) {
        long all = 0;
        for (int k = 0; k < matrix.classes(); k++) {
            all += matrix.count(truth, k);
        }
        return all == 0 ? Double.NaN : (double) matrix.count(truth, predicted) / all;
    }

    private List<Cell> threshold(MetricsReport total, int index, Optional<HeldOut> test) {
        ThresholdCurve curve = held.curves().get(index);
        OptionalInt best = curve.best(Metric.IOU);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(total.classes().get(index)));
        row.add(Cell.number(
                best.isEmpty() ? "none" : String.format(Locale.ROOT, "%.2f", curve.threshold(best.getAsInt()))));
        for (Metric metric : List.of(Metric.IOU, Metric.DICE)) {
            row.add(Cell.number(score(metric, curve, best)));
            row.add(Cell.number(Numbers.score(total.value(metric, index))));
        }
        test.ifPresent(t -> row.add(Cell.number(score(Metric.IOU, t.curves().get(index), best))));
        return row;
    }

    private static String score(Metric metric, ThresholdCurve curve, OptionalInt threshold) {
        return Numbers.score(threshold.isEmpty() ? Double.NaN : metric.of(curve.counts(threshold.getAsInt())));
    }

    /**
     * The threshold that would be best for each class, beside what the model does.
     *
     * @param test where the same thresholds are tried, if there is one
     */
    void thresholds(HtmlPage page, Optional<HeldOut> test) {
        MetricsReport total = held.evaluation().total();
        List<List<Cell>> rows = new ArrayList<>();
        for (int k = total.binary() ? 1 : 0; k < total.classes().size(); k++) {
            rows.add(threshold(total, k, test));
        }
        List<String> headings = new ArrayList<>(
                List.of("Class", "Best threshold", "IoU there", "IoU as it is", "Dice there", "Dice as it is"));
        if (test.isPresent()) {
            headings.add("IoU there, test");
        }
        page.table(headings, rows);
        page.paragraph((total.binary()
                        ? "As it is, a pixel is of the class where its probability is at least 0.5."
                        : "As it is, each pixel gets its most probable class; the thresholds are for each class against all others.")
                + " IoU and Dice are highest at the same threshold, for one rises with the other. A threshold that was chosen on"
                + " these images looks a little better on them than it is.");
    }
}
