package io.github.tessera.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.Selection;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.ArchiveReader;
import io.github.tessera.torchscript.ArchiveWriter;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A model's folder: {@code rdf.yaml} in bioimage.io's format with everything Tessera knows under {@code config.tessera},
 * {@code weights.torchscript.pt} (activation inside; what other programs open) and {@code training.pt} (raw logits; what training
 * goes on from).
 */
public final class ModelPackage {
    /** The description's file name. */
    public static final String DESCRIPTION = "rdf.yaml";

    /** The archive for inference. */
    public static final String WEIGHTS = "weights.torchscript.pt";

    /** The archive for further training. */
    public static final String TRAINING = "training.pt";

    /** The page for people. */
    static final String README = "README.md";

    /** All files of a model; the description comes last, for without it there is no model. */
    public static final List<String> FILES = List.of(TRAINING, WEIGHTS, README, DESCRIPTION);

    /** How the folder of a model that is being written begins. */
    private static final String STAGED = ".writing";

    private static final int FORMAT = 1;
    private static final Gson GSON = new GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    /**
     * What of images was learnt from, in plain numbers.
     *
     * @param channels as {@link Selection#text} writes them
     * @param pixelWidth in micrometres; null if there is no one size
     * @param pixelHeight as the width
     */
    private record Input(String channels, Double pixelWidth, Double pixelHeight) {
        static Input of(ImageInput input) {
            Optional<PixelSize> size = input.pixelSize();
            return new Input(
                    input.channels().text(),
                    size.map(PixelSize::width).orElse(null),
                    size.map(PixelSize::height).orElse(null));
        }

        ImageInput input() {
            boolean sized = pixelWidth != null && pixelHeight != null;
            return new ImageInput(
                    PlaneChoice.parse(channels == null ? "" : channels, "", "").channels(),
                    sized ? Optional.of(new PixelSize(pixelWidth, pixelHeight)) : Optional.empty());
        }
    }

    /** Everything that Tessera knows of a model but its name and weights; an older Tessera kept no input. */
    record Config(
            int format,
            NetworkSettings network,
            Activation activation,
            List<String> classes,
            Input input,
            NormalizationSettings normalization,
            RunSettings run,
            TrainingNotes notes) {
        boolean complete() {
            return network != null
                    && network.architecture() != null
                    && network.skip() != null
                    && network.upsampling() != null
                    && network.precision() != null
                    && activation != null
                    && classes != null
                    && normalization != null
                    && normalization.kind() != null
                    && run != null
                    && notes != null;
        }
    }

    private ModelPackage() {}

