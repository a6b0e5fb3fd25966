package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceExpression.Attribute;
import io.github.tessera.torchscript.SourceExpression.Call;
import io.github.tessera.torchscript.SourceExpression.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the local variables of a function are known to be: modules of the archive, or functions of it. Only those count that are bound
 * once, by what was known before; all others are values, of which nothing is known.
 */
final class SourceScope {
    private static final Set<String> MODULES = Set.of("torch", "ops", "__torch__", "CONSTANTS");

    private final SourceDeclarations declarations;
    private final SourceFunction function;
    private final Map<String, SourceClass> classes = new HashMap<>();
    private final Set<String> aliases = new java.util.HashSet<>();

    SourceScope(SourceDeclarations declarations, SourceFunction function) {
        this.declarations = declarations;
        this.function = function;
        function.bindings().forEach(this::bind);
    }

    /** Whether it begins with a name that PyTorch's compiler gives a meaning. */
    static boolean isModule(SourceExpression expression) {
        String path = expression.dotted();
        int dot = path.indexOf('.');
        return MODULES.contains(dot < 0 ? path : path.substring(0, dot));
    }

    private void bind(String name, List<SourceExpression> values) {
        if (values.size() != 1) {
            return;
        }
        SourceExpression value = values.get(0);
        if (value == null) {
            SourceClass declared = declarations.classOf(function.parameters().getOrDefault(name, ""));
            if (declared != null) {
                classes.put(name, declared);
            }
        } else if (declarations.isFunction(value.dotted())) {
            aliases.add(name);
        } else {
            SourceClass known = classOf(value);
            if (known != null) {
                classes.put(name, known);
            }
        }
    }

    boolean isLocal(String name) {
        return function.bindings().containsKey(name);
    }

    /** Whether a variable is a function of the archive. */
    boolean isFunction(String name) {
        return aliases.contains(name);
    }

    /** The class of the archive that a value is of; null if none is known. */
    SourceClass classOf(SourceExpression value) {
        if (value instanceof Name name) {
            return classes.get(name.name());
        }
        if (value instanceof Call call) {
            String made = call.callee().dotted();
            return declarations.classOf(
                    made.endsWith(SourceDeclarations.NEW)
                            ? made.substring(0, made.length() - SourceDeclarations.NEW.length())
                            : made);
        }
        if (value instanceof Attribute attribute) {
            SourceClass owner = classOf(attribute.of());
            return owner == null
                    ? null
                    : declarations.classOf(owner.attributes().getOrDefault(attribute.name(), ""));
        }
        return null;
    }
}
