package io.github.tessera.view;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text without the folders of this computer, which are nobody else's business: of a path its last name is left.
 *
 * @param known folders whose paths may occur, blanks and all; of others a path ends at a blank
 */
public record PathFree(List<Path> known) {
    private static final Pattern UNIX = Pattern.compile("(?<![\\w./:])/(?:[^\\s/\"]+/)+");
    private static final Pattern WINDOWS = Pattern.compile("\\b[A-Za-z]:\\\\(?:[^\\s\\\\\"]+\\\\)+");

    public PathFree {
        known = known.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .filter(path -> path.getParent() != null)
                .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                .toList();
    }

    /** The text without them. */
    public String of(String text) {
        String free = text;
        for (Path path : known) {
            String parent = path.getParent().toString();
            String separator = path.getFileSystem().getSeparator();
            free = free.replace(parent.endsWith(separator) ? parent : parent + separator, "");
        }
        Matcher windows = WINDOWS.matcher(free);
        return UNIX.matcher(windows.replaceAll("")).replaceAll("");
    }
}
