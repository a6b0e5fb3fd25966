package io.github.tessera.view;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Paths in a text that is shown to strangers: of those inside a known folder the rest, of others the last name, and nobody's name.
 *
 * @param known what known folders are called
 * @param user whose name does not appear; may be empty
 * @param whole whether paths are shown as they are
 */
record ShownPaths(Map<Path, String> known, String user, boolean whole) {
    /** Two names at least, not behind a known folder's name; of any system, for a message may be of another. */
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w<>.~])(?:[A-Za-z]:)?(?:[/\\\\][^/\\\\:;,()\"'\\n]+)+[/\\\\]([^/\\\\:;,()\"'\\s]+)");

    /** Of a folder's name. */
    private static final String END = "(?=[/\\\\:;,()\\[\\]<>\"'\\s]|\\.?(?:\\s|$))";

    /** Shorter ones are parts of words. */
    private static final int SHORTEST_NAME = 3;

    ShownPaths {
        // The root, which is home to users without a name, would name every path.
        known = known.entrySet().stream()
                .filter(folder -> folder.getKey().getNameCount() > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A path as it is shown. */
    String of(Path path) {
        if (whole) {
            return path.toString();
        }
        return known.entrySet().stream()
                .filter(folder -> path.startsWith(folder.getKey()))
                .max((a, b) ->
                        Integer.compare(a.getKey().getNameCount(), b.getKey().getNameCount()))
                .map(folder -> folder.getValue() + "/"
                        + folder.getKey().relativize(path).toString().replace('\\', '/'))
                .orElseGet(() -> ".../" + path.getFileName());
    }

    /** A text of others, such as an environment variable: a list of paths or a message with paths in it. */
    String in(String text) {
        if (whole) {
            return text;
        }
        String shown = text;
        for (Map.Entry<Path, String> folder : known.entrySet().stream()
                .sorted(Comparator.comparing(f -> -f.getKey().getNameCount()))
                .toList()) {
            shown = Pattern.compile(Pattern.quote(folder.getKey().toString()) + END)
                    .matcher(shown)
                    .replaceAll(Matcher.quoteReplacement(folder.getValue()));
        }
        shown = PATH.matcher(shown).replaceAll(".../$1");
        return user.length() < SHORTEST_NAME ? shown : shown.replace(user, "<user>");
    }
}
