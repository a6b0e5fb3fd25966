package io.github.tessera.command;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.BestRule;
import io.github.tessera.train.Criterion;
import io.github.tessera.train.OptimizerKind;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.Schedule;
import io.github.tessera.train.TrainingConfig;
import java.util.Locale;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks how. */
abstract class LearnCommand extends NetworkCommand {
    @Parameter(
            label = "Loss",
            description =
                    "A sum, with weights if you like, such as 0.5*bce+dice, of bce, crossentropy, dice, generalizeddice, jaccard, tversky(0.3,0.7),"
                            + " focal(2), lovasz and boundary(10,5); the numbers can be changed or left away.")
    private String loss = "bce+jaccard";

    @Parameter(
            label = "Class weights",
            attrs = @Attr(name = MORE),
            description =
                    "How much a pixel of each class counts in bce, crossentropy, focal and boundary: none, frequency (seldom classes more), or a"
                            + " number for each class, such as 1, 5, 2.")
    private String weighting = "none";

    @Parameter(
            label = "Label smoothing",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9",
            description =
                    "In the same losses: so much of each label is spread over all classes, for masks that are not quite right; 0.1 is usual.")
    private double smoothing;

    @Parameter(
            label = "Optimizer",
            attrs = @Attr(name = MORE),
            description =
                    "adam suits nearly everything; adamw goes with a weight decay; sgd and rmsprop are those of older papers.")
    private OptimizerKind optimizer = OptimizerKind.ADAM;

    @Parameter(
            label = "Learning rate",
            min = "0.000000001",
            max = "10",
            description = "The size of a step; 0.001 suits Adam, 0.01 SGD.")
    private double rate = 0.001;

    @Parameter(
            label = "Momentum (SGD, RMSProp)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9999",
            description = "Of SGD and RMSProp; Adam has its own.")
    private double momentum = 0.9;

    @Parameter(
            label = "Nesterov's momentum",
            attrs = @Attr(name = MORE),
            description = "SGD then looks ahead by its momentum.")
    private boolean nesterov;

    @Parameter(
            label = "Weight decay",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1",
            description = "Pulls weights towards 0; 0.0005 is usual with SGD.")
    private double decay;

    @Parameter(
            label = "Learning rate changes",
            attrs = @Attr(name = MORE),
            description =
                    "constant, step STEPS FACTOR, polynomial POWER, cosine, onecycle, or plateau VALIDATIONS FACTOR; before it, if you like, a"
                            + " warm-up: warmup 100, cosine.")
    private String schedule = "constant";

    @Parameter(
            label = "Longest gradient (0 = any)",
            attrs = @Attr(name = MORE),
            min = "0",
            description = "Longer ones are clipped to it; 1 is usual where a training is unsteady.")
    private double clip;

    @Parameter(
            label = "Averaging of the weights (0 = none)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.99999",
            description =
                    "The model is then the mean of the latest weights (their exponential moving average), which is steadier: 0.99 for hundreds of"
                            + " steps, 0.999 for thousands.")
    private double averaging;

    @Parameter(label = "Steps", min = "1", max = "100000000", description = "Batches to learn from, in all.")
    private int steps = 300;

    @Parameter(
            label = "Validations",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "1000000",
            description = "How often, evenly over the steps, the images kept out are tried.")
    private int validations = 10;

    @Parameter(
            label = "Best model by",
            attrs = @Attr(name = MORE),
            description = "Which of the validations leaves the model: of the class, or the mean over classes.")
    private Criterion bestby = Criterion.IOU;

    @Parameter(
            label = "Patience (validations, 0 = to the end)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000000",
            description = "The training ends early when so many validations in a row have brought nothing better.")
    private int patience;

    @Parameter(label = "Batch (crops a step)", min = "1", max = "4096", description = "Crops to learn from at once.")
    private int batch = 8;

    @Parameter(
            label = "Parts of a batch",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "4096",
            description =
                    "A batch goes through the network in so many parts, one after the other (gradient accumulation): less memory, the same result"
                            + " but for batch normalization and losses of areas.")
    private int accumulate = 1;

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
     * @throws io.github.tessera.progress.TesseraException if something is not as it should be
     */
    final TrainingConfig config() {
        OptimizerSettings follow = new OptimizerSettings(
                optimizer, rate, Schedule.parse(schedule), momentum, nesterov, decay, clip, averaging);
        return TrainingConfig.defaults("")
                .withNetwork(network(), initialization())
                .withLoss(new LossSettings(WeightedLoss.parse(loss), ClassWeights.parse(weighting), smoothing), follow)
                .withBest(new BestRule(bestby, patience))
                .withNormalization(NormalizationNumbers.settings(normalization, numbers))
                .withLength(Math.min(validations, steps), steps)
                .withCrops(batch, crop())
                .withParts(accumulate)
                .withAugmentation(augmentation(augment))
                .withSplit(split())
                .withSeed(seed())
                .withDevice(DeviceChoice.parse(device));
    }

    /** The same with weights and a normalization from elsewhere, which must fit the images, and the class that is oversampled. */
    final TrainingConfig fitted(TrainingConfig config, LabelledSet set, Progress progress) {
        return before().map(model -> further(config, model, set, progress))
                .orElse(config)
                .withStart(start(config.network().withChannels(set.channels()), progress))
                .withOversampling(Oversampling.of(
                        oversampling, oversampledclass.strip(), set.classes().names()));
    }

    /** Numbers for each channel are of no use for other channels. */
    private static TrainingConfig further(TrainingConfig config, Before model, LabelledSet set, Progress progress) {
        NormalizationSettings kept = model.normalization();
        boolean fits = kept.kind() != Normalization.FIXED_MEAN_STD || kept.means().length == set.channels();
        NormalizationSettings taken = fits ? kept : config.normalization();
        progress.log("Goes on from the model " + model.name() + ": its network ("
                + model.network().architecture().label() + " of width "
                + model.network().width() + ")"
                + (fits ? " and its normalization (" + kept + ") are" : " is")
                + " taken, whatever was entered."
                + (fits ? "" : " Its normalization is for other channels, so that entered is taken: " + taken + "."));
        return config.withNormalization(taken);
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
