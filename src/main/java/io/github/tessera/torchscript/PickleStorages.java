package io.github.tessera.torchscript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The storages that a pickle speaks of. */
final class PickleStorages {
    private final boolean module;
    private final Map<String, Storage> byKey = new HashMap<>();

    /**
     * None yet.
     *
     * @param module whether PyTorch will read it too: all that is said of a storage must be what it uses
     */
    PickleStorages(boolean module) {
        this.module = module;
    }

    /** All by their keys. */
    Map<String, Storage> byKey() {
        return byKey;
    }

    /**
     * The storage of a reference.
     *
     * @param reference ("storage", type, key, device, number of values, and in old files the part that is meant)
     * @throws RuntimeException of many kinds if it is none
     */
    Storage.Part part(List<Object> reference) {
        if (!reference.get(0).equals("storage")) {
            throw new IllegalArgumentException("a reference to something else than a storage");
        }
        Storage storage =
                new Storage((ElementType) reference.get(1), (String) reference.get(2), (Long) reference.get(4));
        Storage known = byKey.putIfAbsent(storage.key(), storage);
        if (known != null && !known.equals(storage)) {
            throw new IllegalArgumentException("storage " + storage.key() + " is described in two ways");
        }
        if (module && (reference.size() != 5 || !(reference.get(3) instanceof String))) {
            throw new IllegalArgumentException("a part of a storage, which PyTorch takes for the whole");
        }
        Object part = reference.size() > 5 ? reference.get(5) : null;
        return new Storage.Part(
                storage, part == null ? 0 : (Long) Unpickler.list(part).get(1));
    }
}
