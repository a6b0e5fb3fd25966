package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.RegionClass;
import io.github.tessera.metric.Bootstrap;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.MetricsTable;
import java.nio.file.Path;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Evaluate...: compares predicted labels with the truth. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Evaluate...",
        label = "Tessera Evaluate...",
        description =
                "Compares predicted labels with the true masks: accuracy, IoU (Jaccard), Dice, precision, recall and specificity"
                        + " for each class, their means, and for each image; the log has 95 % intervals (bootstrap over images).",
        headless = true,
        visible = false)
public final class EvaluateCommand extends TesseraCommand {
    @Parameter(
            label = "Truth",
            style = "directory",
            description = "Folder of masks or of regions, or the title of an open image of them, as in the training.")
    private String truth = "";

    @Parameter(
            label = "Prediction",
            style = "directory",
            description =
                    "Folder of label images as Tessera Segment Folder... leaves in labels, or of masks coded as the truth; or the title of an open one.")
    private String prediction = "";

    @Parameter(label = "Labels", description = "What the true masks hold, or regions, as in the training.")
    private LabelKind labels = LabelKind.AUTO;

    @Parameter(
            label = "Class value in the masks (-1 = the higher)",
            min = "-1",
            max = "65535",
            description = "In masks of two values, the one that is the class, as in the training.")
    private int classvalue = -1;

    @Parameter(
            label = "Ignored value in the masks (-1 = none)",
            min = "-1",
            max = "65535",
            description = "Mask value of pixels that are not counted.")
    private int ignorevalue = 255;

    @Parameter(
            label = "Table of classes (may stay empty)",
            style = "file",
            required = false,
            description = "Text file with a line for each class: its name, or name and colour, as in the training.")
    private String classes = "";

    @Parameter(
            label = "Border of objects (pixels)",
            min = "1",
            max = "100",
            description = "Width of the border inside each of the numbered objects with borders, as in the training.")
    private int border = 2;

    @Parameter(
            label = "Rest is background",
            description =
                    "One-hot masks, a file per class and regions: what is in no class is background; else it is not counted.")
    private boolean restbackground;

    @Parameter(
            label = "Class of ROIs",
            description =
                    "What tells it, as in the training: the name without the numbers behind it, the full name, or the group.")
    private RegionClass regionclass = RegionClass.NAME;

    @Parameter(
            label = "Leave out what cannot be read",
            description =
                    "Predictions and masks that cannot be read, or do not fit, are left out and told in the log; else the first stops it.")
    private boolean skipbad;

    @Parameter(
            label = "Table (CSV file, may stay empty)",
            style = "file",
            required = false,
            description = "Where the table is saved; the table of the images is saved beside it.")
    private String table = "";

    @Parameter(
            label = "Images (folder, may stay empty)",
            style = "directory",
            required = false,
            description = "The images themselves, for the picture.")
    private String images = "";

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

    @Override
    void execute(Progress progress) {
        TableFile tableFile = table.isBlank() ? null : new TableFile(Paths.outputFile("table", table));
        Path pictureFile = picture.isBlank() ? null : Paths.outputFile("picture", picture);
        ExamplePicture examples = pictureFile == null ? null : new ExamplePicture(Paths.input("images", images));
        Evaluation evaluation = Evaluation.of(
                Paths.pairs("prediction", prediction, "truth", truth, maskSettings(), ReadingSettings.ALL, progress));
        ResultsTable byImage = MetricsTable.empty();
        evaluation.images().forEach(image -> MetricsTable.addImage(byImage, image.name(), image.report()));
        ResultsTable byClass = MetricsTable.of(evaluation.total());
        progress.log(evaluation.coding());
        progress.log(
                evaluation.images().size() + " images: " + evaluation.total().describe(evaluation.bootstrap(progress)));
        if (evaluation.images().size() < Bootstrap.FEWEST_IMAGES) {
            progress.log("From fewer than " + Bootstrap.FEWEST_IMAGES + " images no 95 % intervals can be told.");
        }
        // First what can still fail, so that nothing is saved if it does.
        ImagePlus drawn = examples == null ? null : examples.of(evaluation);
        if (tableFile != null) {
            tableFile.save(byClass);
            tableFile.save(byImage, "images");
        }
        if (drawn != null) {
            ImageFiles.savePng(drawn, pictureFile);
        }
        imagetable = byImage;
        classtable = byClass;
    }

    /** A few true masks need not hold all classes, but the predictions know how many there are, and what regions call them. */
    private MaskSettings maskSettings() {
        MaskSettings settings = new LabelChoice(
                        labels, classvalue, ignorevalue, classes, border, restbackground, regionclass, skipbad)
                .settings();
        List<String> predicted = predictedClasses();
        if (labels == LabelKind.REGIONS && settings.table().isEmpty() && !predicted.isEmpty()) {
            return settings.withTable(ClassTable.named(predicted)).withIndices(predicted.size());
        }
        return predicted.size() > 2 ? settings.withIndices(predicted.size()) : settings;
    }

    private List<String> predictedClasses() {
        ImagePlus open = WindowManager.getImage(prediction);
        if (open != null) {
            return classes(open);
        }
        for (Path file : ImageFiles.list(Paths.input("prediction", prediction))) {
            try {
                return classes(ImageFiles.open(file));
            } catch (TesseraException e) {
                if (!skipbad) {
                    throw e;
                }
            }
        }
        return List.of();
    }

    private static List<String> classes(ImagePlus labels) {
        return labels.getProp(LabelImage.CLASSES_PROPERTY) == null ? List.of() : LabelImage.classes(labels);
    }
}
