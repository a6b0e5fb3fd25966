package io.github.tessera.command;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.Normalization;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.TrainingConfig;
import java.util.Locale;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks how. */
abstract class LearnCommand extends NetworkCommand {
    @Parameter(
            label = "Loss",
            description = "A sum of bce, crossentropy, jaccard and dice, with weights if you like: 0.5*bce+dice.")
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

    /**
     * What was entered, but for what the data decide.
     *
     * @param name of the model
     * @throws io.github.tessera.progress.TesseraException if something is not as it should be
     */
    final TrainingConfig config(String name) {
        return TrainingConfig.defaults(name)
                .withNetwork(network(), initialization())
                .withLoss(WeightedLoss.parse(loss), new OptimizerSettings(optimizer, rate, momentum, decay))
                .withNormalization(NormalizationNumbers.settings(normalization, numbers))
                .withLength(Math.min(validations, steps), steps)
                .withCrops(batch, crop())
                .withAugmentation(augmentation(augment))
                .withSplit(split())
                .withSeed(seed())
                .withDevice(DeviceChoice.parse(device));
    }

    /** The same with weights from elsewhere, which must fit the images, and the class that is oversampled. */
    final TrainingConfig fitted(TrainingConfig config, LabelledSet set, Progress progress) {
        return config.withStart(start(config.network().withChannels(set.channels()), progress))
                .withOversampling(Oversampling.of(
                        oversampling, oversampledclass.strip(), set.classes().names()));
    }

    /** Macros of the first version say true or false. */
    static AugmentationSettings augmentation(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> AugmentationPreset.FLIPS.settings();
            case "false" -> AugmentationSettings.NONE;
            default -> AugmentationSettings.parse(text);
        };
    }
}
