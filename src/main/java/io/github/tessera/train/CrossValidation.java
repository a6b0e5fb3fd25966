package io.github.tessera.train;

import io.github.tessera.data.Fold;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.network.Graph;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Trains as many networks as there are folds, each validated on images that the others learn from, so that every image is validated once:
 * how good a network is on new images, and how much that depends on the choice of the images. Together the models are an {@link Ensemble}.
 *
 * <pre>{@code
 * CrossValidationResult result = new CrossValidation(config, set, folder, 5).run(Progress.NONE);
 * Segmenter segmenter = Segmenter.open(folder, DeviceChoice.AUTO);
 * }</pre>
 *
 * <p>The folder gets a model's folder for each fold, {@code fold_1} and so on, and {@value #FILE}, which has a row for each fold that is
 * finished: what was done stays when a later fold fails. Images for a test are in no fold. All networks start from the same weights.
 */
public final class CrossValidation {
    /** The table of the folds, in the folder. */
    public static final String FILE = "folds.csv";

    private final TrainingConfig config;
    private final LabelledSet set;
    private final Path folder;
    private final int folds;
    private final List<IntFunction<TrainingListener>> listeners = new ArrayList<>();

    /**
     * A cross-validation that has not begun.
     *
     * @param config how each fold is trained; a seed of 0 draws one for all, and nothing is left to the clock
     * @param folder a new one, unless it goes on
     * @param folds at least 2
     */
    public CrossValidation(TrainingConfig config, LabelledSet set, Path folder, int folds) {
        this.config = config;
        this.set = set;
        this.folder = folder;
        this.folds = folds;
    }

    /**
     * Adds one that wants to hear.
     *
     * @param listener gives the one that hears the fold of this number, from 1
     */
    public CrossValidation with(IntFunction<TrainingListener> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Trains all folds in turn, or until cancelled; the fold in hand then keeps its best model, or nothing where it
     * is discarded, as a training does, and the folds before it stay. Where the config says that
     * trainings go on, each fold goes on from its own checkpoint: those that are finished are not trained again.
     *
     * @throws CancelledException if cancelled before the first step was done
     * @throws TesseraException if the images cannot be dealt into so many folds, or the folder holds models or cannot be written, told before
     *     anything is learnt; or if the training of a fold fails
     */
    public CrossValidationResult run(Progress progress) {
        requireFresh();
        TrainingConfig seeded = seeded();
        List<FoldResult> finished = new ArrayList<>();
        boolean stopped = false;
        for (Fold fold : Fold.all(folds)) {
            try {
                TrainingConfig one = seeded.withSplit(seeded.split().withFold(fold));
                TrainingResult result = train(fold, one, progress);
                stopped = result.stopped();
                if (!stopped) {
                    finished.add(FoldResult.of(fold.number(), one.split().of(set.names()), result.best()));
                    keep(new CrossValidationResult(finished, folder, fold.number() < folds));
                }
            } catch (CancelledException e) {
                if (fold.number() == 1) {
                    throw e;
                }
                stopped = true;
            }
            if (stopped) {
                break;
            }
        }
        CrossValidationResult result = new CrossValidationResult(finished, folder, stopped);
        progress.log(result.describe());
        return result;
    }

    /** Models of another cross-validation would come into the ensemble, though they may have learnt from the images of the test. */
    private void requireFresh() {
        boolean goesOn = config.checkpoints().resume();
        if (Files.exists(folder.resolve(ModelPackage.DESCRIPTION))
                || (!goesOn && !Ensemble.folds(folder).isEmpty())) {
            throw new TesseraException("There is a model or a cross-validation in " + folder
                    + " already: choose a new folder, or delete what is in that one.");
        }
    }

    /** One seed for all folds: where none was chosen, a new one, or that which the first fold was begun with. */
    private TrainingConfig seeded() {
        Path first = Ensemble.fold(folder, 1);
        if (config.seed() == 0 && config.checkpoints().resume() && Checkpoint.isIn(first)) {
            Graph graph = TrainingSetup.fitted(config, set).network().build();
            return config.withSeed(Checkpoint.read(first, graph).seed());
        }
        return TrainingSetup.seeded(config);
    }

    private TrainingResult train(Fold fold, TrainingConfig one, Progress progress) {
        progress.check();
        progress.log("Fold " + fold.number() + " of " + folds);
        Training training = new Training(one, set, Ensemble.fold(folder, fold.number()));
        listeners.forEach(listener -> training.with(listener.apply(fold.number())));
        return training.run(new PartProgress(progress, fold.number() - 1, folds));
    }

    private void keep(CrossValidationResult result) {
        String text = result.csv();
        AtomicFile.write(folder.resolve(FILE), path -> Files.writeString(path, text, StandardCharsets.UTF_8));
    }
}
