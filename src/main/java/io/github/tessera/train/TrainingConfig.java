package io.github.tessera.train;

import com.google.gson.Gson;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.CropSettings;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Oversampling;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Every choice of a training.
 *
 * @param name of the model
 * @param network what to build; channels and outputs are taken from the data
 * @param initialization of fresh weights
 * @param start weights from elsewhere, and what of the network is not learnt
 * @param normalization of the images
 * @param loss what is made small
 * @param optimizer how
 * @param best which epoch's model is kept, and when it is waited for no longer
 * @param epochs parts, each ended by a validation, from 1 to {@code steps}
 * @param steps batches in all, at least 1; split over the epochs as evenly as whole numbers allow
 * @param batch crops in a step, at least 1
 * @param parts in which a batch goes through the network, one after the other, from 1 to {@code batch}: gradient accumulation, the same
 *     mathematics (but for batch normalization and losses that are not sums over pixels) in less memory
 * @param crop side of a crop in pixels, at least 16
 * @param augmentation what is done to the crops
 * @param oversampling which crops must hold a class
 * @param split which images are learnt from and which are kept out; its seed is that of the training
 * @param seed of weights, split and crops; 0 draws one, which the notes then tell, and lets the clock choose the memory format
 * @param device where to compute
 * @param checkpoints when the training writes down what it needs to go on, and whether it goes on
 */
