package io.github.tessera.view;

import java.util.List;
import java.util.Locale;

/** Numbers as a page for people has them. */
public final class Numbers {
    private static final double MINUTE = 60;

    private Numbers() {}

    /** Three decimals, or a dash where nothing was there to be measured. */
    static String score(double value) {
        return Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A share of a whole in percent. */
    static String percent(double share) {
        return Double.isNaN(share)
                ? "\u2013"
                : String.format(Locale.ROOT, share < 0.1 ? "%.2f %%" : "%.1f %%", 100 * share);
    }

    /** Of a test: four decimals, or below what they can show. */
    static String probability(double p) {
        return p < 0.00005 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String duration(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.0f seconds", seconds);
        }
        double minutes = seconds / MINUTE;
        return minutes < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.0f minutes", minutes)
                : String.format(Locale.ROOT, "%.1f hours", minutes / MINUTE);
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
