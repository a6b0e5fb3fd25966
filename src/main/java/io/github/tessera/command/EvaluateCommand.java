package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.MetricsTable;
import java.io.IOException;
import java.nio.file.Path;
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
                        + " for each class, their means, and for each image.",
        headless = true,
        visible = false)
public final class EvaluateCommand extends TesseraCommand {
    @Parameter(
            label = "Truth",
            style = "directory",
            description = "Folder of masks, or the title of an open mask image.")
    private String truth = "";

    @Parameter(
            label = "Prediction",
            style = "directory",
            description =
                    "Folder of label images as Tessera Segment Folder... leaves in labels, or of masks coded as the truth; or the title of an open one.")
    private String prediction = "";

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
        Evaluation evaluation = Evaluation.of(Paths.pairs(
                "prediction", prediction, "truth", truth, Paths.maskSettings(classvalue, ignorevalue), progress));
        ResultsTable byImage = MetricsTable.empty();
        evaluation.images().forEach(image -> MetricsTable.addImage(byImage, image.name(), image.report()));
        ResultsTable byClass = MetricsTable.of(evaluation.total());
        progress.log(evaluation.coding());
        progress.log(
                evaluation.images().size() + " images: " + evaluation.total().describe());
        if (!table.isBlank()) {
            Path file = Paths.input("table", table);
            String name = file.getFileName().toString();
            save(byClass, name.contains(".") ? file : file.resolveSibling(name + ".csv"));
            save(byImage, file.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + "_images.csv"));
        }
        if (!picture.isBlank()) {
            ExamplePicture examples = new ExamplePicture(Paths.input("images", images));
            ImageFiles.savePng(examples.of(evaluation), Paths.input("picture", picture));
        }
        imagetable = byImage;
        classtable = byClass;
    }

    private static void save(ResultsTable table, Path file) {
        AtomicFile.write(file, path -> {
            if (!table.save(path.toString())) {
                throw new IOException("ImageJ cannot save the table");
            }
        });
    }
}
