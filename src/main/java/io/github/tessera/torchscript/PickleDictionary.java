package io.github.tessera.torchscript;

import java.util.Map;

/** Dictionaries of files of weights. */
final class PickleDictionary {
    private PickleDictionary() {}

    /** Refuses what no file of weights has: a key twice, and a list as a key, whose hash may take for ever. */
    static void put(Map<Object, Object> map, Object key, Object value) {
        if (key != null && !(key instanceof String || key instanceof Number || key instanceof Boolean)) {
            throw new IllegalArgumentException("a dictionary has a key that is neither a text nor a number");
        }
        if (map.containsKey(key)) {
            throw new IllegalArgumentException("a dictionary has the key " + key + " twice");
        }
        map.put(key, value);
    }
}
