package io.github.tessera.command;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.metric.Probabilities;
import io.github.tessera.predict.SavedPrediction;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ResultPanels;
import java.util.List;
import java.util.OptionalInt;
import net.imglib2.img.array.ArrayImgs;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.Button;

/** Plugins &gt; Tessera &gt; Tessera Show Panel...: image, truth, probability, prediction and errors side by side, slice by slice. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Show Panel...",
        label = "Tessera Show Panel...",
        description =
                "Makes an image of what belongs together, side by side: image, truth, probability with its colour bar, prediction, and where"
                        + " that is wrong (true and false positives, false negatives); a slice for each slice of the image.",
        headless = true,
        visible = false)
public final class ShowPanelCommand extends TruthCommand {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Prediction (empty = the model's)",
            required = false,
            persist = false,
            description =
                    "Title of an open image, or a file: labels or probabilities as Tessera Segment... makes them, or masks coded as the truth.")
    private String prediction = "";

    @Parameter(
            label = "Model (instead of a prediction)",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            required = false,
            description = "Folder, zip or name of a model that segments the image for this.")
    private String model = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "Class (empty = usual)",
            required = false,
            description =
                    "Name or number of the class that probability and errors are of; usual is the second of two, and of more the most probable"
                            + " class, and all errors.")
    private String shown = "";

    @Parameter(label = "Side of each picture (pixels)", min = "32", max = "2048", description = "Of its longest side.")
    private int size = 320;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Panel")
    private ImagePlus panel;

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        model = ModelPath.chosen(model);
    }

    /** What the planes of the image are shown with. */
    private interface Planes {
        SegmentedPlane plane(int index, Progress progress);
    }

    @Override
    boolean needsPyTorch() {
        return !model.isBlank();
    }

    @Override
    void execute(Progress progress) {
        if (prediction.isBlank() == model.isBlank()) {
            throw new TesseraException(
                    prediction.isBlank()
                            ? "Neither a prediction nor a model was entered: choose one of them."
                            : "A prediction and a model were entered: leave one of the two empty.");
        }
        PlaneStack stack = PlaneStack.of(image);
        if (model.isBlank()) {
            ImagePlus predicted = OpenOrFile.image("prediction", prediction);
            LabelledSet set = truth(
                    PlaneStack.of(predicted), OpenOrFile.classes(predicted).size(), progress);
            SavedPrediction saved = new SavedPrediction(set, decision(), progress);
            show(stack, set, saved::plane, progress);
            return;
        }
        try (Segmenter segmenter = new SegmenterChoice(model, "auto", SegmenterSettings.AUTO).open(progress)) {
            LabelledSet set = truth(stack, segmenter.model().classes().size(), progress);
            show(stack, set, (index, part) -> segmented(segmenter, set.images().get(index), part), progress);
        }
    }

    private SegmentedPlane segmented(Segmenter segmenter, LabelledImage plane, Progress progress) {
        Segmenter.Wanted wanted = new Segmenter.Wanted(decision(), true);
        return segmenter.segment(plane.pixels(), plane.name(), plane.bitDepth(), plane.area(), wanted, progress);
    }

    private LabelledSet truth(PlaneStack planes, int classes, Progress progress) {
        MaskSettings settings = maskSettings();
        return LabelledSet.fromStacks(
                planes,
                PlaneStack.of(OpenOrFile.image("truth", truth())),
                classes > 2 ? settings.withIndices(classes) : settings,
                ReadingSettings.ALL,
                progress);
    }

    private void show(PlaneStack stack, LabelledSet set, Planes planes, Progress progress) {
        LabelledImage first = set.images().get(0);
        if (stack.width() != first.width() || stack.height() != first.height()) {
            throw new TesseraException("The image " + stack.name() + " is " + stack.width() + " x " + stack.height()
                    + " pixels, but the prediction " + first.width() + " x " + first.height()
                    + ": choose those that belong together.");
        }
        if (stack.planes().size() != set.images().size()) {
            throw new TesseraException("The image " + stack.name() + " has "
                    + Count.of(stack.planes().size(), "slice") + ", but the prediction "
                    + set.images().size() + ": choose those that belong together.");
        }
        ResultPanels panels = new ResultPanels(
                set.classes().names(),
                set.classes().palette(),
                shownClass(set.classes().names()),
                size);
        ImageStack sheets = null;
        for (int p = 0; p < set.images().size(); p++) {
            LabelledImage labelled = set.images().get(p);
            SegmentedPlane plane =
                    planes.plane(p, new PartProgress(progress, p, set.images().size()));
            int count = plane.width() * plane.height();
            var sheet = panels.of(new ResultPanels.Plane(
                    stack.name(p),
                    stack.planes().get(p),
                    labelled.labels(),
                    ArrayImgs.unsignedBytes(plane.labels(), plane.width(), plane.height()),
                    plane.probabilities() == null ? null : new Probabilities(plane.probabilities(), count)));
            if (sheets == null) {
                sheets = new ImageStack(sheet.getWidth(), sheet.getHeight());
            }
            sheets.addSlice(stack.name(p), sheet);
        }
        panel = new ImagePlus("Panel of " + stack.name(), sheets);
    }

    private OptionalInt shownClass(List<String> names) {
        String text = shown.strip();
        if (text.isEmpty()) {
            return names.size() == 2 ? OptionalInt.of(1) : OptionalInt.empty();
        }
        int index = names.indexOf(text);
        if (index < 0 && text.matches("\\d{1,3}") && Integer.parseInt(text) < names.size()) {
            index = Integer.parseInt(text);
        }
        if (index < 0) {
            throw new TesseraException("There is no class \"" + text + "\" (shown): use one of "
                    + String.join(", ", names) + ", or a number from 0 to " + (names.size() - 1) + ".");
        }
        return OptionalInt.of(index);
    }
}
