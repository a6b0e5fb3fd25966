package io.github.tessera.command;

import io.github.tessera.model.WeightFiles;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.train.StartingPoint;
import java.nio.file.Path;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks for the weights that it starts from. */
abstract class StartCommand extends SplitCommand {
    @Parameter(
            label = "First weights",
            attrs = @Attr(name = MORE),
            description = "How fresh weights are drawn from the seed.")
    private Initialization initialization = Initialization.HE_NORMAL;

    @Parameter(
            label = "Weights from elsewhere",
            attrs = @Attr(name = MORE),
            required = false,
            style = "file",
            description =
                    "A .safetensors, .pth or .pt file, a folder of them, or an address that begins with https://. What fits by name and"
                            + " shape is taken; the rest starts fresh. A model of your own: its training.pt.")
    private String weights = "";

    @Parameter(
            label = "Their SHA-256",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Of weights from an address: what the download must be; empty if not known.")
    private String checksum = "";

    @Parameter(
            label = "Only the encoder's",
            attrs = @Attr(name = MORE),
            description = "Takes the encoder's weights only.")
    private boolean encoderonly;

    @Parameter(
            label = "First layer",
            attrs = @Attr(name = MORE),
            description = "How weights for RGB are brought to images of other channels.")
    private FirstLayer firstlayer = FirstLayer.REPEAT;

    @Parameter(
            label = "Freeze",
            attrs = @Attr(name = MORE),
            required = false,
            description =
                    "Parts that are not learnt, with commas: encoder, or beginnings of layer names such as backbone.layer1.")
    private String freeze = "";

    /** How fresh weights are drawn. */
    final Initialization initialization() {
        return initialization;
    }

    /**
     * The weights to start from, downloaded if they are at an address.
     *
     * @throws io.github.tessera.progress.TesseraException if there are none where they should be
     */
    final StartingPoint start(NetworkSettings settings, Progress progress) {
        Path file = weights.isBlank() ? null : WeightFiles.find(weights, checksum, settings.build(), progress);
        return new StartingPoint(file, encoderonly, firstlayer, StartingPoint.parts(freeze));
    }
}
