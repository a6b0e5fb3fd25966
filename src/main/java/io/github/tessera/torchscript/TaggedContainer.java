package io.github.tessera.torchscript;

import java.util.List;
import java.util.Map;

/**
 * A list or a dictionary together with the type that a pickle says it has.
 *
 * @param type as TorchScript writes it, such as {@code List[int]}
 * @param values the list or the map itself
 */
record TaggedContainer(String type, Object values) {
    TaggedContainer {
        if (!(values instanceof List || values instanceof Map)) {
            throw new IllegalArgumentException("neither a list nor a dictionary is of type " + type);
        }
    }
}
