package io.github.tessera.command;

import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.RegionClass;
import io.github.tessera.model.Model;
import io.github.tessera.predict.Decision;
import io.github.tessera.progress.Progress;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that measures against the truth: which it is, what it means, and how probabilities are decided. */
abstract class TruthCommand extends TesseraCommand {
    @Parameter(
            label = "Truth",
            style = "directory",
            description =
                    "Masks or regions as in the training: their folder, or the title of an open image of them; for a panel also a single file.")
    private String truth = "";

    @Parameter(label = "Labels", description = "What the true masks hold, or regions, as in the training.")
    private LabelKind labels = LabelKind.AUTO;

    @Parameter(
            label = "Class value in the masks (-1 = the higher)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "65535",
            description = "In masks of two values, the one that is the class, as in the training.")
    private int classvalue = -1;

    @Parameter(
            label = "Ignored value in the masks (-1 = none)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "65535",
            description = "Mask value of pixels that are not counted.")
    private int ignorevalue = 255;

    @Parameter(
            label = "Table of classes (may stay empty)",
            attrs = @Attr(name = MORE),
            style = "file",
            required = false,
            description = "Text file with a line for each class: its name, or name and colour, as in the training.")
    private String classes = "";

    @Parameter(
            label = "Border of objects (pixels)",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "100",
            description = "Width of the border inside each of the numbered objects with borders, as in the training.")
    private int border = 2;

    @Parameter(
            label = "Rest is background",
            attrs = @Attr(name = MORE),
            description =
                    "One-hot masks, a file per class and regions: what is in no class is background; else it is not counted.")
    private boolean restbackground;

    @Parameter(
            label = "Class of ROIs",
            attrs = @Attr(name = MORE),
            description =
                    "What tells it, as in the training: the name without the numbers behind it, the full name, or the group.")
    private RegionClass regionclass = RegionClass.NAME;

    @Parameter(
            label = "Leave out what cannot be read",
            attrs = @Attr(name = MORE),
            description =
                    "Predictions and masks that cannot be read, or do not fit, are left out and told in the log; else the first stops it.")
    private boolean skipbad;

    @Parameter(
            label = "Threshold of probabilities (0 = usual)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1",
            stepSize = "0.05",
            description =
                    "Where a class begins, from 0 to 1; usual is one half with one output, and the most probable class with several.")
    private double threshold;

    /** What was entered for the truth. */
    final String truth() {
        return truth;
    }

    /** How probabilities become classes. */
    final Decision decision() {
        return threshold == 0 ? Decision.USUAL : new Decision(threshold);
    }

    /** What the true masks hold. */
    MaskSettings maskSettings() {
        return new LabelChoice(labels, classvalue, ignorevalue, classes, border, restbackground, regionclass, skipbad)
                .settings();
    }

    /**
     * Images for a model with their truth; a few true masks need not hold all classes, but the model knows how many there are.
     *
     * @param images what was entered for them
     */
    final LabelledSet imagesWithTruth(String images, Model model, Progress progress) {
        MaskSettings settings = maskSettings();
        int told = model.classes().size();
        if (told > 2) {
            boolean byName = settings.kind() == LabelKind.REGIONS || settings.kind() == LabelKind.FILES;
            settings = byName && settings.table().isEmpty()
                    ? settings.withTable(ClassTable.named(model.classes())).withIndices(told)
                    : settings.withIndices(told);
        }
        return Paths.pairs("images", images, "truth", truth, settings, ReadingSettings.ALL, progress);
    }
}
