package io.github.tessera.torchscript;

import java.util.Map;

/** The state of a module of TorchScript: its tensors, and the modules in it, by their names. */
final class ModuleState {
    private Map<Object, Object> entries = Map.of();
    private boolean set;

    /** Takes the map itself: copies of one large state for many modules are a trap. */
    void set(Map<Object, Object> state) {
        if (set) {
            throw new IllegalArgumentException("a module gets its state twice");
        }
        entries = state;
        set = true;
    }

    boolean isSet() {
        return set;
    }

    Map<Object, Object> entries() {
        return entries;
    }
}
