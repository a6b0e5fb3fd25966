package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceExpression.Attribute;
import io.github.tessera.torchscript.SourceExpression.Name;
import io.github.tessera.torchscript.SourceExpression.Parts;
import io.github.tessera.torchscript.SourceToken.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the classes and functions of one record of code, in the part of Python in which PyTorch writes archives: no decorators, no nested
 * functions, no comprehensions. What is not understood is refused.
 */
final class SourceParser {
    private static final Set<String> BASES = Set.of("Module", "NamedTuple", "Interface", "ModuleInterface", "Enum", "");

    private final SourceExpressions in;
    private final Map<String, SourceClass> classes = new LinkedHashMap<>();
    private final Map<String, SourceFunction> functions = new LinkedHashMap<>();

    /** Of the function that is read. */
    private Map<String, List<SourceExpression>> bindings = Map.of();

    private List<SourceExpression> expressions = List.of();

    private SourceParser(SourceExpressions in) {
        this.in = in;
    }

    /**
     * Reads a source.
     *
     * @throws IOException if it is not written as PyTorch writes networks
     */
    static SourceFile parse(String source) throws IOException {
        SourceExpressions in = new SourceExpressions(SourceLexer.tokens(source));
        SourceParser parser = new SourceParser(in);
        while (!in.sees(Kind.END)) {
            parser.declaration();
        }
        return new SourceFile(parser.classes, parser.functions, in.types());
    }

    private void declaration() throws IOException {
        if (in.sees(Kind.LINE)) {
            in.expect(Kind.LINE);
        } else if (in.takes("import")) {
            in.dottedName();
            in.expect(Kind.LINE);
        } else if (in.takes("op_version_set")) {
            in.expect("=");
            in.expect(Kind.NUMBER);
            in.expect(Kind.LINE);
        } else if (in.takes("class")) {
            SourceToken place = in.peek();
            SourceClass declared = classOf(in.name());
            once(classes, declared.name(), declared, place);
        } else {
            function(functions);
        }
    }

    /** Of two declarations of one name the engine could take the other one. */
    private static <T> void once(Map<String, T> all, String name, T value, SourceToken place) throws IOException {
        require(all.put(name, value) == null, place);
    }

    private static void require(boolean expected, SourceToken place) throws IOException {
        if (!expected) {
            throw place.unexpected();
        }
    }

    private SourceClass classOf(String name) throws IOException {
        SourceToken place = in.peek();
        String base = "";
        if (in.takes("(")) {
            base = in.name();
            in.expect(")");
        }
        require(BASES.contains(base), place);
        SourceClass declared = new SourceClass(name, base, new LinkedHashMap<>(), new LinkedHashMap<>());
        block();
        while (!end()) {
            member(declared);
        }
        return declared;
    }

    private void member(SourceClass of) throws IOException {
        SourceToken place = in.peek();
        if (place.is("def")) {
            function(of.methods());
            return;
        }
        if (!in.takes("pass")) {
            String name = in.name();
            if (name.equals("__annotations__") && in.takes("[")) {
                String attribute = in.expect(Kind.TEXT).text();
                in.expect("]");
                in.expect("=");
                once(of.attributes(), attribute, in.type(), place);
            } else if (in.takes(":")) {
                SourceType type = in.type();
                once(of.attributes(), name, type, place);
                boolean constant = type.name().equals(SourceClass.FINAL);
                if (constant || (of.base().equals("NamedTuple") && in.peek().is("="))) {
                    in.expect("=");
                    constant();
                }
            } else {
                in.expect("=");
                once(of.attributes(), name, SourceType.UNKNOWN, place);
                constant();
            }
        }
        in.expect(Kind.LINE);
    }

    /** A value that is made of no others. */
    private void constant() throws IOException {
        SourceToken place = in.peek();
        List<SourceExpression> open = new ArrayList<>(List.of(in.expression()));
        while (!open.isEmpty()) {
            SourceExpression last = open.remove(open.size() - 1);
            if (!(last instanceof Parts parts)) {
                throw place.unexpected();
            }
            open.addAll(parts.parts());
        }
    }

