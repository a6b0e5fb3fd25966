package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfFile;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageRefiner;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.RefineMethod;
import io.github.tessera.view.RefinePreview;
import io.github.tessera.view.RefineSettings;
import io.github.tessera.view.RefinedImage;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.Previewable;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Refine...: brings labels to the edges that the image shows. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Refine...",
        label = "Tessera Refine...",
        description =
                "Refines labels or probabilities by the image itself: a fully connected conditional random field (dense CRF) lets pixels that are"
                        + " near each other and of like colour be of one class. It helps where a network is coarse and edges are clear. With an area"
                        + " selection on the image, all that is outside stays as it is.",
        headless = true,
        visible = false)
public final class RefineCommand extends TesseraCommand implements Previewable {
    @Parameter(
            label = "Image",
            persist = false,
            description = "Title or number of an open image; the active one unless told.")
    private ImagePlus image;

    @Parameter(
            label = "Labels or probabilities (empty = those of the image)",
            required = false,
            persist = false,
            description =
                    "Title of an open image, or a file: a label image or mask, or 32-bit probabilities; empty takes the open image that is named"
                            + " as the image with _probabilities or _labels.")
    private String labels = "";

    @Parameter(
            label = "Method",
            description =
                    "Dense CRF: each pixel asks all others. Grid MRF: it asks its eight neighbours, by turns (ICM) or by graph cuts, which find a"
                            + " lower energy. Clean up only: the image is not asked.")
    private RefineMethod method = RefineSettings.DEFAULT.method();

    @Parameter(
            label = "Appearance weight",
            min = "0",
            max = "1000",
            description = "How much near pixels of like colour want to be of one class.")
    private double appearance = RefineSettings.DEFAULT.crf().appearanceWeight();

    @Parameter(
            label = "Appearance width (pixels)",
            min = "0.1",
            max = "10000",
            description = "How far that reaches: a standard deviation.")
    private double reach = RefineSettings.DEFAULT.crf().appearanceWidth();

    @Parameter(
            label = "Colour width (of 255 levels)",
            min = "0.1",
            max = "10000",
            description =
                    "Which colours are alike: a standard deviation. Images of other than 8 bits are stretched to 255 levels first.")
    private double colour = RefineSettings.DEFAULT.crf().colourWidth();

    @Parameter(
            label = "Smoothness weight",
            min = "0",
            max = "1000",
            description = "How much neighbours want to be of one class, whatever their colours.")
    private double smoothness = RefineSettings.DEFAULT.crf().smoothnessWeight();

    @Parameter(
            label = "Smoothness width (pixels)",
            min = "0.1",
            max = "1000",
            description = "How far that reaches: a standard deviation.")
    private double width = RefineSettings.DEFAULT.crf().smoothnessWidth();

    @Parameter(label = "Iterations", min = "0", max = "1000", description = "Of mean field; 5 to 10 are enough.")
    private int iterations = RefineSettings.DEFAULT.crf().iterations();

    @Parameter(
            label = "Learnt parameters (JSON file, may stay empty)",
            attrs = @Attr(name = MORE),
            style = "file",
            required = false,
            description = "Of the dense CRF, from Tessera Learn Refinement...; they take the place of those above.")
    private String parameters = "";

    @Parameter(
            label = "Weight of neighbours (grid MRF)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000",
            description = "How much neighbours of like colour want to be of one class, in the two methods on the grid.")
    private double neighbours = RefineSettings.DEFAULT.neighbours();

    @Parameter(
            label = "Opening (pixels)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000",
            description = "Afterwards: removes what is narrower than a disc of this radius; 0 for nothing.")
    private int opening;

    @Parameter(
            label = "Fill holes",
            attrs = @Attr(name = MORE),
            description = "Afterwards: background that one class encloses becomes that class.")
    private boolean fillholes;

    @Parameter(
            label = "Smallest object (pixels)",
            attrs = @Attr(name = MORE),
            min = "0",
            description = "Afterwards: smaller ones become background.")
    private int minimumsize;

    @Parameter(
            label = "Keep the largest object only",
            attrs = @Attr(name = MORE),
            description = "Afterwards: of each class, in each slice.")
    private boolean keeplargest;

    @Parameter(
            label = "Confidence in labels",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1",
            stepSize = "0.05",
            description = "Of a label image: how probable it is that a label is right. Probabilities tell themselves.")
    private double confidence = RefineSettings.DEFAULT.confidence();

    @Parameter(
            label = "Tile (pixels, 0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "30000",
            description =
                    "Longest side of what the dense CRF refines in one piece; automatic is as much as memory allows. Never less than 64, or"
                            + " than eight times the largest width in use (of 256 at most): smaller ones would take much longer.")
    private int tile;

    @Parameter(
            label = "Probability maps",
            attrs = @Attr(name = MORE),
            description = "32-bit images with a channel for each class, named with _refined_probabilities.")
    private boolean probabilities;

    @Parameter(
            label = "Preview",
            persist = false,
            attrs = @Attr(name = UNRECORDED),
            description =
                    "Shows what these settings give on the part of the image that is seen, and follows them while you change them.")
    private boolean preview;

    // ShowOutputs reads these.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera refinement")
    private ResultsTable changes;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Refined probabilities")
    private ImagePlus probabilityimage;

    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Refined labels")
    private ImagePlus labelimage;

    private final KeptFile startFiles = new KeptFile("labels");

    private final PreviewSwitch<RefinePreview.Wish> shown = new PreviewSwitch<>(RefinePreview::new);

    @Override
    public void preview() {
        shown.set(preview, image, () -> {
            // The fields may change before the preview comes to it.
            Supplier<RefineSettings> settings = settings();
            String start = labels;
            return new RefinePreview.Wish(progress -> new ImageRefiner(image, start(start), settings.get(), progress));
        });
    }

    @Override
    public void cancel() {
        shown.close();
    }

    @Override
    void execute(Progress progress) {
        cancel();
        if (probabilities && method != RefineMethod.CRF) {
            throw new TesseraException(
                    "Probabilities were asked for, but only the dense CRF has them: choose it (method=crf), or labels alone.");
        }
        ImageRefiner refiner = new ImageRefiner(image, start(labels), settings().get(), progress);
        RefinedImage result = RefinedImage.of(image, refiner, probabilities, progress);
        progress.log(result.describe());
        changes = result.table();
        probabilityimage = result.probabilities();
        labelimage = result.labels();
    }

    /** What is entered now; a file of parameters is read when they are asked for. */
    private Supplier<RefineSettings> settings() {
        String file = parameters;
        DenseCrfSettings crf = file.isBlank()
                ? RefineSettings.DEFAULT
                        .crf()
                        .withAppearance(appearance, reach, colour)
                        .withSmoothness(smoothness, width)
                        .withIterations(iterations)
                : RefineSettings.DEFAULT.crf();
        CleanUp cleanUp = new CleanUp(minimumsize, fillholes, opening, keeplargest);
        RefineSettings entered = new RefineSettings(method, crf, neighbours, confidence, tile, cleanUp);
        return () -> file.isBlank() ? entered : entered.withCrf(DenseCrfFile.read(Paths.input("parameters", file)));
    }

    private ImagePlus start(String text) {
        if (!text.isBlank()) {
            return startFiles.image(text);
        }
        String base = ImageSegmenter.baseName(image);
        return Stream.of(base + "_probabilities", base + "_labels")
                .map(WindowManager::getImage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new TesseraException("No open image is called " + base + "_probabilities or " + base
                        + "_labels: enter the labels or probabilities to refine (labels)."));
    }
}
