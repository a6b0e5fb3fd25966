package io.github.tessera.model;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Packages that claim to be Tessera's own, with settings or weights that no training left. */
enum HostileSetting implements HostilePackage {
    SETTINGS_ARE_A_TEXT(draft -> draft.add("config: {tessera: yes}\n")),
    SETTINGS_ARE_A_LIST(draft -> draft.add("config: {tessera: [1, 2]}\n")),
    SETTINGS_ARE_EMPTY(draft -> draft.add("config: {tessera: {}}\n")),
    SETTINGS_OF_A_TEXT_FOR_A_NETWORK(draft -> draft.add("config: {tessera: {format: 1, network: unet}}\n")),
    SETTINGS_OF_THE_FUTURE(draft -> draft.setting("format", "99")),
    SETTINGS_FORMAT_A_TEXT(draft -> draft.setting("format", "new")),
    SETTINGS_FORMAT_HUGE(draft -> draft.setting("format", "99999999999")),
    SETTINGS_ARCHITECTURE_UNKNOWN(draft -> draft.setting("architecture", "GPT")),
    SETTINGS_ARCHITECTURE_ANOTHER(draft -> draft.setting("architecture", "SEGNET")),
    SETTINGS_ARCHITECTURE_A_LIST(draft -> draft.setting("architecture", "[C_UNET]")),
    SETTINGS_WIDTH_ZERO(draft -> draft.setting("width", "0")),
    SETTINGS_WIDTH_BELOW_ZERO(draft -> draft.setting("width", "-2")),
    SETTINGS_WIDTH_OTHER(draft -> draft.setting("width", "3")),
    SETTINGS_WIDTH_HUGE(draft -> draft.setting("width", "2000000000")),
    SETTINGS_WIDTH_OVER_ALL_NUMBERS(draft -> draft.setting("width", "20000000000")),
    SETTINGS_WIDTH_NAN(draft -> draft.setting("width", ".nan")),
    SETTINGS_WIDTH_A_TEXT(draft -> draft.setting("width", "wide")),
    SETTINGS_DEPTH_HUGE(draft -> draft.setting("depth", "1000000000")),
    SETTINGS_CONVOLUTIONS_HUGE(draft -> draft.setting("convolutions", "1000000000")),
    SETTINGS_DILATION_HUGE(draft -> draft.setting("dilation", "2000000000")),
    SETTINGS_OUTPUTS_HUGE(draft -> draft.setting("outputs", "1000000")),
    SETTINGS_DROPOUT_NAN(draft -> draft.setting("dropout", ".nan")),
    SETTINGS_DROPOUT_ONE(draft -> draft.setting("dropout", "1.0")),
    SETTINGS_STRIDE_UNKNOWN(draft -> draft.setting("outputStride", "7")),
    SETTINGS_SKIP_UNKNOWN(draft -> draft.setting("skip", "JUMP")),
    SETTINGS_ACTIVATION_UNKNOWN(draft -> draft.setting("activation", "MAGIC")),
    SETTINGS_PRECISION_UNKNOWN(draft -> draft.setting("precision", "FLOAT8")),
    SETTINGS_NORMALIZATION_UNKNOWN(draft -> draft.setting("kind", "SOMEHOW")),
    SETTINGS_PERCENTILES_BACKWARD(draft -> draft.setting("lowPercentile", "99.9")),
    SETTINGS_PERCENTILES_NAN(draft -> draft.setting("highPercentile", ".nan")),
    SETTINGS_TILE_ZERO(draft -> draft.setting("tileSize", "0")),
    SETTINGS_TILE_BELOW_ZERO(draft -> draft.setting("tileSize", "-64")),
    SETTINGS_THREADS_ZERO(draft -> draft.setting("threads", "0")),
    SETTINGS_CLASSES_A_TEXT(draft -> draft.setting("classes", "nucleus")),
    SETTINGS_CLASSES_TOO_MANY(draft -> draft.setting("classes", "[a, b, c]\n      x:")),
    SETTINGS_CLASSES_OF_NOTHING(draft -> draft.setting("classes", "[~, ~]\n      x:")),
    TRAINING_MISSING(draft -> {
        draft.own();
        draft.delete(ModelPackage.TRAINING);
    }),
    TRAINING_CUT_OFF(draft -> {
        draft.own();
        draft.cut(ModelPackage.TRAINING, 0.5);
    }),
    TRAINING_CHANGED(draft -> {
        draft.own();
        byte[] bytes = Files.readAllBytes(draft.file(ModelPackage.TRAINING));
        bytes[bytes.length / 2] ^= 1;
        draft.write(ModelPackage.TRAINING, bytes);
    }),
    TRAINING_OF_ANOTHER(draft -> {
        draft.own();
        unsummed(draft);
        draft.write(ModelPackage.TRAINING, Files.readAllBytes(draft.file(ModelPackage.TEST_INPUT)));
    }),
    TRAINING_RUNS_A_COMMAND(draft -> {
        draft.own();
        unsummed(draft);
        draft.write(ModelPackage.TRAINING, command(draft));
    }),
    INFERENCE_MISSING(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        draft.delete(ModelPackage.WEIGHTS);
    }),
    INFERENCE_ELSEWHERE(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        draft.replace("source: " + ModelPackage.WEIGHTS, "source: ../outside/secret");
    }),
    INFERENCE_CUT_OFF(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        unsummed(draft);
        draft.cut(ModelPackage.WEIGHTS, 0.5);
    }),
    INFERENCE_CHANGED(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        byte[] bytes = Files.readAllBytes(draft.file(ModelPackage.WEIGHTS));
        bytes[bytes.length / 2] ^= 1;
        draft.write(ModelPackage.WEIGHTS, bytes);
    }),
    INFERENCE_OF_ANOTHER_WIDTH(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        draft.replace("width: 2", "width: 3");
    }),
    INFERENCE_OF_MORE_CLASSES(draft -> {
        draft.setting("classes", "[a, b, c]\n      x:");
        draft.replace(TesseraConfig.FINETUNING + ": true", TesseraConfig.FINETUNING + ": false");
    }),
    INFERENCE_RUNS_A_COMMAND(draft -> {
        draft.setting(TesseraConfig.FINETUNING, "false");
        unsummed(draft);
        draft.write(ModelPackage.WEIGHTS, command(draft));
    });

    private final Change change;

    HostileSetting(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    /** An archive whose pickle calls for a command. */
    private static byte[] command(PackageDraft draft) throws IOException {
        byte[] pickle = new PickleDraft()
                .global("os", "system")
                .text("touch " + draft.canary())
                .op(0x85, 'R', '.')
                .bytes();
        return PackageDraft.packed(Map.of("a/data.pkl", pickle));
    }

    /** Takes away what the description knows of its files. */
    private static void unsummed(PackageDraft draft) throws IOException {
        String text = Files.readString(draft.file(ModelPackage.DESCRIPTION));
        draft.description(text.replaceAll("(?m)^ *sha256:.*\n", ""));
    }
}
