package io.github.tessera.data.broken;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a message to a user must be like: one plain sentence that names the file, or the words that were written, and the cure. */
final class PlainSentence {
    private static final int LONGEST = 420;

    /** What only programmers know. */
    private static final Pattern JARGON = Pattern.compile(
            "\\bnull\\b|Exception|[a-z]Error\\b|\\bjava[x.]|\\b(io|ij|net|ai)\\.[a-z]+\\.|Optional[\\[.]|@[0-9a-f]{5,}"
                    + "|\\bat [\\w.$]+\\(|-1 bytes");

    private static final Pattern CURE =
            Pattern.compile("[;:,(].*\\b(add|ask|change|check|choose|convert|copy|cut|delete|draw"
                    + "|export|give|join|keep|leave|make|mend|name|number|put|rename|save|set|take|tick|use|write)\\b");

    private static final Pattern SECOND_SENTENCE = Pattern.compile("[.!?] +[A-Z]");
    private static final Pattern SLIP = Pattern.compile(
            "  |;\\.|(?<!\\.\\.)\\.\\)|\\.\\.$|,,| ,|\\( | \\)|\\(\\)|\\b(?<! x )1 (slice|layer|channel|image|file|corner)s\\b|\\s$");

    private PlainSentence() {}

    /**
     * Checks a message.
     *
     * @param folder whatever its path holds is not looked at
     * @param named what the message must hold
     */
    static void require(String message, Path folder, List<String> named) {
        for (String name : named) {
            assertTrue(message.contains(name), "does not name " + name + ": " + message);
        }
        String text = message.replace(folder.toString(), "F");
        for (String name : named) {
            text = text.replace(name, "it");
        }
        assertTrue(text.endsWith("."), "no full stop: " + message);
        assertTrue(
                Character.isUpperCase(message.charAt(0)) || message.startsWith(folder.toString()),
                "no capital letter: " + message);
        assertTrue(text.length() <= LONGEST, "too long: " + message);
        assertFalse(text.lines().count() > 1, "several lines: " + message);
        assertFalse(JARGON.matcher(text).find(), "jargon: " + message);
        assertFalse(SECOND_SENTENCE.matcher(text).find(), "several sentences: " + message);
        assertFalse(SLIP.matcher(text).find(), "badly set: " + message);
        assertTrue(CURE.matcher(text).find(), "no cure: " + message);
        assertTrue(count(text, '(') == count(text, ')'), "parentheses: " + message);
        assertTrue(count(text, '"') % 2 == 0, "quotes: " + message);
    }

    private static long count(String text, char letter) {
        return text.chars().filter(c -> c == letter).count();
    }
}
