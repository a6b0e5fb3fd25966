package io.github.tessera.torchscript;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A class of an archive.
 *
 * @param base what it is: Module, NamedTuple, Interface, ModuleInterface, Enum, or empty
 * @param attributes their types; those of an Enum are its values and have none
 */
record SourceClass(String name, String base, Map<String, SourceType> attributes, Map<String, SourceFunction> methods) {
    /** The type of a constant, with its own type in brackets. */
    static final String FINAL = "Final";

    /** The attributes that each object has a value of; constants of the class and lists of names are none. */
    Map<String, SourceType> ofObjects() {
        Map<String, SourceType> own = new LinkedHashMap<>(attributes);
        own.values().removeIf(type -> type.name().equals(FINAL) || type.equals(SourceType.UNKNOWN));
        return own;
    }

    /** The type of an attribute; unknown if there is none of that name. */
    SourceType typeOf(String attribute) {
        return attributes.getOrDefault(attribute, SourceType.UNKNOWN);
    }
}
