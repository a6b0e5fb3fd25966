package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Oversampling;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.Normalization;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.OptimizerSettings;
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

/** Plugins &gt; Tessera &gt; Tessera Train...: teaches a network from images and masks. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Train...",
        label = "Tessera Train...",
        description =
                "Teaches a network from images and their masks, and leaves the best model in a folder, with its history"
                        + " as table and plot. Esc ends it early and keeps the best model so far.",
        headless = true,
        visible = false)
public final class TrainCommand extends StartCommand {
    @Parameter(
            label = "Model (a new folder)",
            attrs = @Attr(name = SHARED),
            persist = false,
            style = "directory",
            description = "Receives the model; the folder's name becomes its name.")
    private String model = "";

    @Parameter(label = "Network", description = "What is taught.")
    private Architecture network = Architecture.C_UNET;

    @Parameter(
            label = "Encoder",
            attrs = @Attr(name = MORE),
            description = "What makes feature maps of the image, in networks that leave it open.")
    private EncoderChoice encoder = EncoderChoice.OWN;

    @Parameter(
            label = "Width (maps, 0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1024",
            description = "Feature maps of the first level; twice as many take four times as long.")
    private int width;

    @Parameter(
            label = "Depth (levels, 0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "8",
            description = "Levels, each of half the size of the one before.")
    private int depth;

    @Parameter(
            label = "Convolutions per level (0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "8",
            description = "3 x 3 convolutions in each level.")
    private int convolutions;

    @Parameter(label = "Upsampling", attrs = @Attr(name = MORE), description = "How maps become finer.")
    private UpsamplingChoice upsampling = UpsamplingChoice.OWN;

    @Parameter(
            label = "Batch normalization",
            attrs = @Attr(name = MORE),
            description = "After each 3 x 3 convolution; wants batches of 8 or more.")
    private boolean batchnorm;

    @Parameter(
            label = "Dropout",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9",
            description = "Share of the deepest maps' values that is dropped in training; U-Nets only.")
    private double dropout;

    @Parameter(
            label = "Dilation",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "32",
            description = "Pixels from tap to tap in the encoder's convolutions; U-Nets only.")
    private int dilation = 1;

    @Parameter(
            label = "Output stride (0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "32",
            description = "8 or 16: pixels of the image per pixel of the last maps; smaller is finer and slower.")
    private int outputstride;

    @Parameter(
            label = "Auxiliary outputs",
            attrs = @Attr(name = MORE),
            description =
                    "Deep supervision: further outputs that are learnt and then left away, where the network has them.")
    private boolean auxiliary = true;

    @Parameter(
            label = "Computes in",
            attrs = @Attr(name = MORE),
            description =
                    "What the network computes in; bfloat16 and float16 are for GPUs. Weights are float32 always.")
    private Precision precision = Precision.FLOAT32;

    @Parameter(
            label = "Loss",
            description =
                    "A sum, with weights if you like, such as 0.5*bce+dice, of bce, crossentropy, dice, generalizeddice, jaccard, tversky(0.3,0.7),"
                            + " focal(2), lovasz and boundary(10,5); the numbers can be changed or left away.")
    private String loss = "bce+jaccard";

    @Parameter(label = "Optimizer", attrs = @Attr(name = MORE), description = "How the weights follow their gradients.")
    private OptimizerSettings.Kind optimizer = OptimizerSettings.Kind.ADAM;

    @Parameter(
            label = "Learning rate",
            min = "0.000000001",
            max = "10",
            description = "The size of a step; 0.001 suits Adam, 0.01 SGD.")
    private double rate = 0.001;

    @Parameter(
            label = "Momentum (SGD)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9999",
            description = "Of SGD; Adam has its own.")
    private double momentum = 0.9;

    @Parameter(
            label = "Weight decay",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1",
            description = "Pulls weights towards 0; 0.0005 is usual with SGD.")
    private double decay;

    @Parameter(label = "Steps", min = "1", max = "100000000", description = "Batches to learn from, in all.")
    private int steps = 300;

    @Parameter(
            label = "Validations",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "1000000",
            description = "How often, evenly over the steps, the images kept out are tried.")
    private int validations = 10;

    @Parameter(label = "Batch (crops a step)", min = "1", max = "4096", description = "Crops to learn from at once.")
    private int batch = 8;

    @Parameter(label = "Normalization", description = "How intensities are made comparable, image by image.")
    private Normalization normalization = Normalization.MEAN_STD;

    @Parameter(
            label = "Numbers for the normalization",
            attrs = @Attr(name = MORE),
            required = false,
            description =
                    "Percentile: the lower and the upper one, 1, 99.8 if left empty. Fixed mean and deviation: both for each"
                            + " channel, such as 0.49, 0.25 for grey, 0 to 1 being the whole range of 8 or 16 bits.")
    private String numbers = "";

    @Parameter(label = "Device", description = "auto, cpu, gpu, or a GPU's number: gpu 1.")
    private String device = "auto";

    @Parameter(
            label = "Augmentation",
            attrs = @Attr(name = BARE, value = "flips"),
            description =
                    "What is done to the crops: none, flips, light, medium, strong, or your own list, such as rotation 20, noise 0.1 at 0.5.")
    private String augment = AugmentationPreset.FLIPS.word();

    @Parameter(
            label = "Crops that must hold a class (share)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1",
            description = "For what is seldom: 0.3 makes sure that it is in three of ten crops.")
    private double oversampling;

    @Parameter(
            label = "That class (empty = all but the first)",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Its name.")
    private String oversampledclass = "";

    // ShowOutputs reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(type = ItemIO.OUTPUT, label = "Tessera validation")
    private ResultsTable table;

    @Override
    void execute(Progress progress) {
        DeviceChoice chosen = DeviceChoice.parse(device);
        WeightedLoss parsed = WeightedLoss.parse(loss);
        AugmentationSettings augmentation = augmentation(augment);
        SplitSettings split = split();
        Path folder = Paths.modelFolder(model, images(), masks());
        LabelledSet set = set(progress);
        NetworkSettings settings = settings();
        TrainingConfig config = TrainingConfig.defaults(folder.getFileName().toString())
                .withNetwork(settings, initialization())
                .withStart(start(settings.withChannels(set.channels()), progress))
                .withLoss(parsed, new OptimizerSettings(optimizer, rate, momentum, decay))
                .withNormalization(NormalizationNumbers.settings(normalization, numbers))
                .withLength(Math.min(validations, steps), steps)
                .withCrops(batch, crop())
                .withAugmentation(augmentation)
                .withOversampling(Oversampling.of(
                        oversampling, oversampledclass.strip(), set.classes().names()))
                .withSplit(split)
                .withSeed(seed())
                .withDevice(chosen);
        HistoryListener history = new HistoryListener(config.name(), folder, progress);
        TrainingResult result = new Training(config, set, folder).with(history).run(progress);
        if (result.best() != null) {
            table = MetricsTable.of(result.best().validation());
            progress.log("Best: " + result.best().describe());
        }
        progress.log((result.stopped() ? "Stopped early; the" : "The") + " model is in " + folder + ".");
    }

    /** Macros of the first version say true or false. */
    static AugmentationSettings augmentation(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> AugmentationPreset.FLIPS.settings();
            case "false" -> AugmentationSettings.NONE;
            default -> AugmentationSettings.parse(text);
        };
    }

    private NetworkSettings settings() {
        return new NetworkChoice(
                        network,
                        encoder,
                        width,
                        depth,
                        convolutions,
                        upsampling,
                        batchnorm,
                        dropout,
                        dilation,
                        outputstride,
                        auxiliary,
                        precision)
                .settings(1, 1, crop());
    }
}
