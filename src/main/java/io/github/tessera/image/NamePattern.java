package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files of a folder are meant, by their names: {@code *.tif}, or {@code plate1_*, plate2_*}. A star stands for anything, a question
 * mark for one character; case does not matter.
 *
 * @param globs a name that fits one of them is meant; none for all names
 */
public record NamePattern(List<Glob> globs) {
    /** All names. */
    public static final NamePattern ALL = new NamePattern(List.of());

    /**
     * One pattern.
     *
     * @param text as it was written
     * @param names what it stands for
     */
    public record Glob(String text, Pattern names) {
        private static Glob of(String text) {
            StringBuilder expression = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
            return new Glob(text, Pattern.compile(expression.toString(), flags));
        }

        private boolean matches(String name) {
            return names.matcher(name).matches();
        }

        /** Whether it says what names end in: *.lsm does, *.* and cell* do not. */
        private boolean tellsEnding() {
            return text.matches(".*\\.[^.*?]+");
        }
    }

    /** Copies the list. */
    public NamePattern {
        globs = List.copyOf(globs);
    }

    /**
     * Understands one pattern or several, with blanks or commas between them; nothing means all names.
     *
     * @throws TesseraException if a pattern has a folder in it
     */
    public static NamePattern parse(String text) {
        if (text.contains("/") || text.contains("\\")) {
            throw new TesseraException("The pattern \"" + text.strip()
                    + "\" has a folder in it: it is for names alone, such as *.tif; choose the folder as input.");
        }
        return new NamePattern(Arrays.stream(text.split("[\\s,;]+", -1))
                .filter(part -> !part.isEmpty())
                .map(Glob::of)
                .toList());
    }

    /** Whether a name is meant. */
    public boolean matches(String name) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
    }

    /** Whether a name is meant by a pattern that says its ending, so that whoever wrote it takes the file for an image. */
    boolean tellsEnding(String name) {
        return globs.stream().anyMatch(glob -> glob.tellsEnding() && glob.matches(name));
    }

    /** The patterns, as a sentence names them. */
    @Override
    public String toString() {
        return String.join(" or ", globs.stream().map(Glob::text).toList());
    }
}
