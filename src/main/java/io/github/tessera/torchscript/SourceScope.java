package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceExpression.Attribute;
import io.github.tessera.torchscript.SourceExpression.Belief;
import io.github.tessera.torchscript.SourceExpression.Call;
import io.github.tessera.torchscript.SourceExpression.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the local variables of a function are known to be: values of a declared type, or functions of the archive. Only those count that
 * are bound once, by what was known before; all others are values, of which nothing is known.
 */
final class SourceScope {
    private static final String UNKNOWN = "";
    private static final Set<String> MODULES = Set.of("torch", "ops", "__torch__", "CONSTANTS");

    private final SourceDeclarations declarations;
    private final SourceFunction function;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

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
            types.put(name, function.parameters().getOrDefault(name, UNKNOWN));
        } else if (declarations.isFunction(value.dotted())) {
            aliases.put(name, value.dotted());
        } else {
            types.put(name, typeOf(value));
        }
    }

    boolean isLocal(String name) {
        return function.bindings().containsKey(name);
    }

    /** Whether a variable is a function of the archive. */
    boolean isFunction(String name) {
        return aliases.containsKey(name);
    }

    /** The function of the archive that a variable is. */
    String functionOf(String name) {
        return aliases.get(name);
    }

    /** The class of the archive that a value is of; null if none is known. */
    SourceClass classOf(SourceExpression value) {
        return declarations.classOf(typeOf(value));
    }

    /** The type of a value, as it is written where the value is declared; empty if it is not known. */
    String typeOf(SourceExpression value) {
        if (value instanceof Name name) {
            return types.getOrDefault(name.name(), UNKNOWN);
        }
        if (value instanceof Belief belief) {
            return belief.type().text();
        }
        if (value instanceof Call call) {
            return declarations.made(call.callee().dotted());
        }
        if (value instanceof Attribute attribute) {
            SourceClass owner = classOf(attribute.of());
            return owner == null ? UNKNOWN : owner.typeOf(attribute.name()).text();
        }
        return UNKNOWN;
    }
}
