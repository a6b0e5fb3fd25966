package io.github.tessera.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that Tessera knows of a model but its weights, as it stands under {@code config.tessera} of the description.
 *
 * @param name the model's own, which other programs may not take as it is; null in older models
 * @param input null in older models
 */
record TesseraConfig(
        int format,
        String name,
        NetworkSettings network,
        Activation activation,
        List<String> classes,
        Input input,
        NormalizationSettings normalization,
        RunSettings run,
        TrainingNotes notes) {
    private static final int FORMAT = 1;
    /** Where it stands in the description's {@code config}. */
    static final String KEY = "tessera";

    /** Whether the package has what training goes on from; older models do not tell, and have it. */
    static final String FINETUNING = "finetuning";

    /** Whether the package's network takes raw intensities. */
    static final String BAKED = "baked";

    private static final Gson GSON = new GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    /**
     * What of images was learnt from, in plain numbers.
     *
     * @param channels as {@link io.github.tessera.image.Selection#text} writes them
     * @param pixelWidth in micrometres; null if there is no one size
     * @param pixelHeight as the width
     */
    record Input(String channels, Double pixelWidth, Double pixelHeight) {
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

    static TesseraConfig of(SegmentationModel model) {
        return new TesseraConfig(
                FORMAT,
                model.name(),
                model.network(),
                model.activation(),
                model.classes(),
                Input.of(model.input()),
                model.normalization(),
                model.run(),
                model.notes());
    }

    /** Whether Tessera made the package, with what training goes on from. */
    static boolean isIn(Map<?, ?> description) {
        return isKnownIn(description)
                && !(((Map<?, ?>) description.get("config")).get(KEY) instanceof Map<?, ?> tessera
                        && Boolean.FALSE.equals(tessera.get(FINETUNING)));
    }

    /** Whether the package's network normalizes within itself. */
    static boolean isBakedIn(Map<?, ?> description) {
        return ((Map<?, ?>) description.get("config")).get(KEY) instanceof Map<?, ?> tessera
                && Boolean.TRUE.equals(tessera.get(BAKED));
    }

    /** Whether Tessera made the package. */
    static boolean isKnownIn(Map<?, ?> description) {
        return description.get("config") instanceof Map<?, ?> config && config.get(KEY) != null;
    }

    /**
     * Reads it from a description in which it {@linkplain #isKnownIn is}.
     *
     * @throws IOException if something is missing
     * @throws RuntimeException of many kinds if something makes no sense
     */
    static TesseraConfig read(Map<?, ?> description) throws IOException {
        Object tessera = ((Map<?, ?>) description.get("config")).get(KEY);
        TesseraConfig config = GSON.fromJson(completed(GSON.toJsonTree(tessera)), TesseraConfig.class);
        if (config.format > FORMAT || !config.complete()) {
            throw new IOException("its settings are incomplete, or of a newer Tessera");
        }
        return config.name == null ? config.named(String.valueOf(description.get("name"))) : config;
    }

    private TesseraConfig named(String other) {
        return new TesseraConfig(format, other, network, activation, classes, input, normalization, run, notes);
    }

    private boolean complete() {
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

    /** As plain maps, lists and numbers. */
    Map<String, Object> plain() {
        return GSON.fromJson(GSON.toJson(this), new TypeToken<LinkedHashMap<String, Object>>() {});
    }

    /**
     * The network as it is trained.
     *
     * @throws IOException if there is no such one
     */
    Graph graph() throws IOException {
        try {
            return network.build();
        } catch (TesseraException e) { // to somebody who chooses a network
            throw new IOException("its settings are those of no network", e);
        }
    }

    /** What of images was learnt from, as far as that is told. */
    ImageInput imageInput() {
        return input == null ? ImageInput.ANY : input.input();
    }

    SegmentationModel model(Weights weights) {
        return new SegmentationModel(
                name, network, activation, classes, imageInput(), normalization, run, notes, weights);
    }

    InferenceModel model(Inference inference) {
        return new InferenceModel(name, classes, imageInput(), normalization, run, inference);
    }
}
