package io.github.tessera.torchscript;

import java.util.List;
import java.util.Map;

/**
 * What one record of code declares.
 *
 * @param types all that are named in it
 */
record SourceFile(Map<String, SourceClass> classes, Map<String, SourceFunction> functions, List<SourceType> types) {}
