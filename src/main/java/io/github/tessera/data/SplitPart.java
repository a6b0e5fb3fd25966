package io.github.tessera.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of a split, as list files name it. */
enum SplitPart {
    TRAIN("train", "training"),
    VALIDATION("validation", "val", "valid", "dev"),
    TEST("test", "testing"),
    /** Learnt from and validated on: the one image of a set of one. */
    BOTH("both");

    private final List<String> words;

    SplitPart(String... words) {
        this.words = List.of(words);
    }

    /** How Tessera writes it. */
    String word() {
        return words.get(0);
    }

    /** All words for it, in lower case. */
    List<String> words() {
        return words;
    }

    /** True if what is in this part is in that one. */
    boolean isIn(SplitPart part) {
        return this == part || (this == BOTH && part != TEST);
    }

    static Optional<SplitPart> of(String word) {
        return Arrays.stream(values())
                .filter(p -> p.words.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
