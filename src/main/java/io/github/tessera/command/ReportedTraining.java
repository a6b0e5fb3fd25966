package io.github.tessera.command;

import io.github.tessera.data.Split;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.predict.HeldOut;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingListener;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.train.TrainingStart;
import io.github.tessera.view.PathFree;
import io.github.tessera.view.TrainingReport;
import io.github.tessera.view.TrainingSummary;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A training that leaves a report beside its model, {@value TrainingReport#FILE}. */
final class ReportedTraining implements TrainingListener {
    private final Path folder;
    private final List<String> sources;
    private final List<String> choices;
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();
    private TrainingStart start;
    private boolean earlierGone;

    /**
     * A training that has not begun.
     *
     * @param folder of the model
     * @param sources images and labels as the user entered them: folders, or titles of open images
     * @param choices what was chosen for the user, each with its reason
     * @param wanted whether there is to be a report
     */
    ReportedTraining(Training training, Path folder, List<String> sources, List<String> choices, boolean wanted) {
        training.with(this);
        this.folder = folder;
        this.sources = sources;
        this.choices = choices;
        this.wanted = wanted;
    }

    @Override
    public List<String> files() {
        return List.of(TrainingReport.FILE);
    }

    @Override
    public void onDescription(String line) {
        lines.add(line);
    }

    @Override
    public void onStart(TrainingStart begun) {
        start = begun;
    }

    /** The report of an earlier model must not stand beside this one. */
    @Override
    public void onStep(long step, long total, double loss) {
        if (!earlierGone) {
            earlierGone = true;
            AtomicFile.delete(folder.resolve(TrainingReport.FILE));
        }
    }

    /**
     * Trains, and writes the report, unless that is cancelled or fails: the model is kept in any case.
     *
     * @param training runs the training, perhaps in a window
     * @throws CancelledException if cancelled before the first step, or discarded
     */
    TrainingResult run(Supplier<TrainingResult> training, Progress progress) {
        TrainingResult result = training.get();
        if (wanted) {
            Progress own = result.stopped() ? new AfterStop(progress) : progress;
            try {
                write(result, own);
            } catch (CancelledException e) {
                progress.log("The report was cancelled and is left out; the model is there.");
            } catch (TesseraException e) {
                progress.log("The report is left out: " + e.getMessage());
            } catch (RuntimeException | Error e) {
                if (!MemoryFault.is(e)) {
                    throw e;
                }
                progress.log("The report is left out, for there is not enough memory for it; the model is there.");
            }
        }
        return result;
    }

    private void write(TrainingResult result, Progress progress) {
        long began = System.nanoTime();
        Split split = start.split();
        progress.log("Writing the report: the model segments images of the validation ("
                + Math.min(split.validation().size(), HeldOut.MOST_IMAGES)
                + (split.test().isEmpty()
                        ? ")"
                        : ") and of the test (" + Math.min(split.test().size(), HeldOut.MOST_IMAGES) + ")")
                + "; Esc leaves it out.");
        TrainingNotes notes = result.model().notes();
        long pixels = notes.steps() * notes.batch() * notes.crop() * notes.crop();
        HeldOut validation;
        Optional<HeldOut> test;
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(result.model()), start.config().device(), SegmenterSettings.AUTO)) {
            validation = HeldOut.of(segmenter, start.set(), split.validation(), pixels, notes.seed(), progress);
            test = Optional.of(split.test())
                    .filter(images -> !images.isEmpty())
                    .map(images -> HeldOut.of(segmenter, start.set(), images, pixels, notes.seed(), progress));
        }
        List<String> names = sources.stream().map(ReportedTraining::lastName).toList();
        TrainingSummary summary = new TrainingSummary(start, choices, lines, names, result, validation, test);
        String html = TrainingReport.html(summary, new PathFree(folders()), progress);
        AtomicFile.write(folder.resolve(TrainingReport.FILE), path -> Files.writeString(path, html));
        progress.log(String.format(
                Locale.ROOT, "The report %s took %.1f s.", TrainingReport.FILE, (System.nanoTime() - began) / 1e9));
    }

    /** What the lines that were told may name. */
    private List<Path> folders() {
        Stream<Path> entered = sources.stream()
                .filter(source -> source.contains("/") || source.contains("\\"))
                .filter(source -> new File(source).exists()) // a title need not even be a path
                .map(Path::of);
        Stream<Path> others = Stream.of(
                        folder,
                        start.config().start().model(),
                        start.config().start().weights(),
                        start.config().split().list(),
                        Path.of(System.getProperty("user.home")))
                .filter(Objects::nonNull);
        return Stream.concat(entered, others).toList();
    }

    private static String lastName(String source) {
        String[] parts = source.split("[/\\\\]", 0);
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }
}
