package io.github.tessera.command;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import java.nio.file.Path;
import java.util.List;

/** A C-UNet for grey images that has learnt nothing: its labels mean nothing, but are always the same. */
final class TinyModel {
    private TinyModel() {}

    /** Another seed makes another model. */
    static SegmentationModel of(String name, long seed) {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1);
        return new SegmentationModel(
                name,
                network,
                Activation.SIGMOID,
                List.of("background", "cell"),
                NormalizationSettings.of(Normalization.MEAN_STD),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", seed, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, seed));
    }

    static Path write(Path folder, long seed) {
        ModelPackage.write(of(folder.getFileName().toString(), seed), folder);
        return folder;
    }
}
