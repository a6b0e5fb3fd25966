package io.github.tessera.view;

import io.github.tessera.data.Oversampling;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.StartingPoint;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingStart;
import io.github.tessera.view.HtmlPage.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All choices of a training in words, as rows of two fields. */
final class ReportSettings {
    private final List<List<Cell>> rows = new ArrayList<>();

    private ReportSettings() {}

    static List<List<Cell>> rows(TrainingStart start) {
        ReportSettings settings = new ReportSettings();
        settings.network(start.config());
        settings.learning(start.config());
        settings.data(start.config(), start.set().classes().names());
        settings.machine(start);
        return settings.rows;
    }

    private void add(String name, String value) {
        rows.add(List.of(Cell.text(name), Cell.text(value)));
    }

    private void network(TrainingConfig c) {
        NetworkSettings n = c.network();
        add(
                "Network",
                n.architecture().label() + ", " + n.architecture().paper().mention()
                        + (n.encoder() == null ? "" : "; encoder " + n.encoder().label()));
        add(
                "Its size",
                String.format(
                        Locale.ROOT,
                        "width %d, depth %d, %s trainable parameters, %s",
                        n.width(),
                        n.depth(),
                        Numbers.count(Weights.learnt(n.build())),
                        n.channels() == 1 ? "1 channel in" : n.channels() + " channels in"));
        List<String> parts = new ArrayList<>();
        parts.add(n.convolutions() + " convolutions a level");
        parts.add("skips " + (n.skip() == NetworkSettings.Skip.ADD ? "added" : "concatenated"));
        parts.add("upsampling: " + n.upsampling().label().toLowerCase(Locale.ROOT));
        parts.add(n.batchNorm() ? "batch normalization" : "no batch normalization");
        parts.add("dropout " + n.dropout());
        parts.add("dilation " + n.dilation());
        parts.add("output stride " + n.outputStride());
        parts.add(n.auxiliary() ? "auxiliary outputs" : "no auxiliary outputs");
        parts.add("computed in " + n.precision());
        add("Its parts", String.join(", ", parts));
        add("First weights", start(c));
        if (!c.start().frozen().isEmpty()) {
            add("Not learnt", c.start().describe().orElse(""));
        }
    }

    /** What the first weights were. */
    static String start(TrainingConfig c) {
        StartingPoint s = c.start();
        String rest = "fresh weights (" + c.initialization().label() + ")";
        return s.model() != null
                ? "the model " + name(s.model())
                : s.weights() != null ? "weights of the file " + name(s.weights()) + ", else " + rest : rest;
    }

    /** The sum in words, and what it counts by. */
    static String loss(LossSettings loss) {
        String sum = loss.sum().terms().stream()
                .map(t -> (t.weight() == 1 ? "" : t.weight() + " x ")
                        + t.loss().label()
                        + (t.parameters().isEmpty() ? "" : " " + t.parameters()))
                .collect(Collectors.joining(" + "));
        String rest = loss.toString().substring(loss.sum().toString().length());
        return sum + rest;
    }

    /** The rule's name and its numbers. */
    static String optimizer(OptimizerSettings optimizer) {
        return optimizer.kind().label()
                + optimizer.toString().substring(optimizer.kind().word().length());
    }

    /** A path's last name. */
    static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? "" : last.toString();
    }

    private void learning(TrainingConfig c) {
        add("Loss", loss(c.loss()));
        add("Optimizer", optimizer(c.optimizer()));
        add("Learning rate changes", c.optimizer().schedule().toString());
        add(
                "Steps",
                Numbers.count(c.steps()) + " of " + c.batch() + " crops"
                        + (c.parts() > 1 ? ", each in " + c.parts() + " parts" : ""));
        add(
                "Validations",
                c.epochs() + ", the best by " + c.best().criterion().label() + " is kept"
                        + (c.best().patience() > 0
                                ? "; the end after " + c.best().patience() + " without a better one"
                                : ""));
    }

    private void data(TrainingConfig c, List<String> classes) {
        add("Crops", c.crop() + " x " + c.crop() + " pixels");
        add("Normalization", c.normalization().kind().label() + " (" + c.normalization() + ")");
        add("Augmentation", c.augmentation().toString());
        if (!c.oversampling().equals(Oversampling.NONE)) {
            add("Oversampling", c.oversampling().describe(classes));
        }
        add("Seed", Long.toString(c.seed()));
    }

    private void machine(TrainingStart start) {
        add("Device", start.device());
        add("Speed", start.run().describe());
        add("Memory", String.format(Locale.ROOT, "about %.1f GB", start.need().gigabytes()));
    }
}
