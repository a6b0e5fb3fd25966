package io.github.tessera.command;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.data.CorrectedSet;
import io.github.tessera.data.SplitFile;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingResult;
import io.github.tessera.view.MetricsTable;
import java.nio.file.Path;
import java.util.Locale;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

/** Plugins &gt; Tessera &gt; Tessera Learn From Correction...: a model goes on learning from a prediction that was corrected. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>" + LearnCorrectionCommand.LABEL,
        label = LearnCorrectionCommand.LABEL,
        description =
                "Segment an image, correct the result, and run this: the corrected image joins those that the model learnt from, and a new"
                        + " model goes on from the old one, which stays as it is. Correct the ROIs of the overlay (move, add, delete; what is in"
                        + " no ROI is background, a ROI named ignore is not learnt from), or those in the ROI Manager, or paint into the label"
                        + " image with its class numbers. With an area selection, what is outside it is not learnt from. Esc ends it early and"
                        + " keeps what was learnt.",
        headless = true,
        visible = false)
public final class LearnCorrectionCommand extends TesseraCommand {
    /** What macros call it. */
    static final String LABEL = "Tessera Learn From Correction...";

    @Parameter(
            label = "Image",
            persist = false,
            description = "The image that was segmented, not its label image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description =
                    "Folder of the model that segmented the image, or a name in the list of models. It stays as it is.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "New model (empty = the next name)",
            persist = false,
            required = false,
            style = "directory",
            description =
                    "A new folder for the model that has learnt more; empty: beside the old one, nuclei-2 for nuclei.")
    private String output = "";

    @Parameter(
            label = "Corrected",
            description =
                    "Where: in the overlay, the ROI Manager (auto: if there is no overlay), or the label image. Automatic takes what differs most"
                            + " from what the model predicts.")
    private LabelPlace corrected = LabelPlace.AUTO;

    @Parameter(
            label = "Steps",
            min = "1",
            max = "1000000",
            description =
                    "Batches to learn from; a third of them where the images that the model learnt from first are not at hand.")
    private int steps = 100;

    @Parameter(label = "Device", description = "auto, cpu, gpu, or a GPU's number: gpu 1.")
    private String device = "auto";

    @Parameter(
            label = "Label image (empty = image_labels)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            description = "Title of the open label image; empty: that of the image with _labels.")
    private String labels = "";

    @Parameter(
            label = "Slices (empty = corrected ones)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            description =
                    "Of a stack: all, current, or numbers such as 1-10, 15; empty: where something was corrected.")
    private String slices = "";

    @Parameter(
            label = "Frames (empty = corrected ones)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            description =
                    "Of a time series: all, current, or numbers such as 1-10, 15; empty: where something was corrected.")
    private String frames = "";

    @Parameter(
            label = "Images (empty = the model's)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            style = "directory",
            description =
                    "Those that the model learnt from first, so that it does not forget them; empty: where train.ijm in its folder says.")
    private String images = "";

    @Parameter(
            label = "Masks (empty = the model's)",
            attrs = @Attr(name = MORE),
            persist = false,
            required = false,
            style = "directory",
            description = "Their masks; empty: where train.ijm in its folder says.")
    private String masks = "";

    @Parameter(
            label = "Learning rate",
            attrs = @Attr(name = MORE),
            min = "0.000000001",
            max = "10",
            description = "The size of a step; smaller than in the first training, so that the model does not forget.")
    private double rate = 0.0003;

    @Parameter(
            label = "Batch (crops a step, 0 = as before)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "4096",
            description = "Crops to learn from at once; about a third of them are of corrected images.")
    private int batch;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera correction")
    private ResultsTable table;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        DeviceChoice chosen = DeviceChoice.parse(device);
        CorrectedModel before = CorrectedModel.read(ModelPath.of("model", model, progress));
        CorrectionFolder kept = before.next(output);
        Prediction predicted = before.predict(image, chosen, progress);
        Correction correction = new Correction.Search(image, before.classes(), labels, predicted.planes(), progress)
                .find(corrected, slices, frames);
        try {
            kept.take(before.corrections(), progress);
            kept.add(image, correction, before.classes(), progress);
            before.record()
                    .then("With " + image.getTitle() + ", corrected:", this)
                    .write(kept.model());
            learn(before, kept, predicted, correction, chosen, progress);
        } finally {
            kept.deleteUnlessLearnt();
        }
        if (IJ.getInstance() != null) {
            GenericDialogHarvester.share("model", kept.model().toString());
        }
    }

    private void learn(
            CorrectedModel before,
            CorrectionFolder kept,
            Prediction predicted,
            Correction correction,
            DeviceChoice chosen,
            Progress progress) {
        Path folder = kept.model();
        CorrectedSet set = before.set(kept, images, masks, progress);
        SplitFile.write(set.split(), set.set().names(), folder.resolve(SplitFile.NAME));
        TrainingConfig config = before.config(folder, set.alone() ? Math.max(1, steps / 3) : steps, batch, rate)
                .withDevice(chosen);
        TrainingResult result =
                new TrainingDisplay(config, progress).run(new Training(config, set.set(), folder), folder);
        Prediction now = before.with(result.model()).predict(image, chosen, progress);
        table = MetricsTable.empty();
        double was = correction.iou(predicted, before.classes());
        double is = correction.iou(now, before.classes());
        addRow(table, image.getTitle() + ", corrected", was, is);
        progress.log(String.format(
                Locale.ROOT, "%s as it was corrected: IoU %.3f before, %.3f now.", image.getTitle(), was, is));
        if (!set.alone() && result.best() != null) {
            double others = before.model().notes().validationIou();
            addRow(table, "Images kept out", others, result.best().iou());
            progress.log(String.format(
                    Locale.ROOT,
                    "Images kept out: IoU %.3f before, %.3f now.",
                    others,
                    result.best().iou()));
        }
        progress.log((result.stopped() ? "Stopped early; the" : "The") + " new model is in " + folder + ".");
    }

    private static void addRow(ResultsTable table, String images, double before, double now) {
        table.addRow();
        table.addValue("Images", images);
        table.addValue("IoU before", before);
        table.addValue("IoU now", now);
    }
}