    /**
     * Writes a model; an older model in the folder is replaced only once the new one is complete.
     *
     * @throws TesseraException if the folder cannot be written; then nothing of the new model is left
     */
    public static void write(SegmentationModel model, Path folder) {
        Path staged = null;
        try {
            Files.createDirectories(folder);
            staged = Files.createTempDirectory(folder, STAGED);
            writeArchive(model.network().build(), model.weights(), staged.resolve(TRAINING));
            Inference inference = model.inference();
            writeArchive(inference.graph(), inference.weights(), staged.resolve(WEIGHTS));
            Files.writeString(staged.resolve(DESCRIPTION), description(model), StandardCharsets.UTF_8);
            Files.writeString(staged.resolve(README), ModelReadme.of(model), StandardCharsets.UTF_8);
            for (String name : FILES) {
                Files.move(staged.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The model cannot be written to " + folder + " (" + reason(e)
                            + "): choose a folder that you may write to, on a disk with free space.",
                    e);
        } finally {
            discard(staged);
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * Removes what writes have left that were cut short with their process.
     *
     * @param folder of a model, or of one to be
     * @throws TesseraException if it cannot be read
     */
    public static void clean(Path folder) {
        try (var files = Files.newDirectoryStream(folder, STAGED + "*")) {
            files.forEach(ModelPackage::discard);
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read: choose another one.", e);
        }
    }

    private static void discard(Path staged) {
        if (staged == null) {
            return;
        }
        try (var files = Files.list(staged)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            staged.toFile().deleteOnExit();
        }
    }

    private static void writeArchive(Graph graph, Weights weights, Path file) throws IOException {
        new ArchiveWriter(graph, weights, false).write(file);
    }

    private static String description(SegmentationModel model) {
        Config config = new Config(
                FORMAT,
                model.network(),
                model.activation(),
                model.classes(),
                Input.of(model.input()),
                model.normalization(),
                model.run(),
                model.notes());
        Map<?, ?> plain = GSON.fromJson(GSON.toJson(config), Map.class);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(new Representer(options), options).dump(ResourceDescription.of(model, plain));
    }

    /**
     * Reads a model.
     *
     * @param folder the model's folder, or a file in it
     * @throws TesseraException if there is no model, it is damaged, or it is not one of Tessera's; the message says which
     */
    public static SegmentationModel read(Path folder) {
        Path home = Files.isRegularFile(folder) ? folder.toAbsolutePath().getParent() : folder;
        if (!Files.isRegularFile(home.resolve(DESCRIPTION))) {
            throw new TesseraException("There is no model in " + home + " (no " + DESCRIPTION
                    + "): choose the folder that Tessera Train... made.");
        }
        try {
            Map<?, ?> description = yaml(home);
            Config config = config(description, home);
            Graph graph = config.network().build();
            Weights weights = weights(graph, home.resolve(TRAINING));
            return new SegmentationModel(
                    String.valueOf(description.get("name")),
                    config.network(),
                    config.activation(),
                    config.classes(),
                    config.input() == null ? ImageInput.ANY : config.input().input(),
                    config.normalization(),
                    config.run(),
                    config.notes(),
                    weights);
        } catch (IOException | RuntimeException e) { // Gson wraps what a record's constructor refuses
            if (e instanceof TesseraException known) {
                throw known;
            }
            throw new TesseraException(
                    "The model in " + home + " is damaged (" + damage(e) + "): copy it again, or train it again.", e);
        }
    }

    private static Weights weights(Graph graph, Path archive) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(archive)) {
            return new Weights(graph, ArchiveReader.tensors(channel));
        }
    }

    /** What is wrong with a package, in a few words. */
    static String damage(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return Path.of(missing.getFile()).getFileName() + " is missing";
        }
        // The parser of YAML draws where the fault is, in several lines.
        return e instanceof YAMLException
                ? DESCRIPTION + " is no YAML"
                : String.valueOf(
                                (e instanceof RuntimeException && e.getCause() != null ? e.getCause() : e).getMessage())
                        .lines()
                        .findFirst()
                        .orElse("no reason given");
    }

    static Map<?, ?> yaml(Path home) throws IOException {
        String text = Files.readString(home.resolve(DESCRIPTION), StandardCharsets.UTF_8);
        Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(DESCRIPTION + " is no description");
    }

    static Config config(Map<?, ?> description, Path home) throws IOException {
        Object tessera = description.get("config") instanceof Map<?, ?> config ? config.get("tessera") : null;
        if (tessera == null) {
            throw new TesseraException(
                    "The model in " + home + " was not made by Tessera: choose a folder that Tessera Train... made.");
        }
        Config config = GSON.fromJson(completed(GSON.toJsonTree(tessera)), Config.class);
        if (config.format() > FORMAT || !config.complete()) {
            throw new IOException("its settings are incomplete, or of a newer Tessera");
        }
        return config;
    }

    /** Choices that an older Tessera did not have yet stand as the network's paper has them. */
    private static JsonElement completed(JsonElement tessera) throws IOException {
        if (!(tessera instanceof JsonObject config) || !(config.get("network") instanceof JsonObject network)) {
            throw new IOException("its settings are incomplete, or of a newer Tessera");
        }
        Architecture architecture = GSON.fromJson(network.get("architecture"), Architecture.class);
        if (architecture != null && network.has("channels") && network.has("outputs")) {
            NetworkSettings own = architecture.settings(
                    network.get("channels").getAsInt(), network.get("outputs").getAsInt());
            JsonObject complete = GSON.toJsonTree(own).getAsJsonObject();
            network.asMap().forEach(complete::add);
            config.add("network", complete);
        }
        return config;
    }
}
