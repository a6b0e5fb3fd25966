package io.github.tessera.torchscript;

import java.util.Map;

/** An object of TorchScript: the tensors of a module, and the modules in it, by their names. */
final class ModuleState {
    private final ModuleClass type;
    private Map<Object, Object> entries = Map.of();
    private boolean set;

    /** An object whose state follows. */
    ModuleState(ModuleClass type) {
        this.type = type;
    }

    /** The class that it is of. */
    ModuleClass type() {
        return type;
    }

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
