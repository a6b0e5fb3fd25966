package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.ProbabilityScores;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well predictions agree with the truth, for each image and over all pixels together.
 *
 * @param coding how the true labels were understood, a few lines for the log
 * @param images labels and measures of each image, at least one, in the order of the set
 * @param matrix all pixels of all images
 * @param probabilities what they are worth over all pixels of all images, where there are some
 * @param calibrated whether distances are in micrometres; else in pixels
 */
public record Evaluation(
        String coding,
        List<EvaluatedImage> images,
        ConfusionMatrix matrix,
        Optional<ProbabilityScores> probabilities,
        boolean calibrated) {
    /** Of equal images the intervals are equal. */
    private static final long SEED = 1;

    /**
     * Compares the images of a set, which are predictions, with its masks, which are the truth.
     *
     * <p>The predictions are probabilities if they have 32 bits and a channel for each class, or one channel of values between 0 and 1 for
     * the second of two; label images, whose values are class indices, if all values in all of them are below the number of classes;
     * else they are coded as the masks are.
     *
     * @throws TesseraException naming image and value if a prediction is neither
     */
    public static Evaluation of(LabelledSet predictions, EvaluationSettings settings, Progress progress) {
        PredictionCoding coding = PredictionCoding.of(predictions, settings.decision(), progress);
        progress.log(coding.describe());
        EvaluationTally tally = new EvaluationTally(predictions, settings);
        boolean scored = coding.kind() == PredictionCoding.Kind.PROBABILITIES;
        for (int i = 0; i < predictions.images().size(); i++) {
            LabelledImage image = predictions.images().get(i);
            byte[] truth = image.labels(image.area());
            ScoredRows rows = scored ? tally.rows(truth, image.width()) : null;
            PredictionCoding.Read prediction = coding.read(image, rows, progress);
            tally.add(image, image.area(), truth, prediction, scored ? rows.overlaps() : List.of(), progress);
            progress.update(i + 1L, predictions.images().size());
        }
        return tally.evaluation();
    }

    /**
     * Segments the images of a set, whole, and compares with its masks.
     *
     * @throws TesseraException if the model does not tell as many classes apart as the truth has
     * @throws CancelledException if cancelled
     */
    public static Evaluation of(Segmenter segmenter, LabelledSet set, EvaluationSettings settings, Progress progress) {
        requireSameClasses(segmenter, set);
        EvaluationTally tally = new EvaluationTally(set, settings);
        for (int i = 0; i < set.images().size(); i++) {
            LabelledImage image = set.images().get(i);
            add(
                    tally,
                    segmenter,
                    image,
                    image.area(),
                    settings.decision(),
                    new PartProgress(progress, i, set.images().size()));
        }
        return tally.evaluation();
    }

    /** Refuses a model that does not tell as many classes apart as the truth has. */
    static void requireSameClasses(Segmenter segmenter, LabelledSet set) {
        int told = segmenter.model().classes().size();
        if (told != set.classes().size()) {
            throw new TesseraException("The model " + segmenter.model().name() + " tells " + told
                    + " classes apart, but the truth has " + set.classes().size() + " ("
                    + String.join(", ", set.classes().names())
                    + "): choose masks of the same classes, or another model.");
        }
        List<String> own = segmenter.model().classes();
        List<String> truth = set.classes().names();
        if (!own.equals(truth) && new HashSet<>(own).equals(new HashSet<>(truth))) {
            throw new TesseraException("The model " + segmenter.model().name() + " has the classes in the order "
                    + String.join(", ", own) + ", but the truth in the order " + String.join(", ", truth)
                    + ": give a table of classes (classes) in the model's order.");
        }
    }

    /** Segments a part of an image, and measures it. */
    static void add(
            EvaluationTally tally,
            Segmenter segmenter,
            LabelledImage image,
            Tile area,
            Decision decision,
            Progress progress) {
        progress.status("Segmenting " + image.name());
        byte[] truth = image.labels(area);
        ScoredRows scored = tally.rows(truth, area.width());
        PlaneRows plane = new PlaneRows(area.width(), area.height(), 0, decision);
        segmenter.segment(
                image.pixels(),
                image.name(),
                image.bitDepth(),
                area,
                (y, row) -> {
                    plane.row(y, row);
                    scored.row(y, row);
                },
                progress);
        PredictionCoding.Read prediction =
                new PredictionCoding.Read(plane.result().labels(), Optional.empty());
        tally.add(image, area, truth, prediction, scored.overlaps(), progress);
    }

    /** The measures over all pixels of all images. */
    public MetricsReport total() {
        return matrix.report(classes());
    }

    /** The names of the classes. */
    public List<String> classes() {
        return images.get(0).report().classes();
    }

    /** All images together. */
    public ImageScores pooled() {
        return images.stream()
                .map(EvaluatedImage::scores)
                .reduce(ImageScores::plus)
                .orElseThrow();
    }

    /** What intervals of the measures over all pixels are told from. */
    public Bootstrap<MetricsReport> bootstrap(Progress progress) {
        return new Bootstrap<>(images.stream().map(EvaluatedImage::report).toList(), SEED, progress);
    }

    /** The same of everything that was counted; of equally many images the same are drawn. */
    public Bootstrap<ImageScores> resamples(Progress progress) {
        return new Bootstrap<>(images.stream().map(EvaluatedImage::scores).toList(), SEED, progress);
    }

    /**
     * The worst, the middle and the best image, by IoU as {@link #worstFirst} has them; fewer where there are fewer. Images without a value
     * are among them only where no image has one.
     */
    public List<EvaluatedImage> examples() {
        List<EvaluatedImage> all = worstFirst();
        List<EvaluatedImage> known = all.stream()
                .filter(i -> !Double.isNaN(i.report().summary(Metric.IOU)))
                .toList();
        List<EvaluatedImage> sorted = known.isEmpty() ? all : known;
        return Stream.of(0, sorted.size() / 2, sorted.size() - 1)
                .distinct()
                .map(sorted::get)
                .toList();
    }

    /** The images by rising IoU (of the class, or the mean), the worst first; those without a value come last. */
    public List<EvaluatedImage> worstFirst() {
        return images.stream()
                .sorted(Comparator.comparingDouble(i -> i.report().summary(Metric.IOU)))
                .toList();
    }
}
