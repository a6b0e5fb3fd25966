package io.github.tessera.train;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;

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
 * @param epochs parts, each ended by a validation, from 1 to {@code steps}
 * @param steps batches in all, at least 1; split over the epochs as evenly as whole numbers allow
 * @param batch crops in a step, at least 1
 * @param crop side of a crop in pixels, at least 16
 * @param augment whether crops are flipped and turned by quarters
 * @param validation share of the images that is kept out, above 0 and below 1
 * @param seed of weights, split and crops; 0 draws one, which the notes then tell, and lets the clock choose the memory format
 * @param device where to compute
 */
public record TrainingConfig(
        String name,
        NetworkSettings network,
        Initialization initialization,
        StartingPoint start,
        NormalizationSettings normalization,
        WeightedLoss loss,
        OptimizerSettings optimizer,
        int epochs,
        int steps,
        int batch,
        int crop,
        boolean augment,
        double validation,
        long seed,
        DeviceChoice device) {

    public TrainingConfig {
        atLeast(epochs, 1, "epochs");
        atLeast(steps, epochs, "steps");
        atLeast(batch, 1, "batch");
        atLeast(crop, 16, "crop");
        if (!(validation > 0 && validation < 1)) {
            throw new TesseraException(
                    "The validation share " + validation + " must be above 0 and below 1, such as 0.2.");
        }
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
                WeightedLoss.parse("bce+jaccard"),
                OptimizerSettings.DEFAULT,
                10,
                300,
                8,
                256,
                true,
                0.2,
                1,
                DeviceChoice.AUTO);
    }

    public TrainingConfig withNetwork(NetworkSettings other) {
        return withNetwork(other, initialization);
    }

    public TrainingConfig withNetwork(NetworkSettings other, Initialization otherInitialization) {
        return new TrainingConfig(
                name,
                other,
                otherInitialization,
                start,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withStart(StartingPoint other) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                other,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withLoss(WeightedLoss other, OptimizerSettings otherOptimizer) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                other,
                otherOptimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withNormalization(NormalizationSettings other) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                other,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withLength(int otherEpochs, int otherSteps) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                loss,
                optimizer,
                otherEpochs,
                otherSteps,
                batch,
                crop,
                augment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withCrops(int otherBatch, int otherCrop, boolean otherAugment) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                otherBatch,
                otherCrop,
                otherAugment,
                validation,
                seed,
                device);
    }

    public TrainingConfig withValidation(double other) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                other,
                seed,
                device);
    }

    public TrainingConfig withSeed(long other) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                other,
                device);
    }

    public TrainingConfig withDevice(DeviceChoice other) {
        return new TrainingConfig(
                name,
                network,
                initialization,
                start,
                normalization,
                loss,
                optimizer,
                epochs,
                steps,
                batch,
                crop,
                augment,
                validation,
                seed,
                other);
    }
}
