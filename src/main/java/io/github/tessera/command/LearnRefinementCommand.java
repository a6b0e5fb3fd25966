package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Portion;
import io.github.tessera.image.Heap;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.CrfLearning;
import io.github.tessera.postprocess.CrfLearningResult;
import io.github.tessera.postprocess.CrfLearningSettings;
import io.github.tessera.postprocess.DenseCrfFile;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.predict.RefinementExamples;
import io.github.tessera.predict.RefinementGain;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.RefineSettings;
import io.github.tessera.view.RefinementTables;
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
            label = "Kept out for validation",
            min = "0",
            max = "1000",
            description =
                    "Share of the images that is not learnt from (of 4 images and more), from 1 on their number: what is best on them is kept."
                            + " 0: none; then nothing shows whether other images gain.")
    private double keptout = 0.25;

    @Parameter(
            label = "Pull towards the start",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000",
            stepSize = "0.01",
            description =
                    "How much evidence it takes to change a parameter: the more, the nearer weights stay to their start, and the matrix to equal"
                            + " classes. 0 leaves them free.")
    private double pull = CrfLearningSettings.DEFAULT.pull();

    @Parameter(
            label = "Learn which classes bear each other",
            attrs = @Attr(name = MORE),
            description =
                    "The compatibility matrix; else only the two weights are learnt. Automatic: with up to 4 classes, for the numbers of more need"
                            + " many images.")
    private MatrixChoice compatibility = MatrixChoice.AUTO;

    @Parameter(
            label = "Images, at most",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "1000",
            description =
                    "Those kept out among them. Spread evenly over the folder; a few are enough for so few parameters.")
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

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera gain of refinement")
    private ResultsTable gain;

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        Path file = Paths.outputFile("parameters", parameters);
        Portion keptOut = new Portion(keptout);
        RefinementExamples examples;
        List<String> names;
        try (Segmenter segmenter = new SegmenterChoice(model, "auto", SegmenterSettings.AUTO).open(progress)) {
            LabelledSet set = imagesWithTruth(images, segmenter.model(), progress);
            progress.log(set.describe());
            names = segmenter.model().classes();
            examples = RefinementExamples.of(segmenter, set, most, side, keptOut, new PartProgress(progress, 0, 3));
        }
        logExamples(examples, progress);
        requireMemory(examples.all(), iterations);
        progress.status("Learning how to refine");
        DenseCrfSettings start = start();
        CrfLearningSettings settings = CrfLearningSettings.DEFAULT
                .withEpochs(epochs)
                .withPull(pull)
                .withCompatibility(compatibility.learnt(names.size()));
        int threads = Runtime.getRuntime().availableProcessors();
        CrfLearningResult result = new CrfLearning(settings, threads)
                .learn(examples.learning(), examples.heldOut(), start, new PartProgress(progress, 1, 3));
        DenseCrfFile.write(result.settings(), file);
        progress.log(result.describe());
        progress.log("The parameters are in " + file + ".");
        losses = RefinementTables.losses(result);
        progress.status("Measuring what refining gains");
        RefinementGain measured =
                RefinementGain.of(examples, names, start, result.settings(), threads, new PartProgress(progress, 2, 3));
        measured.describe().forEach(progress::log);
        gain = RefinementTables.gain(measured);
    }

    private DenseCrfSettings start() {
        DenseCrfSettings usual = RefineSettings.DEFAULT.crf();
        return usual.withAppearance(usual.appearanceWeight(), reach, colour)
                .withSmoothness(usual.smoothnessWeight(), width)
                .withIterations(iterations);
    }

    private static void logExamples(RefinementExamples examples, Progress progress) {
        progress.log(Count.of(examples.learning().size(), "image") + " to learn from, "
                + examples.heldOut().size() + " kept out for validation"
                + (examples.heldOut().isEmpty()
                        ? ": what is best on the images learnt from is kept, and nothing shows whether others gain."
                        : " (" + String.join(", ", examples.heldOutNames()) + ")."));
    }

    /** Before the lattices are built. */
    static void requireMemory(List<CrfExample> examples, int iterations) {
        Heap.require(
                CrfLearning.bytes(examples, iterations),
                "Learning goes through all parts of " + Count.of(examples.size(), "image"),
                () -> ", or take fewer images or smaller parts of them (most, side)");
    }
}
