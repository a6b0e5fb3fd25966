package io.github.tessera.model;

import io.github.tessera.image.PixelSize;
import io.github.tessera.image.Selection;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Tessera knows of a model that it trained itself. */
final class TrainedFacts {
    private TrainedFacts() {}

    /**
     * From network to scores.
     *
     * @param baked whether the network of the package normalizes within itself
     */
    static List<Fact> of(TesseraConfig config, boolean baked) {
        List<Fact> facts = new ArrayList<>();
        NetworkSettings network = config.network();
        var graph = network.build();
        facts.add(new Fact(
                "Network",
                format(
                        "%s, width %d, %s, %,d parameters, sees %d pixels",
                        network.architecture().label(),
                        network.width(),
                        Count.of(network.depth(), "level"),
                        Weights.learnt(graph),
                        Shapes.receptiveField(graph))));
        ImageInput input = config.imageInput();
        facts.add(new Fact("Images", images(network.channels(), input)));
        facts.add(new Fact("Pixel size", pixelSize(input.pixelSize())));
        facts.add(new Fact(
                "Normalization",
                config.normalization().kind().label() + " (" + config.normalization() + ")"
                        + (baked ? " in training; with fixed numbers inside the package's network" : "")));
        int step = Shapes.stride(graph);
        facts.add(new Fact("Sizes", "Images of any size; in other programs sides that are multiples of " + step));
        TrainingNotes n = config.notes();
        facts.add(new Fact(
                "Scores",
                Double.isNaN(n.validationIou())
                        ? "Not measured"
                        : format(
                                "IoU %.4f on crops of %s that %s kept out",
                                n.validationIou(),
                                Count.of(n.validationImages(), "image"),
                                n.validationImages() == 1 ? "was" : "were")));
        facts.add(new Fact(
                "Trained on",
                format(
                        "%s, %s of %s of %d x %d pixels; loss %s; %s; augmentation %s; seed %d; %s%s",
                        Count.of(n.images(), "image"),
                        Count.of(n.steps(), "step"),
                        Count.of(n.batch(), "crop"),
                        n.crop(),
                        n.crop(),
                        n.loss(),
                        n.optimizer(),
                        n.augment(),
                        n.seed(),
                        n.device(),
                        n.stopped() ? "; stopped early" : "")));
        return facts;
    }

    /** Grey, RGB, or how many channels; and which of the images' own. */
    static String images(int channels, ImageInput input) {
        return (channels == 1 ? "Grey (1 channel)" : channels == 3 ? "RGB (3 channels)" : channels + " channels")
                + (input.channels().equals(Selection.ALL)
                        ? ""
                        : ", channels " + input.channels().text() + " of those that have more");
    }

    static String pixelSize(Optional<PixelSize> size) {
        return size.map(s -> s.width() == s.height()
                        ? format("%.4g micrometres", s.width())
                        : format("%.4g x %.4g micrometres", s.width(), s.height()))
                .orElse("Not known");
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
