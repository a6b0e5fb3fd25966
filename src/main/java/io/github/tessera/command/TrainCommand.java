package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.plan.Plan;
import io.github.tessera.plan.Wishes;
import io.github.tessera.progress.Progress;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.view.MetricsTable;
import java.nio.file.Path;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Train...: teaches a network from images and masks. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Train...",
        label = "Tessera Train...",
        description =
                "Teaches a network from images and their masks, and leaves the best model in a folder, with its history"
                        + " as table, plot and film, and a report. In a window it can be watched, paused and stopped; Esc ends it"
                        + " early and keeps the best model so far.",
        headless = true,
        visible = false)
public final class TrainCommand extends CheckpointCommand {
    @Parameter(
            label = "Model (a new folder)",
            attrs = @Attr(name = SHARED),
            persist = false,
            style = "directory",
            description = "Receives the model; the folder's name becomes its name.")
    private String model = "";

    @Parameter(
            label = "Report",
            attrs = @Attr(name = MORE),
            description =
                    "A page beside the model, report.html, with data, settings, figures with intervals, pictures and a paragraph for a paper."
                            + " The images kept out are segmented for it, at most 50.")
    private boolean report = true;

    @Parameter(
            label = "Zip",
            attrs = @Attr(name = MORE),
            description =
                    "Packs the model into one file beside its folder, name.zip, to send or to publish: a bioimage.io package that other programs"
                            + " open too.")
    private boolean zip;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera validation")
    private ResultsTable table;

    @Override
    void execute(Progress progress) {
        Wishes entered = wishes();
        Path folder = Paths.modelFolder(model, images(), masks());
        Path file = folder.resolveSibling(folder.getFileName() + ".zip");
        if (zip) {
            ModelPackage.requireReplaceable(file);
        }
        LabelledSet set = set(progress);
        Plan plan = planned(entered, set, progress);
        TrainingConfig config =
                plan.config().withName(folder.getFileName().toString()).withCheckpoints(checkpoints());
        Training training = new Training(config, set, folder).with(tensorBoard(folder, set.classes()));
        TrainingDisplay display = new TrainingDisplay(config, progress);
        TrainingResult result = new ReportedTraining(
                        training, folder, List.of(images(), masks()), plan.reasons(), report)
                .run(() -> display.run(training, folder), progress);
        TrainingRecord.of(this).write(folder);
        if (result.best() != null) {
            table = MetricsTable.of(result.best().validation());
            progress.log("Best: " + result.best().describe());
        }
        if (zip) {
            ModelPackage.zip(folder, file, progress);
            progress.log("Packed into " + file + ".");
        }
        progress.log((result.stopped() ? "Stopped early; the" : "The") + " model is in " + folder + ".");
    }
}
