package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KEYS = List.of("images", "masks", "model", "steps", "classvalue");

    @Test
    void countsInsertedDeletedAndExchangedLetters() {
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(4, Nearest.distance("", "abcd"));
        assertEquals(0, Nearest.distance("same", "same"));
    }

    @Test
    void findsTheMistypedWord() {
        assertEquals(Optional.of("model"), Nearest.to("modl", KEYS));
        assertEquals(Optional.of("images"), Nearest.to("imagse", KEYS));
        assertEquals(Optional.of("steps"), Nearest.to("step", KEYS));
        assertEquals(Optional.of("masks"), Nearest.to("Mask", KEYS));
        assertEquals(Optional.of("classvalue"), Nearest.to("class", KEYS));
    }

    @Test
    void suggestsNothingForAStrangeWord() {
        assertEquals(Optional.empty(), Nearest.to("zzzzzz", KEYS));
        assertEquals(Optional.empty(), Nearest.to("m", List.of("images")));
    }
}
