package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceExpression.Attribute;
import io.github.tessera.torchscript.SourceExpression.Belief;
import io.github.tessera.torchscript.SourceExpression.Call;
import io.github.tessera.torchscript.SourceExpression.Name;
import io.github.tessera.torchscript.SourceExpression.Parts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The source of an archive's classes, which the engine compiles and runs. It is read as the engine reads it, and passes if it is written
 * as PyTorch writes archives and calls only what is allowed by name: operators of a list, and classes and functions of the archive itself.
 *
 * <p>A module of names ({@code torch}, {@code ops}, {@code __torch__}) may stand only at the head of a whole name that is called or is a
 * type, so none gets another name. What follows a dot is an attribute or a method that a class of the archive declares, where the value is
 * known to be of that class, or an operator of the list: the engine would take any other for an operator.
 */
final class ModuleSource {
    /** PyTorch's own classes, which are no code of an archive. */
    private static final String CLASSES = "__torch__.torch.classes.";

    /** What several classes may be at once: which one is run is not known before. */
    private static final Set<String> INTERFACES = Set.of("Interface", "ModuleInterface");

    private final SourceDeclarations declarations = new SourceDeclarations();
    private final AllowedOperators operators = AllowedOperators.read();
    private final SourceGrowth growth = new SourceGrowth();
    private final int constants;
    private String record = "";

    private ModuleSource(int constants) {
        this.constants = constants;
    }

