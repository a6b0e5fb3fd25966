package io.github.tessera.data;

import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Copies of an image whose pixels are moved and never computed: flips and quarter turns, by the names that NumPy has for them. */
public enum ExactCopy implements Choice {
    /** Rows in reverse order. */
    FLIPUD("Top for bottom", 2),
    /** Columns in reverse order. */
    FLIPLR("Left for right", 1),
    /** Counter-clockwise, as {@code rot90}. */
    TURN90("A quarter to the left", 5),
    /** Upside down, not mirrored. */
    TURN180("Half a turn", 3),
    /** Clockwise by a quarter. */
    TURN270("A quarter to the right", 6);

    private final String label;
    private final int code;

    ExactCopy(String label, int code) {
        this.label = label;
        this.code = code;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which {@link Turn} it is. */
    int code() {
        return code;
    }

    /**
     * Reads words with commas, such as {@code flipud, fliplr}.
     *
     * @return each at most once, in the order of this list; empty for a blank text
     * @throws TesseraException naming a word that is not known, and the choices
     */
    public static List<ExactCopy> parse(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                .map(word -> one(word.strip()))
                .distinct()
                .sorted()
                .toList();
    }

    private static ExactCopy one(String word) {
        return Arrays.stream(values())
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TesseraException("The exact copy \"" + word + "\" is not known; choose from "
                        + Arrays.stream(values()).map(Choice::word).collect(Collectors.joining(", "))
                        + ", joined by commas."));
    }
}
