package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.Fold;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.model.Ensemble;
import io.github.tessera.plan.Wishes;
import io.github.tessera.progress.Progress;
import io.github.tessera.train.CrossValidation;
import io.github.tessera.train.CrossValidationResult;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.view.MetricsTable;
import java.nio.file.Path;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Cross-Validate...: teaches several networks, so that each image is kept out of one. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Cross-Validate...",
        label = "Tessera Cross-Validate...",
        description =
                "Deals the images into folds and teaches a network for each, on the images of all other folds, so that every image is"
                        + " kept out once: it tells how good the network is on images that it has not learnt from, and how much that depends on the images; a little"
                        + " too well, for of each fold the best validation counts (a test at the end does not flatter)."
                        + " It takes as many times as long as a training as there are folds. The models can segment together. Esc ends"
                        + " it early and keeps what is done.",
        headless = true,
        visible = false)
public final class CrossValidateCommand extends CheckpointCommand {
    @Parameter(
            label = "Folds",
            min = "2",
            max = "100",
            description =
                    "How many; each is kept out in turn, whatever share is kept out in a training. Tiles of one image, or a group,"
                            + " come into one fold.")
    private int folds = 5;

    @Parameter(
            label = "Models (a new folder)",
            attrs = @Attr(name = SHARED),
            persist = false,
            style = "directory",
            description =
                    "Receives a model in each of the folders fold_1, fold_2 and so on, and the table folds.csv. Tessera Segment... takes"
                            + " the whole folder as its model.")
    private String model = "";

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera cross-validation")
    private ResultsTable table;

    @Override
    void execute(Progress progress) {
        Wishes entered = wishes();
        SplitSettings split = entered.fixed().split();
        Path folder = Paths.modelFolder(model, images(), masks());
        LabelledSet set = set(progress);
        TrainingConfig config = planned(inFirstFold(entered), set, progress)
                .config()
                .withSplit(split)
                .withName(folder.getFileName().toString())
                .withCheckpoints(checkpoints());
        CrossValidation validation = new CrossValidation(config, set, folder, folds)
                .with(fold -> tensorBoard(Ensemble.fold(folder, fold), set.classes()));
        CrossValidationResult result = new TrainingDisplay(config, progress).run(validation, folder, folds);
        Ensemble.folds(folder).forEach(TrainingRecord.of(this)::write);
        if (!result.finished().isEmpty()) {
            table = MetricsTable.of(result);
        }
        progress.log((result.stopped() ? "Stopped early; the" : "The") + " models are in " + folder + ".");
    }

    /** All folds are trained alike: the images of all but the first tell how. */
    private Wishes inFirstFold(Wishes entered) {
        TrainingConfig fixed = entered.fixed();
        return entered.with(
                fixed.withSplit(fixed.split().withFold(Fold.all(folds).get(0))));
    }
}