public record TrainingConfig(
        String name,
        NetworkSettings network,
        Initialization initialization,
        StartingPoint start,
        NormalizationSettings normalization,
        LossSettings loss,
        OptimizerSettings optimizer,
        BestRule best,
        int epochs,
        int steps,
        int batch,
        int parts,
        int crop,
        AugmentationSettings augmentation,
        Oversampling oversampling,
        SplitSettings split,
        long seed,
        DeviceChoice device,
        CheckpointSettings checkpoints) {

    public TrainingConfig {
        atLeast(epochs, 1, "epochs");
        atLeast(steps, epochs, "steps");
        atLeast(batch, 1, "batch");
        atLeast(parts, 1, "accumulate");
        if (parts > batch) {
            throw new TesseraException("A batch of " + batch + " crops cannot be learnt from in " + parts
                    + " parts: accumulate at most as many parts as there are crops in the batch.");
        }
        atLeast(crop, 16, "crop");
        split = split.withSeed(seed);
    }

    private static void atLeast(int value, int least, String what) {
        if (value < least) {
            throw new TesseraException(
                    "The number for " + what + ", " + value + ", is too small: it must be at least " + least + ".");
        }
    }

    /** What a beginner should start with: C-UNet, 300 steps of 8 crops of 256 x 256, Adam 0.001, BCE + Jaccard, a fifth kept out. */
    public static TrainingConfig defaults(String name) {
        return new TrainingConfig(
                name,
                Architecture.C_UNET.settings(1, 1),
                Initialization.HE_NORMAL,
                StartingPoint.FRESH,
                NormalizationSettings.defaults(),
                LossSettings.parse("bce+jaccard"),
                OptimizerSettings.DEFAULT,
                BestRule.DEFAULT,
                10,
                300,
                8,
                1,
                256,
                AugmentationPreset.FLIPS.settings(),
                Oversampling.NONE,
                SplitSettings.defaults(),
                1,
                DeviceChoice.AUTO,
                CheckpointSettings.DEFAULT);
    }

    /** How crops to learn from are taken. */
    CropSettings cropSettings() {
        return new CropSettings(crop, augmentation, oversampling, seed);
    }

    /** What must be the same for a training to go on as it began, by the names of the macro keys; as text. */
    Map<String, String> settings(LabelledSet set) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("images", Objects.hash(set.names()) + " of " + set.names().size() + ", " + set.input());
        settings.put("labels", set.classes().names() + ", " + Objects.hash(set.describe()));
        settings.put("network", network + ", " + initialization);
        settings.put("start", start.toString());
        settings.put("normalization", new Gson().toJson(normalization));
        settings.put("loss", loss.toString());
        settings.put("optimizer", optimizer.toString());
        settings.put("best", best.toString());
        settings.put("batch", batch + " crops of " + crop);
        settings.put("augment", augmentation.toString());
        settings.put("oversampling", oversampling.toString());
        settings.put("split", split.toString());
        settings.put("seed", Long.toString(seed));
        if (optimizer.schedule().endsWithTheSteps()) {
            settings.put("steps", Integer.toString(steps));
        }
        return settings;
    }

    public TrainingConfig withName(String other) {
        return copy(c -> c.name = other);
    }

    public TrainingConfig withBest(BestRule other) {
        return copy(c -> c.best = other);
    }

    public TrainingConfig withCheckpoints(CheckpointSettings other) {
        return copy(c -> c.checkpoints = other);
    }

    public TrainingConfig withParts(int other) {
        return copy(c -> c.parts = other);
    }

    public TrainingConfig withNetwork(NetworkSettings other) {
        return copy(c -> c.network = other);
    }

    public TrainingConfig withNetwork(NetworkSettings other, Initialization otherInitialization) {
        return copy(c -> {
            c.network = other;
            c.initialization = otherInitialization;
        });
    }

    public TrainingConfig withStart(StartingPoint other) {
        return copy(c -> c.start = other);
    }

    public TrainingConfig withLoss(WeightedLoss other, OptimizerSettings otherOptimizer) {
        return withLoss(LossSettings.of(other), otherOptimizer);
    }

    public TrainingConfig withLoss(LossSettings other, OptimizerSettings otherOptimizer) {
        return copy(c -> {
            c.loss = other;
            c.optimizer = otherOptimizer;
        });
    }

    public TrainingConfig withNormalization(NormalizationSettings other) {
        return copy(c -> c.normalization = other);
    }

    public TrainingConfig withLength(int otherEpochs, int otherSteps) {
        return copy(c -> {
            c.epochs = otherEpochs;
            c.steps = otherSteps;
        });
    }

    public TrainingConfig withCrops(int otherBatch, int otherCrop) {
        return copy(c -> {
            c.batch = otherBatch;
            c.crop = otherCrop;
        });
    }

    public TrainingConfig withAugmentation(AugmentationSettings other) {
        return copy(c -> c.augmentation = other);
    }

    public TrainingConfig withOversampling(Oversampling other) {
        return copy(c -> c.oversampling = other);
    }

    public TrainingConfig withSplit(SplitSettings other) {
        return copy(c -> c.split = other);
    }

    public TrainingConfig withSeed(long other) {
        return copy(c -> c.seed = other);
    }

    public TrainingConfig withDevice(DeviceChoice other) {
        return copy(c -> c.device = other);
    }

    private TrainingConfig copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** The components as they are being changed. */
    private static final class Draft {
        private String name;
        private BestRule best;
        private int parts;
        private CheckpointSettings checkpoints;
        private NetworkSettings network;
        private Initialization initialization;
        private StartingPoint start;
        private NormalizationSettings normalization;
        private LossSettings loss;
        private OptimizerSettings optimizer;
        private int epochs;
        private int steps;
        private int batch;
        private int crop;
        private AugmentationSettings augmentation;
        private Oversampling oversampling;
        private SplitSettings split;
        private long seed;
        private DeviceChoice device;

        Draft(TrainingConfig from) {
            name = from.name;
            best = from.best;
            parts = from.parts;
            checkpoints = from.checkpoints;
            network = from.network;
            initialization = from.initialization;
            start = from.start;
            normalization = from.normalization;
            loss = from.loss;
            optimizer = from.optimizer;
            epochs = from.epochs;
            steps = from.steps;
            batch = from.batch;
            crop = from.crop;
            augmentation = from.augmentation;
            oversampling = from.oversampling;
            split = from.split;
            seed = from.seed;
            device = from.device;
        }

        TrainingConfig config() {
            return new TrainingConfig(
                    name,
                    network,
                    initialization,
                    start,
                    normalization,
                    loss,
                    optimizer,
                    best,
                    epochs,
                    steps,
                    batch,
                    parts,
                    crop,
                    augmentation,
                    oversampling,
                    split,
                    seed,
                    device,
                    checkpoints);
        }
    }
}
