package io.github.tessera.data;

import io.github.tessera.data.ClassTable.Entry;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a table of classes from a text or CSV file.
 *
 * <p>A line a class, in the order of their numbers in index masks, from 0: a name alone, or a name and a colour in either order, as
 * {@code #800000} or as three numbers {@code 128 0 0}, with blanks, tabs, commas or semicolons between. Empty lines and a line of
 * column headings are passed over. A class named ignore is not learnt from. Either all lines have a colour or none.
 */
public final class ClassTableFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final String GAP = "[\\s,;]+";
    private static final String RGB = "(\\d{1,3})" + GAP + "(\\d{1,3})" + GAP + "(\\d{1,3})";
    private static final String HEX = "#([0-9A-Fa-f]{6})";
    private static final Pattern NAME_HEX = Pattern.compile("(.+?)" + GAP + HEX);
    private static final Pattern HEX_NAME = Pattern.compile(HEX + GAP + "(.+)");
    private static final Pattern NAME_RGB = Pattern.compile("(.+?)" + GAP + RGB);
    private static final Pattern RGB_NAME = Pattern.compile(RGB + GAP + "(.+)");
    private static final Pattern EDGES = Pattern.compile("^[\\s,;]+|[\\s,;]+$");
    private static final Pattern WORD = Pattern.compile("[^\\s,;]+");
    private static final Set<String> NAME_HEADINGS = Set.of("name", "class", "label");
    private static final Set<String> COLOUR_HEADINGS =
            Set.of("colour", "color", "hex", "rgb", "r", "g", "b", "red", "green", "blue");

    private ClassTableFile() {}

    /**
     * Reads a file.
     *
     * @throws TesseraException naming file, line and cure if it is no such table
     */
    public static ClassTable read(Path file) {
        List<Entry> entries = new ArrayList<>();
        Map<Integer, String> taken = new HashMap<>();
        int coloured = 0;
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            String content = EDGES.matcher(line).replaceAll("");
            if (content.isEmpty() || (entries.isEmpty() && isHeading(content))) {
                continue;
            }
            Line read = Line.of(content, "Line " + number + " of the class table " + file);
            if (read.colour() >= 0) {
                coloured++;
                String other = taken.put(read.colour(), read.name());
                if (other != null) {
                    throw new TesseraException("Line " + number + " of the class table " + file + " gives \""
                            + read.name() + "\" the colour " + ClassTable.written(read.colour()) + " of \"" + other
                            + "\"; give each class a colour of its own.");
                }
            }
            if (coloured != 0 && coloured != entries.size() + 1) {
                throw new TesseraException("Line " + number + " of the class table " + file + ", \"" + content
                        + "\", has " + (read.colour() < 0 ? "no colour" : "a colour")
                        + ", unlike the lines before it; give all classes colours or none.");
            }
            entries.add(new Entry(read.name(), read.colour(), entries.size()));
        }
        return table(file, entries, coloured > 0);
    }

    private static ClassTable table(Path file, List<Entry> entries, boolean coloured) {
        List<Integer> standard = Palette.standard().colours();
        List<Entry> shown = coloured
                ? entries
                : entries.stream()
                        .map(e -> new Entry(e.name(), standard.get(e.value() % standard.size()), e.value()))
                        .toList();
        try {
            ClassTable table = new ClassTable(shown, coloured);
            if (table.size() < 2) {
                throw new TesseraException("There is one class only; name at least two.");
            }
            return table;
        } catch (TesseraException e) {
            throw new TesseraException("The class table " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file)) {
                throw new TesseraException("There is no file " + file
                        + " with a table of classes; choose a text file with a line for each class.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new TesseraException("The file " + file
                        + " is too large for a table of classes; choose a text file with a line for each class.");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TesseraException("The class table " + file + " cannot be read; check the file.", e);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // Spreadsheets on Windows write umlauts so.
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        if (text.indexOf('\0') >= 0) {
            throw new TesseraException(
                    "The class table " + file + " is no text; save it as text (CSV) with a line for each class.");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Red, green and blue alone may well be names of classes, so a heading must hold the word name, class or label. */
    private static boolean isHeading(String content) {
        List<String> words = WORD.matcher(content.toLowerCase(Locale.ROOT).replace("\"", ""))
                .results()
                .map(MatchResult::group)
                .toList();
        return words.stream().anyMatch(NAME_HEADINGS::contains)
                && words.stream().allMatch(w -> NAME_HEADINGS.contains(w) || COLOUR_HEADINGS.contains(w));
    }

    /** One line; the colour is below 0 where there is none. */
    private record Line(String name, int colour) {
        static Line of(String content, String where) {
            String bare = content.replace("\"", "");
            Matcher m = NAME_HEX.matcher(bare);
            if (m.matches()) {
                return new Line(m.group(1), Integer.parseInt(m.group(2), 16));
            }
            m = HEX_NAME.matcher(bare);
            if (m.matches()) {
                return new Line(m.group(2), Integer.parseInt(m.group(1), 16));
            }
            m = NAME_RGB.matcher(bare);
            if (m.matches()) {
                return new Line(m.group(1), rgb(m, 2, where));
            }
            m = RGB_NAME.matcher(bare);
            if (m.matches()) {
                return new Line(m.group(4), rgb(m, 1, where));
            }
            if (bare.startsWith("#") || bare.contains(",") || bare.contains(";") || bare.contains("\t")) {
                throw new TesseraException(
                        where + ", \"" + content
                                + "\", is neither a name nor a name and a colour; write it as: nucleus, #FF0000 or nucleus, 255, 0, 0.");
            }
            return new Line(bare, -1);
        }

        private static int rgb(Matcher m, int first, String where) {
            int colour = 0;
            for (int i = first; i < first + 3; i++) {
                int part = Integer.parseInt(m.group(i));
                if (part > 255) {
                    throw new TesseraException(
                            where + " holds the number " + part + "; write colours as numbers from 0 to 255.");
                }
                colour = colour << 8 | part;
            }
            return colour;
        }
    }
}
