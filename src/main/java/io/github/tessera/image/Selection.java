package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of an image's channels, slices or frames are taken.
 *
 * @param rule how it is said
 * @param ranges of numbers from 1, in the order in which they were given; none unless the rule is {@link Rule#LISTED}
 */
public record Selection(Rule rule, List<Range> ranges) {
    /** Takes everything. */
    public static final Selection ALL = new Selection(Rule.ALL, List.of());

    /** Takes what is shown. */
    public static final Selection CURRENT = new Selection(Rule.CURRENT, List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

    /** How it is said what is taken. */
    public enum Rule {
        ALL,
        CURRENT,
        LISTED
    }

    /** Numbers from the first to the last, both among them. */
    public record Range(int first, int last) {}

    /** Copies the list. */
    public Selection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Understands "all", "current" (not for channels, which are shown together), or numbers and ranges: "1,3", "1-10, 5".
     *
     * @param what of the image is chosen: "channels", "slices" or "frames"
     * @throws TesseraException if it is none of these
     */
    static Selection parse(String text, String what, boolean hasCurrent) {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals("all")) {
            return ALL;
        }
        if (word.equals("current") && hasCurrent) {
            return CURRENT;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            Matcher range = RANGE.matcher(part.trim());
            if (!range.matches()) {
                throw notUnderstood(text, what, hasCurrent);
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first < 1 || last < first) {
                throw notUnderstood(text, what, hasCurrent);
            }
            ranges.add(new Range(first, last));
        }
        return new Selection(Rule.LISTED, ranges);
    }

    /** As {@link #parse} understands it. */
    public String text() {
        return switch (rule) {
            case ALL -> "all";
            case CURRENT -> "current";
            case LISTED ->
                ranges.stream()
                        .map(range -> range.first == range.last ? "" + range.first : range.first + "-" + range.last)
                        .collect(Collectors.joining(","));
        };
    }

    private static TesseraException notUnderstood(String text, String what, boolean hasCurrent) {
        return new TesseraException("The " + what + " \"" + text.trim() + "\" are not understood; write all"
                + (hasCurrent ? ", current," : "") + " or numbers from 1 and ranges, such as 1,3 or 1-10.");
    }

    /**
     * The numbers that are taken, each once.
     *
     * @param count how many there are
     * @param current which is shown
     * @param what they are: "channels", "slices" or "frames"
     * @throws TesseraException naming the image if one of them does not exist
     */
    public List<Integer> of(int count, int current, String what, String image) {
        return switch (rule) {
            case ALL -> IntStream.rangeClosed(1, count).boxed().toList();
            case CURRENT -> List.of(current);
            case LISTED ->
                ranges.stream()
                        .peek(range -> requireThere(range, count, what, image))
                        .flatMap(range ->
                                IntStream.rangeClosed(range.first, range.last).boxed())
                        .distinct()
                        .toList();
        };
    }

    private static void requireThere(Range range, int count, String what, String image) {
        if (range.last > count) {
            String one = what.substring(0, what.length() - 1);
            throw new TesseraException("There is no " + one + " " + Math.max(range.first, count + 1) + " in " + image
                    + (count == 1
                            ? ", which has 1 " + one + "; choose all."
                            : ", which has " + count + " " + what + "; choose from 1 to " + count + "."));
        }
    }
}
