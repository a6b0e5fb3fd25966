package io.github.tessera.bench;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.plan.Plan;
import io.github.tessera.plan.Wishes;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a training of ten minutes on two cores reaches on images that it has not seen: {@code FOLDER SET auto|default}, SET one of
 * {@link RealSet}, with a {@link Plan} or with {@link TrainingConfig#defaults}; the model is left in FOLDER. {@code TESSERA_DATA=../shared/data mvn test-compile exec:exec -Pbench
 * -Dbench.main=io.github.tessera.bench.RealResults -Dbench.args="FOLDER SET auto"}.
 */
public final class RealResults {
    /** Steps of the fixed default that take ten minutes on two cores. */
    private static final int TEN_MINUTES = 3600;

    private RealResults() {}

    /** Prints the validation's and the test's figures. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        RealSet real = RealSet.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Path work = Files.createDirectories(folder.resolve(real + "-data"));
        Path data = Path.of(String.valueOf(System.getenv("TESSERA_DATA")));
        LabelledSet set = real.read(data, work);
        SplitSettings split = real.split(data, work);
        Progress log = new Progress() {
            @Override
            public void log(String line) {
                System.out.println(line);
            }
        };
        TrainingConfig fixed = TrainingConfig.defaults("real").withSplit(split).withDevice(DeviceChoice.CPU);
        TrainingConfig config =
                switch (arguments[2]) {
                    case "auto" -> planned(fixed, set, log);
                    case "default" -> fixed.withLength(10, TEN_MINUTES);
                    default -> throw new IllegalArgumentException(arguments[2] + " is neither auto nor default");
                };
        Path model = folder.resolve(real.name().toLowerCase(Locale.ROOT));
        long start = System.nanoTime();
        TrainingResult result = new Training(config, set, model).run(log);
        double seconds = (System.nanoTime() - start) / 1e9;
        MetricsReport test = test(set, split.withSeed(config.seed()), model);
        System.out.printf(
                Locale.ROOT,
                "%s after %.0f s: validation %s %.4f; test: %s%n",
                real,
                seconds,
                real.metric().label(),
                result.best().validation().summary(real.metric()),
                test.describe());
        for (int k = 0; k < test.classes().size(); k++) {
            System.out.printf(
                    Locale.ROOT, "  %s: IoU %s%n", test.classes().get(k), Metric.text(test.value(Metric.IOU, k)));
        }
    }

    private static TrainingConfig planned(TrainingConfig fixed, LabelledSet set, Progress log) {
        Plan plan = Plan.of(Wishes.none(fixed), set, log);
        plan.reasons().forEach(log::log);
        return plan.config();
    }

    private static MetricsReport test(LabelledSet set, SplitSettings split, Path model) {
        ConfusionMatrix all = new ConfusionMatrix(set.coding().classes().size());
        try (Segmenter segmenter = Segmenter.open(model, DeviceChoice.CPU)) {
            for (int index : split.of(set.names()).test()) {
                LabelledImage image = set.images().get(index);
                all.add(
                        image.labels(image.area()),
                        segmenter
                                .segment(image.pixels(), image.name(), image.bitDepth(), false, Progress.NONE)
                                .labels());
            }
        }
        return all.report(set.coding().classes());
    }
}
