package io.github.tessera.natives;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * File names and their SHA-256, as {@code sha256sum} writes them: a line each, the hash, blanks, the name.
 *
 * @param sums lower-case hashes by name
 */
record ChecksumList(Map<String, String> sums) {
    ChecksumList {
        sums = Map.copyOf(sums);
    }

    /** Of the jars with libraries that Maven Central has. */
    static ChecksumList published() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ChecksumList.class.getResourceAsStream("SHA256SUMS"), StandardCharsets.UTF_8))) {
            return of(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a list; lines that are none are passed over. */
    static ChecksumList of(Iterable<String> lines) {
        Map<String, String> sums = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+\\*?", 2);
            if (parts.length == 2 && parts[0].matches("[0-9a-fA-F]{64}")) {
                sums.put(parts[1], parts[0].toLowerCase(Locale.ROOT));
            }
        }
        return new ChecksumList(sums);
    }

    /** What a file's must be, if it is in the list. */
    Optional<String> of(String name) {
        return Optional.ofNullable(sums.get(name));
    }
}
