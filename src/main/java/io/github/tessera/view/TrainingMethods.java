package io.github.tessera.view;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Split;
import io.github.tessera.data.SplitRule;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.Interval;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Paper;
import io.github.tessera.network.Weights;
import io.github.tessera.predict.HeldOut;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.train.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A training in the sentences of a paper's methods section, with the references that it needs. */
record TrainingMethods(TrainingSummary summary) {
    private static final String EFRON =
            "Efron B. Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1-26, 1979."
                    + " doi:10.1214/aos/1176344552";

    /** One paragraph. */
    String paragraph(Progress progress) {
        return String.join(
                " ",
                network(),
                data(),
                split(),
                training(),
                length(),
                evaluation(progress),
                "Software: " + String.join(", ", Software.programs()) + ", on " + Software.machine() + ".");
    }

    /** What the paragraph refers to, by the names of the authors. */
    List<String> references(Progress progress) {
        NetworkSettings network = config().network();
        Stream<Paper> encoder = Optional.ofNullable(network.encoder()).map(Encoder::paper).stream();
        Stream<String> efron = told(progress) ? Stream.of(EFRON) : Stream.empty();
        Stream<String> papers = Stream.concat(Stream.of(network.architecture().paper()), encoder)
                .map(Paper::reference);
        return Stream.of(papers, efron, Stream.of(Product.TESSERA.citation()))
                .flatMap(each -> each)
                .distinct()
                .sorted()
                .toList();
    }

    private TrainingConfig config() {
        return summary.start().config();
    }

    private String network() {
        NetworkSettings network = config().network();
        String encoder = network.encoder() == null
                ? ""
                : " on " + network.encoder().label() + " ("
                        + network.encoder().paper().mention() + ")";
        return String.format(
                Locale.ROOT,
                "Images were segmented into %s with a %s (after %s)%s of width %d, %s trainable parameters, taught and applied in Tessera, a plugin of ImageJ.",
                Numbers.list(summary.start().set().classes().names()),
                network.architecture().label(),
                network.architecture().paper().mention(),
                encoder,
                network.width(),
                Numbers.count(Weights.learnt(network.build())));
    }

    private String data() {
        LabelledSet set = summary.start().set();
        List<String> names = set.classes().names();
        List<String> shares = IntStream.range(0, names.size())
                .mapToObj(k -> names.get(k) + " " + Numbers.percent(set.counts().share(k)))
                .toList();
        String ignored = set.counts().ignored() == 0
                ? ""
                : "; " + Numbers.percent(set.counts().ignoredShare()) + " were not labelled";
        return "The data set held " + Count.of(set.images().size(), "image") + " (" + kind(set) + ", " + sizes(set)
                + pixelSize(set) + "), each pixel labelled as one of " + names.size() + " classes ("
                + String.join(", ", shares)
                + ignored + ").";
    }

    /** Channels and bits. */
    static String kind(LabelledSet set) {
        String bits = String.join(
                " or ",
                set.images().stream()
                        .map(LabelledImage::bitDepth)
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .toList());
        return (set.channels() == 1 ? "1 channel" : set.channels() + " channels") + " of " + bits + " bits";
    }

    /** Width and height, from the smallest to the largest where they differ. */
    static String sizes(LabelledSet set) {
        List<String> sizes = set.images().stream()
                .map(i -> new long[] {i.width(), i.height()})
                .sorted((a, b) -> Long.compare(a[0] * a[1], b[0] * b[1]))
                .map(s -> s[0] + " x " + s[1])
                .distinct()
                .toList();
        return (sizes.size() == 1 ? sizes.get(0) : sizes.get(0) + " to " + sizes.get(sizes.size() - 1)) + " pixels";
    }

    private static String pixelSize(LabelledSet set) {
        return set.input()
                .pixelSize()
                .map(s -> String.format(Locale.ROOT, ", %.4g x %.4g \u00b5m each", s.width(), s.height()))
                .orElse("");
    }

