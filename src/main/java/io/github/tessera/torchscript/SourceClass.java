package io.github.tessera.torchscript;

import java.util.Map;

/**
 * A class of an archive.
 *
 * @param base what it is: Module, NamedTuple, Interface, ModuleInterface, Enum, or empty
 * @param attributes their types; those of an Enum are its values and have none
 */
record SourceClass(String name, String base, Map<String, String> attributes, Map<String, SourceFunction> methods) {}
