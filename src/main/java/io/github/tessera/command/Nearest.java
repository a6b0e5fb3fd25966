package io.github.tessera.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody who mistyped may have meant. */
final class Nearest {
    private Nearest() {}

    /** The candidate fewest letters away (at most a third of the word, at least one), or one that begins like it; ignoring case. */
    static Optional<String> to(String word, Collection<String> candidates) {
        String w = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, w.length() / 3);
        return candidates.stream()
                .filter(c ->
                        distance(w, c.toLowerCase(Locale.ROOT)) <= allowed || beginsLike(w, c.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt(c -> distance(w, c.toLowerCase(Locale.ROOT))));
    }

    private static boolean beginsLike(String word, String candidate) {
        boolean longer = candidate.length() > 2 && word.startsWith(candidate);
        return longer || (word.length() > 2 && candidate.startsWith(word));
    }

    /** Levenshtein's distance: letters to insert, delete or exchange. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