    private void function(Map<String, SourceFunction> into) throws IOException {
        SourceToken place = in.peek();
        int typesBefore = in.types().size();
        in.expect("def");
        String name = in.name();
        Map<String, String> parameters = new LinkedHashMap<>();
        bindings = new LinkedHashMap<>();
        expressions = new ArrayList<>();
        in.expect("(");
        while (!in.takes(")")) {
            parameter(parameters);
        }
        if (in.takes("->")) {
            in.type();
        }
        block();
        while (!end()) {
            statement();
        }
        List<SourceType> types =
                List.copyOf(in.types().subList(typesBefore, in.types().size()));
        once(into, name, new SourceFunction(name, parameters, bindings, expressions, types), place);
    }

    private void parameter(Map<String, String> parameters) throws IOException {
        SourceToken place = in.peek();
        String name = in.name();
        boolean typed = in.takes(":");
        require(typed || parameters.isEmpty(), place);
        once(parameters, name, typed ? in.type().text() : "", place);
        bind(name, null);
        if (in.takes("=")) {
            constant();
        }
        require(in.takes(",") || in.peek().is(")"), in.peek());
    }

    private void bind(String name, SourceExpression value) {
        bindings.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private void block() throws IOException {
        in.expect(":");
        in.expect(Kind.LINE);
        in.expect(Kind.INDENT);
    }

    private boolean end() throws IOException {
        return in.sees(Kind.DEDENT) && in.expect(Kind.DEDENT) != null;
    }

    private void statements() throws IOException {
        block();
        while (!end()) {
            statement();
        }
    }

    private void statement() throws IOException {
        if (in.takes("if")) {
            branches();
        } else if (in.takes("while")) {
            expressions.add(in.expression());
            statements();
        } else if (in.takes("for")) {
            loop();
        } else if (in.takes("with")) {
            expressions.add(in.expression());
            if (in.takes("as")) {
                bind(in.name(), null);
            }
            statements();
        } else {
            if (!in.takes("pass") && !in.takes("break") && !in.takes("continue")) {
                simple();
            }
            in.expect(Kind.LINE);
        }
    }

    private void branches() throws IOException {
        do {
            expressions.add(in.expression());
            statements();
        } while (in.takes("elif"));
        if (in.takes("else")) {
            statements();
        }
    }

    private void loop() throws IOException {
        do {
            bind(in.name(), null);
        } while (in.takes(","));
        in.expect("in");
        expressions.add(in.expression());
        statements();
    }

    private void simple() throws IOException {
        if (in.takes("return")) {
            if (!in.sees(Kind.LINE)) {
                expressions.addAll(values().all());
            }
            return;
        }
        if (in.takes("raise") || in.takes("assert")) {
            expressions.addAll(values().all());
            return;
        }
        SourceToken place = in.peek();
        Values targets = values();
        boolean typed = in.takes(":");
        if (typed) {
            in.type();
        }
        if (in.takes("=")) {
            Values values = values();
            SourceExpression value =
                    targets.one() && values.one() && !typed ? values.all().get(0) : null;
            for (SourceExpression target : targets.all()) {
                assign(target, value, place);
            }
            if (value == null || !(targets.all().get(0) instanceof Name)) {
                expressions.addAll(values.all());
            }
        } else if (typed) {
            throw place.unexpected();
        } else {
            expressions.addAll(targets.all());
        }
    }

    /** To a variable, which gets the value if that is one alone, or to an attribute, which is looked at like one that is read. */
    private void assign(SourceExpression target, SourceExpression value, SourceToken place) throws IOException {
        if (target instanceof Name name) {
            bind(name.name(), value);
        } else if (target instanceof Attribute) {
            expressions.add(target);
        } else {
            throw place.unexpected();
        }
    }

    /**
     * Values with commas between them.
     *
     * @param one whether it is one without a comma: not a tuple
     */
    private record Values(List<SourceExpression> all, boolean one) {}

    private Values values() throws IOException {
        List<SourceExpression> all = new ArrayList<>(List.of(in.expression()));
        boolean comma = false;
        while (in.takes(",")) {
            comma = true;
            if (in.sees(Kind.LINE) || in.peek().is("=")) {
                break;
            }
            all.add(in.expression());
        }
        return new Values(all, !comma);
    }
}