    private String split() {
        Split split = summary.start().split();
        if (summary.nothingKeptOut()) {
            return "All of them were learnt from, and the same ones were tried, so that the figures say nothing about other images.";
        }
        return Count.of(split.train().size(), "image") + " "
                + were(split.train().size()) + " learnt from, "
                + split.validation().size() + " kept out for validation"
                + (split.test().isEmpty() ? "" : " and " + split.test().size() + " for a final test") + " (split: "
                + rule(config()) + ").";
    }

    /** What decided which images are learnt from: by image, seed 1. */
    static String rule(TrainingConfig config) {
        SplitRule rule = config.split().rule();
        boolean drawn = rule != SplitRule.LIST && rule != SplitRule.ORDER;
        return rule.label().toLowerCase(Locale.ROOT) + (drawn ? ", seed " + config.seed() : "");
    }

    private static String were(int number) {
        return number == 1 ? "was" : "were";
    }

    private String training() {
        TrainingConfig c = config();
        String augmentation = c.augmentation().toString();
        return String.format(
                Locale.ROOT,
                "Intensities were normalized (%s). Starting from %s, the loss (%s) was minimized on batches of %d"
                        + " crops of %d x %d pixels, %s, by %s.",
                c.normalization().kind().label().toLowerCase(Locale.ROOT),
                ReportSettings.start(c),
                ReportSettings.loss(c.loss()),
                c.batch(),
                c.crop(),
                c.crop(),
                augmentation.equals("none")
                        ? "not augmented"
                        : "augmented at random (largest range, at probability: " + augmentation + ")",
                ReportSettings.optimizer(c.optimizer()));
    }

    private String length() {
        TrainingConfig c = config();
        long kept = summary.result().model().notes().steps();
        List<?> epochs = summary.result().history().epochs();
        String chosen = summary.result().best() == null
                ? "the weights of the last one, " + kept + ", were kept"
                : "and of " + Count.of(epochs.size(), "validation") + " the weights of the best by "
                        + c.best().criterion().label() + " (after step " + Numbers.count(kept) + ") were kept";
        return "The training was planned for " + Count.of(c.steps(), "step")
                + (summary.result().stopped() ? " and stopped early by hand" : "") + ", " + chosen + "; it took "
                + Numbers.duration(summary.seconds()) + " on a "
                + (summary.result().model().notes().device().startsWith("gpu") ? "GPU" : "CPU") + ".";
    }

    private String evaluation(Progress progress) {
        String validation = "On the "
                + Count.of(summary.validation().evaluation().images().size(), "validation image")
                + ", segmented whole in overlapping tiles, " + scores(summary.validation(), progress) + ".";
        String test = summary.test()
                .map(t -> " On the " + Count.of(t.evaluation().images().size(), "test image") + ", "
                        + scores(t, progress) + ".")
                .orElse("");
        return validation + test + intervals(progress);
    }

    private boolean told(Progress progress) {
        return Stream.concat(Stream.of(summary.validation()), summary.test().stream())
                .anyMatch(held -> held.evaluation()
                        .bootstrap(progress)
                        .interval(MetricsReport::pixelAccuracy)
                        .isPresent());
    }

    private String intervals(Progress progress) {
        return !told(progress)
                ? ""
                : " Intervals are 95 % confidence intervals by the percentile bootstrap over images ("
                        + Numbers.count(Bootstrap.RESAMPLES) + " resamples; Efron, 1979).";
    }

    private static String scores(HeldOut held, Progress progress) {
        MetricsReport total = held.evaluation().total();
        Bootstrap<MetricsReport> bootstrap = held.evaluation().bootstrap(progress);
        String of = total.binary() ? "of " + total.summaryName() : "as the mean over classes";
        return "IoU " + of + " was " + withInterval(total, Metric.IOU, bootstrap) + " and Dice "
                + withInterval(total, Metric.DICE, bootstrap);
    }

    /** A value with its interval: 0.812 (95 % 0.781 to 0.842). */
    static String withInterval(MetricsReport total, Metric metric, Bootstrap<MetricsReport> bootstrap) {
        Optional<Interval> interval = bootstrap.interval(r -> r.summary(metric));
        return Numbers.score(total.summary(metric))
                + interval.map(i -> " (95 % " + i + ")").orElse(" (too few images for an interval)");
    }
}
