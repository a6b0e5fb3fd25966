package io.github.tessera.torchscript;

import io.github.tessera.torchscript.SourceToken.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a source into tokens where the engine does. PyTorch writes neither comments nor tabs, joined lines or letters beyond ASCII outside
 * of texts; where there are any, two readers could see two programs, so they are refused.
 */
final class SourceLexer {
    private static final Pattern TOKEN = Pattern.compile("(?<name>[A-Za-z_]\\w*)"
            + "|(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?j?)"
            + "|(?<sign>->|==|!=|<=|>=|//|\\*\\*|<<|>>|[-()\\[\\]{},:.=+*/%@&|^<>~])");

    private final String source;
    private final Matcher matcher;
    private final SourceNesting nesting = new SourceNesting();
    private final Deque<Integer> blocks = new ArrayDeque<>(List.of(0));
    private final List<SourceToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int brackets;

    private SourceLexer(String source) {
        this.source = source;
        matcher = TOKEN.matcher(source);
    }

    /**
     * The tokens of a source, the last of which is its end.
     *
     * @throws IOException if there is what PyTorch does not write; the message says where
     */
    static List<SourceToken> tokens(String source) throws IOException {
        SourceLexer lexer = new SourceLexer(source);
        lexer.read();
        return lexer.tokens;
    }

    private void read() throws IOException {
        block();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ' ') {
                at++;
            } else if (c == '\n') {
                endLine();
            } else if (c == '"' || c == '\'') {
                text(c);
            } else {
                word();
            }
        }
        if (brackets > 0) {
            throw unexpected();
        }
        add(Kind.LINE, "");
        while (blocks.size() > 1) {
            blocks.pop();
            add(Kind.DEDENT, "");
        }
        add(Kind.END, "");
    }

    private void endLine() throws IOException {
        at++;
        if (brackets == 0) {
            add(Kind.LINE, "");
        }
        line++;
        if (brackets == 0) {
            block();
        }
    }

    /** Where a line begins, its spaces say in which block; an empty one says nothing. */
    private void block() throws IOException {
        int start = at;
        while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\n')) {
            if (source.charAt(at++) == '\n') {
                start = at;
                line++;
            }
        }
        int indent = at < source.length() ? at - start : 0;
        nesting.endLine(indent);
        if (indent > blocks.peek()) {
            blocks.push(indent);
            add(Kind.INDENT, "");
        }
        while (indent < blocks.peek()) {
            blocks.pop();
            add(Kind.DEDENT, "");
        }
        if (indent != blocks.peek()) {
            throw unexpected();
        }
    }

    private void word() throws IOException {
        if (!matcher.region(at, source.length()).lookingAt()) {
            throw unexpected();
        }
        at = matcher.end();
        String word = matcher.group();
        if (matcher.group("name") != null) {
            add(Kind.NAME, word);
        } else if (matcher.group("number") != null) {
            add(Kind.NUMBER, word);
        } else {
            brackets += "([{".contains(word) ? 1 : ")]}".contains(word) ? -1 : 0;
            if (brackets < 0) {
                throw unexpected();
            }
            add(Kind.SIGN, word);
        }
        nesting.add(word);
    }

    /** A text between single quotation marks on one line: PyTorch writes no other. */
    private void text(char quote) throws IOException {
        int stop = at + 1;
        while (stop < source.length() && source.charAt(stop) != quote && source.charAt(stop) != '\n') {
            stop += source.charAt(stop) == '\\' && !source.startsWith("\n", stop + 1) ? 2 : 1;
        }
        boolean triple = source.startsWith(String.valueOf(quote).repeat(3), at);
        if (triple || stop >= source.length() || source.charAt(stop) != quote) {
            throw unexpected();
        }
        String text = source.substring(at + 1, stop);
        add(Kind.TEXT, text);
        nesting.add(text);
        at = stop + 1;
    }

    private void add(Kind kind, String text) {
        tokens.add(new SourceToken(kind, text, line));
    }

    private IOException unexpected() {
        return new SourceToken(Kind.END, "", line).unexpected();
    }
}
