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
import io.github.tessera.plan.Plan;
import io.github.tessera.plan.Setting;
import io.github.tessera.plan.Wishes;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.BestRule;
import io.github.tessera.train.Criterion;
import io.github.tessera.train.TrainingConfig;
import java.util.Locale;
import java.util.Set;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks how. */
abstract class LearnCommand extends OptimizerCommand {
    @Parameter(
            label = "Minutes",
            min = "0.01",
            max = "100000",
            description =
                    "About how long the training may take, where the steps are automatic; by rule and not by the clock, so that it may be"
                            + " half as much again.")
    private double minutes = Wishes.MINUTES;

    @Parameter(
            label = "Steps (0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "100000000",
            description = "Batches to learn from, in all. Automatic: as many as fit into the minutes.")
    private int steps;

    @Parameter(
            label = "Loss",
            attrs = @Attr(name = MORE),
            description =
                    "auto, or a sum, with weights if you like, such as 0.5*bce+dice, of bce, crossentropy, dice, generalizeddice, jaccard, tversky(0.3,0.7),"
                            + " focal(2), lovasz and boundary(10,5); the numbers can be changed or left away.")
    private String loss = AUTO;

    @Parameter(
            label = "Validations (0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1000000",
            description = "How often, evenly over the steps, the images kept out are tried.")
    private int validations;

    @Parameter(
            label = "Class weights",
            attrs = @Attr(name = MORE),
            description =
                    "How much a pixel of each class counts in bce, crossentropy, focal and boundary: auto, none, frequency (seldom classes more), or a"
                            + " number for each class, such as 1, 5, 2.")
    private String weighting = AUTO;

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

    @Parameter(
            label = "Batch (crops a step, 0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "4096",
            description = "Crops to learn from at once.")
    private int batch;

    @Parameter(
            label = "Parts of a batch (0 = automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "4096",
            description =
                    "A batch goes through the network in so many parts, one after the other (gradient accumulation): less memory, the same result"
                            + " but for batch normalization and losses of areas.")
    private int accumulate;

    @Parameter(
            label = "Normalization",
            attrs = @Attr(name = MORE),
            description = "How intensities are made comparable. Automatic: from how much the images differ.")
    private NormalizationChoice normalization = NormalizationChoice.AUTO;

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
                    "What is done to the crops: auto, none, flips, light, medium, strong, or your own list, such as rotation 20, noise 0.1 at 0.5.")
    private String augment = AUTO;

    @Parameter(
            label = "Crops with a class (-1 = automatic)",
            attrs = @Attr(name = MORE),
            min = "-1",
            max = "1",
            description = "A share, for what is seldom: 0.3 makes sure that it is in three of ten crops.")
    private double oversampling = -1;

    @Parameter(
            label = "That class (empty = all but the first)",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Its name.")
    private String oversampledclass = "";

    @Parameter(
            label = "Label smoothing",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9",
            description =
                    "In the same losses: so much of each label is spread over all classes, for masks that are not quite right; 0.1 is usual.")
    private double smoothing;

    /**
     * What was entered, but for what the data decide.
     *
     * @throws io.github.tessera.progress.TesseraException if something is not as it should be
     */
    final Wishes wishes() {
        TrainingConfig usual = TrainingConfig.defaults("");
        LossSettings reached = new LossSettings(
                auto(loss) ? usual.loss().sum() : WeightedLoss.parse(loss),
                auto(weighting) ? ClassWeights.NONE : ClassWeights.parse(weighting),
                smoothing);
        int length = steps == 0 ? Integer.MAX_VALUE : steps;
        int crops = batch == 0 ? Math.max(usual.batch(), accumulate) : batch;
        TrainingConfig fixed = usual.withNetwork(network(), initialization())
                .withLoss(reached, follow())
                .withBest(new BestRule(bestby, patience))
                .withNormalization(NormalizationNumbers.settings(normalization, numbers))
                .withLength(Math.min(validations == 0 ? 1 : validations, length), length)
                .withCrops(crops, crop() == 0 ? usual.crop() : crop())
                .withParts(Math.max(1, accumulate))
                .withAugmentation(auto(augment) ? AugmentationSettings.NONE : augmentation(augment))
                .withSplit(split())
                .withSeed(seed())
                .withDevice(DeviceChoice.parse(device));
        return new Wishes(fixed, open(), minutes, before().isPresent());
    }

    private Set<Setting> open() {
        Set<Setting> open = openOfNetwork();
        open.addAll(openOfOptimizer());
        addIf(crop() == 0, Setting.CROP, open);
        addIf(batch == 0, Setting.BATCH, open);
        addIf(accumulate == 0, Setting.PARTS, open);
        addIf(steps == 0, Setting.STEPS, open);
        addIf(validations == 0, Setting.VALIDATIONS, open);
        addIf(normalization == NormalizationChoice.AUTO, Setting.NORMALIZATION, open);
        addIf(auto(loss), Setting.LOSS, open);
        addIf(auto(weighting), Setting.CLASS_WEIGHTS, open);
        addIf(auto(augment), Setting.AUGMENTATION, open);
        addIf(oversampling < 0, Setting.OVERSAMPLING, open);
        return open;
    }

    /**
     * The settings of a training: what was entered, what is taken from elsewhere, and for the rest what suits the images, each told with its
     * reason.
     *
     * @throws io.github.tessera.progress.TesseraException if what was entered does not fit the images
     */
    final Plan planned(Wishes entered, LabelledSet set, Progress progress) {
        Oversampling crops = Oversampling.of(
                Math.max(0, oversampling),
                oversampledclass.strip(),
                set.classes().names());
        Wishes sampled = entered.with(entered.fixed().withOversampling(crops));
        Wishes wishes =
                before().map(model -> further(sampled, model, set, progress)).orElse(sampled);
        Plan plan = Plan.of(wishes, set, progress);
        if (!plan.reasons().isEmpty()) {
            progress.log("Chosen for these images and this computer; what you enter is taken as it is:");
            plan.reasons().forEach(reason -> progress.log("- " + reason));
        }
        TrainingConfig config = plan.config();
        return new Plan(
                config.withStart(start(config.network().withChannels(set.channels()), progress)), plan.reasons());
    }

    /** Numbers for each channel are of no use for other channels. */
    private static Wishes further(Wishes entered, Before model, LabelledSet set, Progress progress) {
        NormalizationSettings kept = model.normalization();
        boolean fits = kept.kind() != Normalization.FIXED_MEAN_STD || kept.means().length == set.channels();
        boolean open = entered.open().contains(Setting.NORMALIZATION);
        progress.log("Goes on from the model " + model.name() + ": its network ("
                + model.network().architecture().label() + " of width "
                + model.network().width() + ")"
                + (fits ? " and its normalization (" + kept + ") are" : " is")
                + " taken, whatever was entered."
                + (fits
                        ? ""
                        : " Its normalization is for other channels, so that "
                                + (open
                                        ? "another is chosen."
                                        : "entered is taken: " + entered.fixed().normalization() + ".")));
        return fits ? entered.with(entered.fixed().withNormalization(kept)).without(Setting.NORMALIZATION) : entered;
    }

    /** Macros of the first version say true or false. */
    static AugmentationSettings augmentation(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> AugmentationPreset.FLIPS.settings();
            case "false" -> AugmentationSettings.NONE;
            default -> AugmentationSettings.parse(text);
        };
    }

    @Override
    boolean needsPyTorch() {
        return true;
    }
}
