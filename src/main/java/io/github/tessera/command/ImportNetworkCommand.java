package io.github.tessera.command;

import io.github.tessera.image.Normalization;
import io.github.tessera.model.Model;
import io.github.tessera.model.NetworkImport;
import io.github.tessera.model.PlainNetwork;
import io.github.tessera.model.ResultMeaning;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Import Network...: a TorchScript file without a description becomes a model. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Import Network...",
        label = "Tessera Import Network...",
        description =
                "Makes a model of a TorchScript file that somebody else saved (torch.jit.save): asks what cannot be read from it, tries"
                        + " the rest, and remembers both in a folder, which Tessera Segment... takes.",
        headless = true,
        visible = false)
public final class ImportNetworkCommand extends TesseraCommand {
    @Parameter(
            label = "TorchScript file",
            style = "file",
            description =
                    "A .pt file with the network itself. It must take (1, channels, height, width) and give a map for each class.")
    private String network = "";

    @Parameter(
            label = "Model (a new folder)",
            attrs = @Attr(name = SHARED),
            persist = false,
            required = false,
            style = "directory",
            description = "Receives the model. Empty: a folder beside the file, of its name.")
    private String model = "";

    @Parameter(
            label = "Classes",
            required = false,
            description =
                    "Names with commas, the background first, such as background, nucleus; or only those that the network has a map for."
                            + " Empty: object, or class0, class1 and so on.")
    private String classes = "";

    @Parameter(label = "Normalization", description = "How images are to be normalized, as in the network's training.")
    private Normalization normalization = Normalization.MEAN_STD;

    @Parameter(
            label = "Numbers for the normalization",
            required = false,
            description =
                    "Percentile: the lower and the upper one, 1, 99.8 if left empty. Fixed mean and deviation: both for each channel,"
                            + " such as 0.49, 0.25 for grey. Range and fixed mean are those of 8 bits.")
    private String numbers = "";

    @Parameter(label = "Its result", description = "What the values of the network's maps are.")
    private ResultMeaning result = ResultMeaning.PROBABILITIES;

    @Parameter(
            label = "Channels (0 = find out)",
            min = "0",
            max = "1000",
            description = "Of the images: 1 for grey, 3 for RGB.")
    private int channels;

    @Parameter(
            label = "Only size (pixels, 0 = find out)",
            min = "0",
            max = "16384",
            description = "Side of the images, if the network takes one size only.")
    private int tile;

    @Parameter(
            label = "Halo (pixels)",
            min = "0",
            max = "4096",
            description = "How far from the edge of a tile its result is not to be used; 0 if that is not known.")
    private int halo;

    @Override
    boolean needsPyTorch() {
        return true;
    }

    @Override
    void execute(Progress progress) {
        Path file = Paths.input("network", network);
        Path folder = model.isBlank()
                ? Paths.output("model", NetworkImport.beside(file).toString())
                : Paths.output("model", model);
        List<String> names = Stream.of(classes.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        PlainNetwork told = new PlainNetwork(
                channels, names, NormalizationNumbers.settings(normalization, numbers), result, tile, halo);
        Model made = NetworkImport.write(file, told, folder, progress);
        made.remarks().forEach(progress::log);
        progress.log("It takes images of " + made.channels() + (made.channels() == 1 ? " channel" : " channels")
                + ". The model is in " + folder + ".");
    }
}
