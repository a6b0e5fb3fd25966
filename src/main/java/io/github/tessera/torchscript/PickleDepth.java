package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How deep the values of a pickle lie in each other. The engine follows them one call within another, and its stack ends without a word:
 * it takes Java down with it.
 */
final class PickleDepth {
    /** Some ten times what the deepest networks need. */
    private static final int MOST_LEVELS = 200;

    private final IdentityHashMap<Object, Integer> levels = new IdentityHashMap<>();
    private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Counts parts that a value gets, before it is part of another one itself.
     *
     * @throws IOException if they lie too deep, or the value is part of another one already and would be a longer way down than was counted
     */
    void put(Object into, Collection<?> parts) throws IOException {
        int level = levels.getOrDefault(into, 0);
        for (Object each : parts) {
            Object part = each instanceof TaggedContainer tagged ? tagged.values() : each;
            if (part instanceof Collection
                    || part instanceof Map
                    || part instanceof PickleTuple
                    || part instanceof ModuleState) {
                held.add(part);
                level = Math.max(level, 1 + levels.getOrDefault(part, 0));
                if (held.contains(into)) {
                    throw new IOException("its modules are nested too deep: they are parts of themselves");
                }
            }
        }
        if (level > MOST_LEVELS) {
            throw new IOException("its modules are nested too deep");
        }
        if (level > 0) {
            levels.put(into, level);
        }
    }
}
