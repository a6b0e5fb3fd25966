package io.github.tessera.command;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * The second argument of a macro's {@code run}, taken apart: {@code key=value}, {@code key=[a value [with] blanks]}, {@code key='value'} or a
 * bare {@code key}.
 */
final class MacroOptions {
    /** One option as written; the value is null for a bare key. */
    record Option(String key, String value) {}

    private final String text;
    private int at;

    private MacroOptions(String text) {
        this.text = text;
    }

    /**
     * Takes options apart, in the order they are written.
     *
     * @throws TesseraException where a bracket or quote is not closed, or a value has no key
     */
    static List<Option> parse(String text) {
        return new MacroOptions(text).all();
    }

    private List<Option> all() {
        List<Option> options = new ArrayList<>();
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            options.add(next());
        }
        return options;
    }

    private Option next() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        if (key.isEmpty() || key.contains("[") || key.contains("]")) {
            throw new TesseraException("The options hold \"" + (key.isEmpty() ? text.substring(start) : key).strip()
                    + "\" where a key is expected: write key=value, and put a value with blanks into [ ].");
        }
        if (at == text.length() || text.charAt(at) != '=') {
            return new Option(key, null);
        }
        at++;
        return new Option(key, value(key));
    }

    private String value(String key) {
        char first = at < text.length() ? text.charAt(at) : ' ';
        int start = at;
        if (first == '[') {
            int end = closing(key);
            at = end + 1;
            return text.substring(start + 1, end);
        }
        if (first == '\'') {
            int end = text.indexOf('\'', start + 1);
            if (end < 0) {
                throw new TesseraException("The value of \"" + key + "\" has an opening ' and no closing one.");
            }
            at = end + 1;
            return text.substring(start + 1, end);
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private int closing(String key) {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new TesseraException("The value of \"" + key + "\" has a [ without its ].");
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
