package io.github.tessera.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A line of a table with commas between its cells; a text is in quotation marks, and those in it are doubled. */
final class CsvLine {
    private CsvLine() {}

    /** The line of these cells, with its end; texts in quotation marks, numbers as they are, empty cells for null. */
    static String of(Object... cells) {
        return Arrays.stream(cells).map(CsvLine::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(Object value) {
        return value == null
                ? ""
                : value instanceof String text
                        ? '"' + text.replaceAll("\\R", " ").replace("\"", "\"\"") + '"'
                        : value.toString();
    }

    /** The cells of a line, without their quotation marks. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
