package io.github.tessera.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.Safetensors;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training as it can go on: one file in the model's folder, there whole or not at all, in safetensors: weights as {@code model.NAME},
 * the optimizer's states as {@code optimizer.STATE.NAME}, and all else as JSON among its texts.
 *
 * @param settings what a resumed training must have the same, by name
 * @param run choices of speed, never chosen anew
 * @param state where it stands
 */
record Checkpoint(Map<String, String> settings, RunSettings run, TrainingState state) {
    /** The file in the model's folder. */
    static final String FILE = "checkpoint.safetensors";

    private static final String TEXT = "tessera";
    private static final String MODEL = "model.";
    private static final String OPTIMIZER = "optimizer.";
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** All but the tensors. */
    private record Position(
            int format,
            Map<String, String> settings,
            RunSettings run,
            long step,
            int parts,
            List<Epoch> epochs,
            EpochSum epoch) {
        static final int FORMAT = 1;

        static Position of(Checkpoint checkpoint) {
            TrainingState state = checkpoint.state;
            return new Position(
                    FORMAT,
                    checkpoint.settings,
                    checkpoint.run,
                    state.step(),
                    state.parts(),
                    state.epochs(),
                    state.epoch());
        }

        boolean complete() {
            return format == FORMAT && settings != null && run != null && parts > 0 && epochs != null && epoch != null;
        }
    }

    /**
     * Writes it, over an older one, and not before it is on the disk.
     *
     * @throws TesseraException if it cannot be written; then the older one stays
     */
    void write(Path folder) {
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        state.weights().asMap().forEach((name, values) -> tensors.put(MODEL + name, tensor(values)));
        state.optimizer().forEach((name, values) -> tensors.put(OPTIMIZER + name, tensor(values)));
        Map<String, String> texts = Map.of(TEXT, GSON.toJson(Position.of(this)));
        Safetensors.write(folder.resolve(FILE), new StateDict(tensors), texts);
    }

    private static StateTensor tensor(float[] values) {
        return new StateTensor(new int[] {values.length}, values);
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads the checkpoint of a folder.
     *
     * @param graph of the training that is to go on
     * @throws TesseraException if it cannot be read, or is of another network
     */
    static Checkpoint read(Path folder, Graph graph) {
        Path file = folder.resolve(FILE);
        StateDict tensors = StateDict.read(file);
        try {
            Position position = GSON.fromJson(Safetensors.texts(file).get(TEXT), Position.class);
            if (position == null || !position.complete()) {
                throw new IOException("it was not written by this version of Tessera");
            }
            Map<String, float[]> model = new LinkedHashMap<>();
            Map<String, float[]> optimizer = new LinkedHashMap<>();
            tensors.values().forEach((name, values) -> {
                if (name.startsWith(MODEL)) {
                    model.put(name.substring(MODEL.length()), values);
                } else if (name.startsWith(OPTIMIZER)) {
                    optimizer.put(name.substring(OPTIMIZER.length()), values);
                }
            });
            TrainingState state = new TrainingState(
                    position.step(),
                    position.parts(),
                    position.epochs(),
                    position.epoch(),
                    new Weights(graph, model),
                    optimizer);
            return new Checkpoint(position.settings(), position.run(), state);
        } catch (IOException | JsonParseException | IllegalArgumentException e) {
            throw new TesseraException(
                    "The training in " + folder + " cannot go on from its checkpoint (" + e.getMessage()
                            + "): start it anew, without \"resume\", or choose the settings that it was started with.",
                    e);
        }
    }

    /**
     * Checks that a training goes on as it began.
     *
     * @throws TesseraException naming every setting that differs, and what it was
     */
    void requireSame(Map<String, String> others, Path folder) {
        List<String> differing = others.entrySet().stream()
                .filter(e -> !e.getValue().equals(settings.get(e.getKey())))
                .map(e -> e.getKey() + " was " + settings.get(e.getKey()) + ", not " + e.getValue())
                .toList();
        if (!differing.isEmpty()) {
            throw new TesseraException(
                    "The training in " + folder + " was begun with other settings (" + String.join("; ", differing)
                            + "): choose those again to go on, or start anew without \"resume\".");
        }
    }

    /**
     * Checks that no more steps were done than are wanted.
     *
     * @throws TesseraException if there were
     */
    void requireNotBeyond(int steps, Path folder) {
        if (state.step() > steps) {
            throw new TesseraException("The training in " + folder + " has done " + state.step()
                    + " steps already, more than " + steps + ": choose " + state.step()
                    + " steps or more to go on, or start anew without \"resume\".");
        }
    }

    /** The seed, which may have been drawn. */
    long seed() {
        return Long.parseLong(settings.get("seed"));
    }

    /** Removes what interrupted writes have left in the folder. */
    static void clean(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        ModelPackage.clean(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (AtomicFile.unfinished(file).isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The folder " + folder + " cannot be read: choose another one for the model.", e);
        }
    }
}
