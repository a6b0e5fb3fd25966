package io.github.tessera.torchscript;

import java.io.IOException;
import java.util.Set;

/**
 * The source of an archive's classes, which the engine compiles and runs: looked through for the operators that reach beyond tensors, and
 * for expressions so deep that the engine's compiler, one call within another, would take Java down with it.
 *
 * <p>Of all operators in PyTorch 2.7.1's libraries two take the name of a file, {@code aten::save} and {@code aten::from_file}; the
 * classes below {@code torch.classes} are PyTorch's own, not those of a network. All are reached by a name behind a dot, or by such a name
 * as a text in {@code getattr}, which the engine joins from texts that follow each other.
 */
final class ModuleSource {
    private static final Set<String> FILES = Set.of("save", "from_file");
    private static final String CLASSES = "classes";

    /** What getattr may not look into; a bracket could stand around it. */
    private static final Set<String> NAMESPACES = Set.of("torch", "__torch__", "ops", "(");

    private final String record;
    private final String source;
    private int at;
    private String last = "";
    private String beforeLast = "";
    private final SourceNesting nesting = new SourceNesting();
    private boolean afterText;

    private ModuleSource(String record, String source) {
        this.record = record;
        this.source = source;
    }

    /**
     * Looks through a source.
     *
     * @param record its name, for the message
     * @throws IOException if it reaches for files or for PyTorch's own classes, or is nested deeper than a network's
     */
    static void require(String record, String source) throws IOException {
        new ModuleSource(record, source).read();
    }

    private void read() throws IOException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                skipLine();
            } else if (c == '\\') {
                at += source.startsWith("\n", at + 1) ? 2 : 1; // at a line's end it joins the next one
            } else if (c == '\n') {
                at++;
                endLine();
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                text(c);
            } else if (isLetter(c)) {
                name();
            } else {
                at++;
                remember(String.valueOf(c));
            }
        }
    }

    private static boolean isLetter(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private void skipLine() {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
    }

    private void remember(String token) throws IOException {
        boolean looked = last.equals("(") && beforeLast.equals("getattr");
        refuse(looked && NAMESPACES.contains(token), "getattr");
        beforeLast = last;
        last = token;
        afterText = false;
        nesting.add(token);
    }

    private void endLine() throws IOException {
        int start = at;
        while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
            at++;
        }
        nesting.endLine(at - start);
    }

    private void name() throws IOException {
        int start = at;
        while (at < source.length() && isLetter(source.charAt(at))) {
            at++;
        }
        String name = source.substring(start, at);
        if (last.equals(".")) {
            refuse(FILES.contains(name), name);
            refuse(name.equals(CLASSES) && !beforeLast.equals("self"), name);
        }
        remember(name);
    }

    /** A text may be the name that {@code getattr} looks for, whatever signs it is written with. */
    private void text(char quote) throws IOException {
        String triple = String.valueOf(quote).repeat(3);
        String end = source.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        StringBuilder text = new StringBuilder();
        while (at < source.length() && !source.startsWith(end, at)) {
            text.append(source.charAt(at) == '\\' ? escaped() : source.charAt(at++));
        }
        at += end.length();
        if (afterText) {
            last += text;
        } else {
            remember(text.toString());
        }
        afterText = true;
        refuse(FILES.contains(last) || last.equals(CLASSES), last);
    }

    private char escaped() {
        int digits = 1;
        int radix = 8;
        if (source.startsWith("x", at + 1)) {
            digits = 2;
            radix = 16;
        }
        int end = at + digits;
        int value = 0;
        int most = radix == 16 ? 2 : 3;
        int count = 0;
        while (count < most && end < source.length() && Character.digit(source.charAt(end), radix) >= 0) {
            value = radix * value + Character.digit(source.charAt(end), radix);
            end++;
            count++;
        }
        if (count == 0) {
            char plain = at + 1 < source.length() ? source.charAt(at + 1) : '\\';
            at += 2;
            return plain;
        }
        at = end;
        return (char) value;
    }

    private void refuse(boolean wrong, String name) throws IOException {
        if (wrong) {
            throw new IOException("its code (" + record.replaceAll("[^\\w./]", "?") + ") uses " + name
                    + ", which reaches for files or for PyTorch itself; nothing of it was run");
        }
    }
}
