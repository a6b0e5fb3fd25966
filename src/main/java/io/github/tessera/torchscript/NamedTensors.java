package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors in the dictionaries and modules of a pickle by their names in the state dict, which dots join. */
final class NamedTensors {
    /** Deeper than real networks are: a hostile file, whose modules may even hold themselves, must not exhaust the stack. */
    private static final int MOST_LEVELS = 100;

    /** Letters of all names: a dictionary that is part of many others may not be named without end. */
    private static final int MOST_LETTERS = 10_000_000;

    /** What trainers call the weights among the rest of a checkpoint. */
    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model_state", "model");

    private final Map<String, StoredTensor> named = new LinkedHashMap<>();
    private int letters;

    private NamedTensors() {}

    /**
     * All tensors of a value, in its order.
     *
     * @throws IOException if it is nested too deep, or two tensors get one name
     */
    static Map<String, StoredTensor> of(Object value) throws IOException {
        NamedTensors tensors = new NamedTensors();
        tensors.collect("", value, 0);
        return tensors.named;
    }

    /** The tensors of a checkpoint's weights, if the value is a checkpoint, else all of its tensors. */
    static Map<String, StoredTensor> ofCheckpoint(Object value) throws IOException {
        return ofCheckpoint(value, 0);
    }

    private static Map<String, StoredTensor> ofCheckpoint(Object value, int depth) throws IOException {
        if (depth < MOST_LEVELS && value instanceof Map<?, ?> checkpoint) {
            for (String wrapper : WRAPPERS) {
                if (checkpoint.get(wrapper) instanceof Map<?, ?> weights
                        && !of(weights).isEmpty()) {
                    return ofCheckpoint(weights, depth + 1);
                }
            }
        }
        return of(value);
    }

    private void collect(String name, Object value, int depth) throws IOException {
        letters += name.length() + 1;
        if (depth > MOST_LEVELS || letters > MOST_LETTERS || letters < 0) {
            throw new IOException("its modules are nested too deep");
        }
        Map<?, ?> entries = value instanceof ModuleState module
                ? module.entries()
                : value instanceof TaggedContainer tagged && tagged.values() instanceof Map<?, ?> dictionary
                        ? dictionary
                        : value instanceof Map<?, ?> untagged ? untagged : Map.of();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String own = String.valueOf(entry.getKey());
            collect(name.isEmpty() ? own : name + "." + own, entry.getValue(), depth + 1);
        }
        if (value instanceof StoredTensor tensor && named.put(name, tensor) != null) {
            throw new IOException("it has two tensors of one name");
        }
    }
}
