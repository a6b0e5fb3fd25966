package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceExpression.Attribute;
import io.github.tessera.torchscript.SourceExpression.Belief;
import io.github.tessera.torchscript.SourceExpression.Call;
import io.github.tessera.torchscript.SourceExpression.Name;
import io.github.tessera.torchscript.SourceExpression.Parts;
import io.github.tessera.torchscript.SourceToken.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads expressions and types. Operators are not told apart: whatever their order, they reach for what their operands reach for. */
final class SourceExpressions {
    private final List<SourceToken> tokens;
    private final List<SourceType> types = new ArrayList<>();
    private int at;

    SourceExpressions(List<SourceToken> tokens) {
        this.tokens = tokens;
    }

    /** All types read so far. */
    List<SourceType> types() {
        return types;
    }

    SourceToken peek() {
        return tokens.get(at);
    }

    boolean sees(Kind kind) {
        return peek().kind() == kind;
    }

    boolean takes(String word) {
        return takes(peek().is(word));
    }

    private boolean takes(boolean wanted) {
        at += wanted ? 1 : 0;
        return wanted;
    }

    void expect(String word) throws IOException {
        if (!takes(word)) {
            throw peek().unexpected();
        }
    }

    SourceToken expect(Kind kind) throws IOException {
        if (!sees(kind)) {
            throw peek().unexpected();
        }
        return tokens.get(at++);
    }

    String name() throws IOException {
        if (SourceWords.KEYWORDS.contains(peek().text())) {
            throw peek().unexpected();
        }
        return expect(Kind.NAME).text();
    }

    /** {@code a.b.c} */
    String dottedName() throws IOException {
        StringBuilder path = new StringBuilder(name());
        while (takes(".")) {
            path.append('.').append(name());
        }
        return path.toString();
    }

    /** A type, which is remembered. */
    SourceType type() throws IOException {
        SourceType type = innerType();
        types.add(type);
        return type;
    }

    private SourceType innerType() throws IOException {
        if (takes("None")) {
            return new SourceType("None", List.of());
        }
        if (takes("(")) { // what a tuple without parts has in its brackets
            expect(")");
            return new SourceType("()", List.of());
        }
        String name = dottedName();
        List<SourceType> parts = new ArrayList<>();
        if (takes("[")) {
            do {
                parts.add(innerType());
                separator("]");
            } while (!takes("]"));
        }
        return new SourceType(name, parts);
    }

    /** A comma, which may be left out before the end. */
    private void separator(String end) throws IOException {
        if (!takes(",") && !peek().is(end)) {
            throw peek().unexpected();
        }
    }

    /** {@code a if c else b}, and all that binds closer. */
    SourceExpression expression() throws IOException {
        List<SourceExpression> parts = new ArrayList<>(List.of(operands()));
        while (takes("if")) {
            parts.add(operands());
            expect("else");
            parts.add(operands());
        }
        return parts.size() == 1 ? parts.get(0) : new Parts(parts);
    }

    private SourceExpression operands() throws IOException {
        List<SourceExpression> parts = new ArrayList<>();
        boolean signed = false;
        do {
            while (SourceWords.SIGNS.contains(peek().text()) && takes(peek().text())) {
                signed = true;
            }
            parts.add(operand());
        } while (operator());
        return parts.size() == 1 && !signed ? parts.get(0) : new Parts(parts);
    }

    private boolean operator() throws IOException {
        if (takes("is")) {
            takes("not");
            return true;
        }
        if (takes("not")) {
            expect("in");
            return true;
        }
        return SourceWords.OPERATORS.contains(peek().text()) && takes(peek().text());
    }

    private SourceExpression operand() throws IOException {
        SourceExpression value = head();
        while (true) {
            if (takes(".")) {
                value = new Attribute(value, name());
            } else if (takes("(")) {
                value = new Call(value, arguments());
            } else if (takes("[")) {
                value = new Parts(List.of(value, new Parts(items("]"))));
            } else {
                return value;
            }
        }
    }

    private SourceExpression head() throws IOException {
        if (takes(sees(Kind.NAME) && SourceWords.CONSTANTS.contains(peek().text())) || takes(sees(Kind.NUMBER))) {
            return new Parts(List.of());
        }
        if (sees(Kind.TEXT)) {
            while (takes(sees(Kind.TEXT))) {
                // texts that follow each other are one
            }
            return new Parts(List.of());
        }
        if (takes("(")) {
            return bracket();
        }
        if (takes("[")) {
            return new Parts(items("]"));
        }
        if (takes("{")) {
            return new Parts(items("}"));
        }
        String name = name();
        return peek().is("(") ? special(name) : new Name(name);
    }

    /** What looks like a call, and has a type or a name in its brackets. */
    private SourceExpression special(String name) throws IOException {
        switch (name) {
            case "getattr" -> {
                expect("(");
                SourceExpression of = expression();
                expect(",");
                return attribute(of);
            }
            case "uninitialized" -> {
                expect("(");
                type();
                takes(",");
                expect(")");
                return new Parts(List.of());
            }
            case "annotate", "unchecked_cast" -> {
                expect("(");
                SourceType type = type();
                expect(",");
                List<SourceExpression> values = arguments();
                if (values.size() != 1) {
                    throw peek().unexpected();
                }
                return name.equals("annotate") ? new Parts(values) : new Belief(type, values.get(0));
            }
            case "isinstance" -> {
                expect("(");
                SourceExpression value = expression();
                expect(",");
                kinds();
                takes(",");
                expect(")");
                return new Parts(List.of(value));
            }
            default -> {
                return new Name(name);
            }
        }
    }

    /** The name of an attribute as a text: as it is, in one piece. */
    private SourceExpression attribute(SourceExpression of) throws IOException {
        SourceToken name = expect(Kind.TEXT);
        boolean module = of.dotted().isEmpty() || SourceScope.isModule(of);
        if (module || name.text().contains("\\")) {
            throw name.unexpected();
        }
        takes(",");
        expect(")");
        return new Attribute(of, name.text());
    }

    private void kinds() throws IOException {
        String end = takes("[") ? "]" : takes("(") ? ")" : "";
        type();
        while (!end.isEmpty() && !takes(end)) {
            separator(end);
            if (!peek().is(end)) {
                type();
            }
        }
    }

    /** What stands in round brackets: a value, a tuple, or nothing. */
    private SourceExpression bracket() throws IOException {
        if (takes(")")) {
            return new Parts(List.of());
        }
        SourceExpression first = expression();
        if (takes(")")) {
            return first;
        }
        List<SourceExpression> all = new ArrayList<>(List.of(first));
        separator(")");
        all.addAll(items(")"));
        return new Parts(all);
    }

    /** Values, or pairs with a colon between them, up to a closing bracket. */
    private List<SourceExpression> items(String end) throws IOException {
        List<SourceExpression> items = new ArrayList<>();
        while (!takes(end)) {
            items.add(expression());
            if (takes(":")) {
                items.add(expression());
            }
            separator(end);
        }
        return items;
    }

    private List<SourceExpression> arguments() throws IOException {
        List<SourceExpression> arguments = new ArrayList<>();
        while (!takes(")")) {
            if (tokens.get(at + 1).is("=")) {
                name();
                expect("=");
            }
            arguments.add(expression());
            separator(")");
        }
        return arguments;
    }
}
