package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.Heap;
import io.github.tessera.metric.Metric;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.CrfLearning;
import io.github.tessera.postprocess.CrfLearningResult;
import io.github.tessera.postprocess.CrfLearningSettings;
import io.github.tessera.postprocess.DenseCrfFile;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.predict.RefinementExamples;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.MetricsTable;
import io.github.tessera.view.RefineSettings;
import java.nio.file.Path;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Learn Refinement...: finds the dense CRF's parameters on a few labelled images. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Learn Refinement...",
        label = "Tessera Learn Refinement...",
        description =
                "Learns the weights of the dense CRF, and which classes bear each other, from a few labelled images and a model's probabilities"
                        + " (CRF as RNN). Take images that the model has not learnt from: of those it is too sure.",
        headless = true,
        visible = false)
public final class LearnRefinementCommand extends TruthCommand {
    @Parameter(
            label = "Images",
            style = "directory",
            description = "Folder of the images of these masks, or the title of an open one.")
    private String images = "";

    @Parameter(
            label = "Model",
            attrs = @Attr(name = SHARED),
            style = "directory," + MODEL,
            description = "Folder, zip or name of the model whose labels are to be refined.")
    private String model = "";

    @Parameter(
            label = "Parameters (JSON file)",
            style = "file",
            description = "Where they are saved, for the field of that name in Tessera Refine...")
    private String parameters = "";

    @Parameter(
            label = "Appearance width (pixels)",
            min = "0.1",
            max = "10000",
            description = "Is not learnt: about the size of what is segmented.")
    private double reach = RefineSettings.DEFAULT.crf().appearanceWidth();

    @Parameter(
            label = "Colour width (of 255 levels)",
            min = "0.1",
            max = "10000",
            description = "Is not learnt: about the contrast at its edge.")
    private double colour = RefineSettings.DEFAULT.crf().colourWidth();

    @Parameter(label = "Smoothness width (pixels)", min = "0.1", max = "1000", description = "Is not learnt.")
    private double width = RefineSettings.DEFAULT.crf().smoothnessWidth();

    @Parameter(label = "Iterations", min = "1", max = "100", description = "Of mean field.")
    private int iterations = 5;

    @Parameter(label = "Epochs", min = "1", max = "10000", description = "How often each image is gone through.")
    private int epochs = CrfLearningSettings.DEFAULT.epochs();

    @Parameter(
            label = "Learn which classes bear each other",
            attrs = @Attr(name = MORE),
            description =
                    "The compatibility matrix; else only the two weights are learnt. Automatic: with up to 4 classes, for the numbers of more need"
                            + " many images.")
    private MatrixChoice compatibility = MatrixChoice.AUTO;

    @Parameter(
            label = "Images to learn from, at most",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "1000",
            description = "Spread evenly over the folder; a few are enough for so few parameters.")
    private int most = 8;

    @Parameter(
            label = "Largest part of an image (pixels)",
            attrs = @Attr(name = MORE),
            min = "16",
            max = "4096",
            description = "Longest side; of larger images the middle is taken.")
    private int side = 256;

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera losses of refinement")
    private ResultsTable losses;

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        Path file = Paths.outputFile("parameters", parameters);
        CrfLearningResult result;
        try (Segmenter segmenter = new SegmenterChoice(model, "auto", SegmenterSettings.AUTO).open(progress)) {
            LabelledSet set = imagesWithTruth(images, segmenter.model(), progress);
            progress.log(set.describe());
            List<CrfExample> examples =
                    RefinementExamples.of(segmenter, set, most, side, new PartProgress(progress, 0, 2));
            DenseCrfSettings start = RefineSettings.DEFAULT
                    .crf()
                    .withAppearance(RefineSettings.DEFAULT.crf().appearanceWeight(), reach, colour)
                    .withSmoothness(RefineSettings.DEFAULT.crf().smoothnessWeight(), width)
                    .withIterations(iterations);
            requireMemory(examples, iterations);
            progress.status("Learning how to refine");
            CrfLearningSettings settings = CrfLearningSettings.DEFAULT
                    .withEpochs(epochs)
                    .withCompatibility(compatibility.learnt(set.classes().size()));
            result = new CrfLearning(settings, Runtime.getRuntime().availableProcessors())
                    .learn(examples, start, new PartProgress(progress, 1, 2));
        }
        DenseCrfFile.write(result.settings(), file);
        progress.log(result.describe());
        progress.log("The parameters are in " + file + ".");
        losses = MetricsTable.empty();
        for (int epoch = 0; epoch < result.losses().size(); epoch++) {
            losses.addRow();
            losses.addValue("Epoch", String.valueOf(epoch));
            losses.addValue("Loss", Metric.text(result.losses().get(epoch)));
        }
    }

    /** Before the lattices are built. */
    static void requireMemory(List<CrfExample> examples, int iterations) {
        Heap.require(
                CrfLearning.bytes(examples, iterations),
                "Learning goes through all parts of " + Count.of(examples.size(), "image"),
                () -> ", or take fewer images or smaller parts of them (most, side)");
    }
}
