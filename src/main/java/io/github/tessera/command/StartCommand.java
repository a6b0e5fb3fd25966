package io.github.tessera.command;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.Selection;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.WeightFiles;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.train.StartingPoint;
import java.nio.file.Path;
import java.util.Optional;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.widget.Button;

/** A command that learns: asks for the weights that it starts from. */
abstract class StartCommand extends SplitCommand {
    @Parameter(
            label = "First weights",
            attrs = @Attr(name = MORE),
            description = "How fresh weights are drawn; he-normal suits all networks here.")
    private Initialization initialization = Initialization.HE_NORMAL;

    @Parameter(
            label = "Go on from the model",
            attrs = @Attr(name = MORE),
            required = false,
            style = "directory," + MODEL,
            description =
                    "Folder or name of a model that is taught further. Its network, normalization and channels are taken whatever is entered for"
                            + " them; channels and classes may be others. Empty: a new model.")
    private String finetune = "";

    // SciJava's dialog shows it; ImageJ's has a button of its own.
    @SuppressWarnings("UnusedVariable")
    @Parameter(label = "List of models", callback = "listModels", required = false, persist = false)
    private Button models;

    @Parameter(
            label = "Weights from elsewhere",
            attrs = @Attr(name = MORE),
            required = false,
            style = "file",
            description =
                    "A .safetensors, .pth or .pt file, a folder of them, or an address that begins with https://. What fits by name and"
                            + " shape is taken; the rest starts fresh.")
    private String weights = "";

    @Parameter(
            label = "Only the encoder's",
            attrs = @Attr(name = MORE),
            description = "Takes the encoder's weights only.")
    private boolean encoderonly;

    @Parameter(
            label = "Their SHA-256",
            attrs = @Attr(name = MORE),
            required = false,
            description = "Of weights from an address: what the download must be; empty if not known.")
    private String checksum = "";

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

    @Parameter(
            label = "Frozen for (steps, 0 = to the end)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "100000000",
            description = "After so many steps the frozen parts are learnt too.")
    private int freezefor;

    private Before before;

    /** What is kept of a model that is taught further; its weights are read when they are needed. */
    record Before(String name, NetworkSettings network, Selection channels, NormalizationSettings normalization) {
        static Before of(SegmentationModel model) {
            return new Before(model.name(), model.network(), model.input().channels(), model.normalization());
        }
    }

    /** Opens the list; SciJava's dialog calls it. */
    public void listModels() {
        finetune = ModelPath.chosen(finetune);
    }

    /** How fresh weights are drawn. */
    final Initialization initialization() {
        return initialization;
    }

    /**
     * The model that is taught further.
     *
     * @throws TesseraException if there is none where it should be, or other weights were entered too
     */
    final Optional<Before> before() {
        if (finetune.isBlank()) {
            return Optional.empty();
        }
        if (!weights.isBlank()) {
            throw new TesseraException("Both a model to go on from (finetune) and weights from elsewhere (weights) were"
                    + " entered: leave one of them empty.");
        }
        if (before == null) {
            before = Before.of(ModelPackage.read(folder(Progress.NONE)));
        }
        return Optional.of(before);
    }

    private Path folder(Progress progress) {
        return ModelPath.of("finetune", finetune, progress);
    }

    /** All channels means those that the model learnt from, where one is taught further. */
    @Override
    final Selection channels(Selection entered) {
        return entered.rule() == Selection.Rule.ALL
                ? before().map(Before::channels).orElse(entered)
                : entered;
    }

    /**
     * The weights to start from, downloaded if they are at an address.
     *
     * @throws TesseraException if there are none where they should be
     */
    final StartingPoint start(NetworkSettings settings, Progress progress) {
        Path model = before().isPresent() ? folder(progress) : null;
        Path file = weights.isBlank() ? null : WeightFiles.find(weights, checksum, settings.build(), progress);
        return new StartingPoint(model, file, encoderonly, firstlayer, StartingPoint.parts(freeze), freezefor);
    }
}
