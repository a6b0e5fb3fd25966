package io.github.tessera.torchscript;

import java.util.List;
import java.util.Map;

/**
 * A function or a method of an archive.
 *
 * @param parameters their types, or nothing for a first parameter without one
 * @param bindings for each local variable, the values that it gets; null for one that is no expression of its own
 * @param expressions all, but for values that are bound alone
 * @param types all that are named in it
 */
record SourceFunction(
        String name,
        Map<String, String> parameters,
        Map<String, List<SourceExpression>> bindings,
        List<SourceExpression> expressions,
        List<SourceType> types) {}
