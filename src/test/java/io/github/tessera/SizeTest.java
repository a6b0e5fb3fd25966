package io.github.tessera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay one thing each. */
class SizeTest {
    private static final int MOST_LINES = 300;

    @Test
    void sourcesAreShortAndFinished() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > MOST_LINES) {
                    wrong.add(file + " has " + lines.size() + " lines");
                }
                if (lines.stream()
                        .anyMatch(l -> l.contains("\t") || l.contains("TO" + "DO") || l.contains("FIX" + "ME"))) {
                    wrong.add(file + " has a tab or an unfinished mark");
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