    /**
     * Looks through all code of an archive.
     *
     * @param sources by the names of their records
     * @param constants how many the archive has
     * @return what it declares
     * @throws IOException if it calls what is not allowed, is nested deeper than a network's, or is written in another way than PyTorch's
     */
    static SourceDeclarations require(Map<String, String> sources, int constants) throws IOException {
        ModuleSource all = new ModuleSource(constants);
        Map<String, SourceFile> files = new LinkedHashMap<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            SourceFile file = SourceParser.parse(source.getValue());
            files.put(source.getKey(), file);
            all.declarations.add(source.getKey(), file);
        }
        for (Map.Entry<String, SourceFile> file : files.entrySet()) {
            all.record = file.getKey();
            all.file(file.getValue());
        }
        all.growth.require();
        return all.declarations;
    }

    private void file(SourceFile file) throws IOException {
        for (SourceType type : file.types()) {
            for (String name : type.names()) {
                refuse(!SourceWords.TYPES.contains(name) && declarations.classOf(name) == null, name);
            }
        }
        for (SourceFunction function : file.functions().values()) {
            new Body(function, "").check();
        }
        for (SourceClass declared : file.classes().values()) {
            members(declared, SourceDeclarations.path(record, declared.name()));
        }
    }

    private static boolean isClass(String type) {
        return type.startsWith("__torch__");
    }

    private void members(SourceClass declared, String path) throws IOException {
        refuse(path.startsWith(CLASSES) || INTERFACES.contains(declared.base()), path);
        for (SourceType type : declared.attributes().values()) {
            type.names().stream().filter(ModuleSource::isClass).forEach(name -> growth.names(path, name));
        }
        for (SourceFunction method : declared.methods().values()) {
            String self = method.parameters().values().stream().findFirst().orElse("");
            refuse(!self.isEmpty() && !self.equals(path), self);
            new Body(method, path).check();
            growth.names(path, path + "." + method.name());
        }
    }

    /** What one function calls and reads. */
    private final class Body {
        private final SourceFunction function;
        private final String owner;
        private final String path;
        private final SourceScope scope;

        /**
         * A function, or a method of a class.
         *
         * @param owner the class, or empty
         */
        Body(SourceFunction function, String owner) {
            this.function = function;
            this.owner = owner;
            path = owner.isEmpty() ? SourceDeclarations.path(record, function.name()) : owner + "." + function.name();
            scope = new SourceScope(declarations, function);
        }

        void check() throws IOException {
            for (SourceType type : function.types()) {
                type.names().forEach(this::names);
            }
            for (String name : function.bindings().keySet()) {
                refuse(SourceWords.RESERVED.contains(name), name);
            }
            for (Map.Entry<String, List<SourceExpression>> bound :
                    function.bindings().entrySet()) {
                for (SourceExpression value : bound.getValue()) {
                    if (value != null && !scope.isFunction(bound.getKey())) {
                        expression(value);
                    }
                }
            }
            for (SourceExpression expression : function.expressions()) {
                expression(expression);
            }
        }

        private void expressions(List<SourceExpression> all) throws IOException {
            for (SourceExpression each : all) {
                expression(each);
            }
        }

        private void expression(SourceExpression expression) throws IOException {
            if (expression instanceof Name name) {
                refuse(!scope.isLocal(name.name()) && !SourceWords.NUMBERS.contains(name.name()), name.name());
                refuse(scope.isFunction(name.name()), name.name());
            } else if (expression instanceof Attribute attribute) {
                attribute(attribute);
            } else if (expression instanceof Call call) {
                call(call);
            } else if (expression instanceof Belief belief) {
                belief(belief);
            } else if (expression instanceof Parts parts) {
                growth.operators(path, Math.max(0, parts.parts().size() - 1));
                expressions(parts.parts());
            }
        }

        private void attribute(Attribute read) throws IOException {
            if (SourceScope.isModule(read)) {
                String path = read.dotted();
                refuse(!isConstant(path) && !declarations.isValue(path), path);
                return;
            }
            SourceClass owner = scope.classOf(read.of());
            refuse(owner == null || !owner.attributes().containsKey(read.name()), read.name());
            expression(read.of());
        }

        private void names(String type) {
            if (!type.equals(owner) && declarations.classOf(type) != null) {
                growth.names(path, type);
            }
        }

        private void call(Call call) throws IOException {
            growth.operators(path, 1);
            String name = call.callee().dotted();
            if (call.callee() instanceof Name) {
                refuse(!scope.isFunction(name) && (scope.isLocal(name) || !SourceWords.FUNCTIONS.contains(name)), name);
                if (scope.isFunction(name)) {
                    growth.calls(path, scope.functionOf(name));
                }
            } else if (SourceScope.isModule(call.callee())) {
                refuse(!declarations.isCallable(name) && !operators.has(name), name);
                grow(name);
                if (name.endsWith(SourceDeclarations.NEW) && makes(call, name)) {
                    return;
                }
            } else if (call.callee() instanceof Attribute method) {
                method(method);
            } else {
                refuse(true, "what it computes as a function");
            }
            expressions(call.arguments());
        }

        private void method(Attribute method) throws IOException {
            SourceClass known = scope.classOf(method.of());
            if (known != null && known.methods().containsKey(method.name())) {
                growth.calls(path, scope.typeOf(method.of()) + "." + method.name());
            } else {
                refuse(!operators.hasTensor(method.name()), method.name());
            }
            expression(method.of());
        }

        /** Something of the archive, which is made part of this. */
        private void grow(String used) {
            if (declarations.isFunction(used)) {
                growth.calls(path, used);
            } else {
                names(declarations.made(used));
            }
        }

        /** Whether an object is made of its own class, which is named again. */
        private boolean makes(Call call, String path) {
            return call.arguments().size() == 1
                    && path.equals(call.arguments().get(0).dotted() + SourceDeclarations.NEW);
        }

        /** The engine believes what is said of objects and tuples, whose parts it finds by counting: it must be declared. */
        private void belief(Belief belief) throws IOException {
            String type = belief.type().text();
            if (belief.type().names().stream().anyMatch(name -> name.equals("Tuple") || isClass(name))) {
                String declared = scope.typeOf(belief.value());
                refuse(!declared.equals(type) && !declared.equals("Optional[" + type + "]"), "unchecked_cast");
            }
            expression(belief.value());
        }
    }

    /** Whether it is one of the tensors and texts that lie beside the code. */
    private boolean isConstant(String path) {
        return path.matches("CONSTANTS\\.c\\d{1,9}") && Integer.parseInt(path.substring(11)) < constants;
    }

    private void refuse(boolean wrong, String name) throws IOException {
        if (wrong) {
            throw new IOException("its code (" + SourceWords.shown(record) + ") uses " + SourceWords.shown(name)
                    + ", which no segmentation network needs; nothing of it was run");
        }
    }
}
