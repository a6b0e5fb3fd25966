package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.ImageScores;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ConfusionPicture;
import io.github.tessera.view.EvaluationTable;
import io.github.tessera.view.EvaluationWindow;
import io.github.tessera.view.MetricsTable;
import io.github.tessera.view.RawImages;
import java.nio.file.Path;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

/** Plugins &gt; Tessera &gt; Tessera Evaluate...: compares predicted labels with the truth. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Evaluate...",
        label = "Tessera Evaluate...",
        description =
                "Compares predicted labels or probabilities, or what a model predicts, with the true masks: tables of each class, of each image"
                        + " and of all measures with 95 % intervals (bootstrap over images); the confusion matrix; the worst images as a"
                        + " picture, and, from the menu, all images in a window, the worst first.",
        headless = true,
        visible = false)
public final class EvaluateCommand extends MeasuringCommand {
    @Parameter(
            label = "Prediction (empty = the model's)",
            style = "directory",
            required = false,
            description =
                    "Folder of label images or probabilities as Tessera Segment Folder... leaves them, or of masks coded as the truth; or the"
                            + " title of an open one.")
    private String prediction = "";

    @Parameter(
            label = "Model (instead of predictions)",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            required = false,
            description =
                    "Folder, zip or name of a model that segments the images for this; its probabilities are measured too.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "Images (for the model, the picture, the list)",
            style = "directory",
            required = false,
            description = "Folder of the images themselves, or the title of an open one.")
    private String images = "";

    @Parameter(
            label = "Confusion matrix",
            description = "Which class was taken for which, as a picture; with a table's file also as one of numbers.")
    private boolean matrix;

    @Parameter(
            label = "Table (CSV file, may stay empty)",
            style = "file",
            required = false,
            description = "Where the table is saved; the table of the images is saved beside it.")
    private String table = "";

    @Parameter(
            label = "Picture (PNG file, may stay empty)",
            style = "file",
            required = false,
            description =
                    "Where the worst, the middle and the best image are drawn, with truth and prediction over them.")
    private String picture = "";

    // ShowOutputs reads these two.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera evaluation of images")
    private ResultsTable imagetable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera evaluation")
    private ResultsTable classtable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera evaluation measures")
    private ResultsTable measuretable;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Confusion matrix")
    private ImagePlus confusions;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    @Override
    boolean needsPyTorch() {
        return !model.isBlank();
    }

    @Override
    void execute(Progress progress) {
        TableFile tableFile = table.isBlank() ? null : new TableFile(Paths.outputFile("table", table));
        Path pictureFile = picture.isBlank() ? null : Paths.outputFile("picture", picture);
        ExamplePicture examples = pictureFile == null ? null : new ExamplePicture(Paths.input("images", images));
        Evaluated evaluated = model.isBlank() ? saved(progress) : segmented(progress);
        Evaluation evaluation = evaluated.evaluation();
        ResultsTable byImage = MetricsTable.empty();
        evaluation.images().forEach(image -> MetricsTable.addImage(byImage, image.name(), image.report()));
        ResultsTable byClass = MetricsTable.of(evaluation.total());
        Bootstrap<ImageScores> resamples = evaluation.resamples(progress);
        ResultsTable byMeasure = EvaluationTable.of(evaluation, resamples, beta());
        progress.log(evaluation.coding());
        progress.log(evaluation.images().size() + " images: "
                + evaluation.total().describe(resamples.of(ImageScores::report)));
        if (evaluation.images().size() < Bootstrap.FEWEST_IMAGES) {
            progress.log("From fewer than " + Bootstrap.FEWEST_IMAGES + " images no 95 % intervals can be told.");
        }
        // First what can still fail, so that nothing is saved if it does.
        ImagePlus drawn = examples == null ? null : examples.of(evaluation);
        if (tableFile != null) {
            tableFile.save(byClass);
            tableFile.save(byImage, "images");
            tableFile.save(byMeasure, "measures");
            if (matrix) {
                tableFile.save(MetricsTable.of(evaluation.matrix(), evaluation.classes()), "confusion");
            }
        }
        if (drawn != null) {
            ImageFiles.savePng(drawn, pictureFile);
        }
        imagetable = byImage;
        classtable = byClass;
        measuretable = byMeasure;
        confusions = matrix ? ConfusionPicture.of(evaluation.matrix(), evaluation.classes()) : null;
        if (TrainingDisplay.watched()) {
            EvaluationWindow.open(evaluation, evaluated.set().classes().palette(), raw(evaluated));
        }
    }

    /** An evaluation, and the set that it is of: images of a model, or else predictions. */
    private record Evaluated(Evaluation evaluation, LabelledSet set) {}

    private RawImages raw(Evaluated evaluated) {
        return model.isBlank()
                ? OriginalImages.of(evaluated.evaluation(), images)
                : OriginalImages.of(evaluated.evaluation(), evaluated.set());
    }

    private Evaluated saved(Progress progress) {
        if (prediction.isBlank()) {
            throw new TesseraException(
                    "Neither predictions nor a model were entered: choose the folder of one, or a model.");
        }
        LabelledSet set = Paths.pairs(
                "prediction", prediction, "truth", truth(), settingsOfPredictions(), ReadingSettings.ALL, progress);
        return new Evaluated(Evaluation.of(set, settings(), progress), set);
    }

    private Evaluated segmented(Progress progress) {
        if (!prediction.isBlank()) {
            throw new TesseraException("Predictions and a model were entered: leave one of the two empty.");
        }
        try (Segmenter segmenter = new SegmenterChoice(model, "auto", SegmenterSettings.AUTO).open(progress)) {
            LabelledSet set = imagesWithTruth(images, segmenter.model(), progress);
            return new Evaluated(Evaluation.of(segmenter, set, settings(), progress), set);
        }
    }

    /** A few true masks need not hold all classes, but the predictions know how many there are, and what regions call them. */
    private MaskSettings settingsOfPredictions() {
        MaskSettings settings = maskSettings();
        List<String> predicted = predictedClasses();
        if (settings.kind() == LabelKind.REGIONS && settings.table().isEmpty() && !predicted.isEmpty()) {
            return settings.withTable(ClassTable.named(predicted)).withIndices(predicted.size());
        }
        return predicted.size() > 2 ? settings.withIndices(predicted.size()) : settings;
    }

    private List<String> predictedClasses() {
        ImagePlus open = WindowManager.getImage(prediction);
        if (open != null) {
            return OpenOrFile.classes(open);
        }
        for (Path file : ImageFiles.list(Paths.input("prediction", prediction))) {
            try {
                return OpenOrFile.classes(ImageFiles.open(file));
            } catch (TesseraException e) {
                if (!maskSettings().skipBad()) {
                    throw e;
                }
            }
        }
        return List.of();
    }
}
