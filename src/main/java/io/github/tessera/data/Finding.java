package io.github.tessera.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something about a set that the user should know before training.
 *
 * @param kind what it is
 * @param images indices of the images concerned, ascending; empty if it concerns the whole set
 * @param where the images (or classes, files, sizes) concerned, by name; images that are the same are joined by " = ", those
 *     that are nearly so by " ~ "; may be empty
 * @param text one sentence: what it means, and the cure
 */
public record Finding(Kind kind, List<Integer> images, List<String> where, String text) {
    private static final int NAMED = 5;

    /** Copies the lists. */
    public Finding {
        images = List.copyOf(images);
        where = List.copyOf(where);
    }

    /** How much it matters. */
    public enum Severity {
        /** Training would fail, learn something wrong, or report measures that flatter. */
        WARNING("Warning"),
        /** Good to know; often as it should be. */
        NOTE("Note");

        private final String label;

        Severity(String label) {
            this.label = label;
        }

        /** Name for people. */
        public String label() {
            return label;
        }
    }

    /** What can be found, the gravest first. */
    public enum Kind {
        UNUSABLE(Severity.WARNING, "Cannot be used"),
        NON_FINITE(Severity.WARNING, "NaN or infinite pixels"),
        SAME_ACROSS_PARTS(Severity.WARNING, "Same image in training and validation"),
        SAME_IMAGE_OTHER_MASK(Severity.WARNING, "Same image, other mask"),
        SAME_IMAGE(Severity.WARNING, "Same image twice"),
        SAME_MASK(Severity.WARNING, "Same mask, other image"),
        INVERTED_SOME(Severity.WARNING, "Some masks inverted?"),
        INVERTED_ALL(Severity.WARNING, "All masks inverted?"),
        ALL_FOREGROUND(Severity.WARNING, "Mask of foreground only"),
        ALL_IGNORED(Severity.WARNING, "Mask of ignored pixels only"),
        CONSTANT(Severity.WARNING, "Image of one value, but a mask"),
        FEW_VALUES(Severity.WARNING, "Image of few values"),
        MIXED_DEPTHS(Severity.WARNING, "Bit depths differ"),
        RANGES_DIFFER(Severity.WARNING, "Intensity ranges differ"),
        NOT_IN_TRAINING(Severity.WARNING, "Class not in training"),
        NOT_IN_VALIDATION(Severity.WARNING, "Class not in validation"),
        ONE_IMAGE(Severity.WARNING, "One image"),
        SIMILAR_ACROSS_PARTS(Severity.NOTE, "Similar images in training and validation"),
        CONSTANT_EMPTY(Severity.NOTE, "Image of one value"),
        SATURATED(Severity.NOTE, "Saturated"),
        MORE_FOREGROUND(Severity.NOTE, "More foreground than background"),
        ONE_CLASS(Severity.NOTE, "Mask of one class only"),
        MOSTLY_EMPTY(Severity.NOTE, "Most masks of background only"),
        EMPTY(Severity.NOTE, "Mask of background only"),
        RARE(Severity.NOTE, "Rare class"),
        SMALLER_THAN_CROP(Severity.NOTE, "Smaller than the crop"),
        SIZES_DIFFER(Severity.NOTE, "Sizes differ"),
        UNPAIRED(Severity.NOTE, "Without a partner");

        private final Severity severity;
        private final String label;

        Kind(Severity severity, String label) {
            this.severity = severity;
            this.label = label;
        }

        /** How much it matters. */
        public Severity severity() {
            return severity;
        }

        /** A few words for people. */
        public String label() {
            return label;
        }
    }

    /** The images that a rule holds for; nothing if there are none. */
    static Optional<Finding> ofImages(Kind kind, List<ImageFacts> all, Predicate<ImageFacts> rule, String text) {
        List<Integer> images = IntStream.range(0, all.size())
                .filter(i -> rule.test(all.get(i)))
                .boxed()
                .toList();
        List<String> names = images.stream().map(i -> all.get(i).name()).toList();
        return images.isEmpty() ? Optional.empty() : Optional.of(new Finding(kind, images, names, text));
    }

    /** Images that belong together, group by group; nothing if there are none. */
    static Optional<Finding> ofGroups(
            Kind kind, List<ImageFacts> all, List<List<Integer>> groups, String joint, String text) {
        List<Integer> images =
                groups.stream().flatMap(List::stream).sorted().distinct().toList();
        List<String> names = groups.stream()
                .map(group -> group.stream().map(i -> all.get(i).name()).collect(Collectors.joining(joint)))
                .toList();
        return groups.isEmpty() ? Optional.empty() : Optional.of(new Finding(kind, images, names, text));
    }

    /** Classes, files or sizes; nothing if there are none. */
    static Optional<Finding> ofSet(Kind kind, List<String> where, String text) {
        return where.isEmpty() ? Optional.empty() : Optional.of(new Finding(kind, List.of(), where, text));
    }

    /** The first few names, then how many there are besides. */
    public String named() {
        return few(where);
    }

    /** Severity, kind, the first few names, and the sentence, for the log. */
    @Override
    public String toString() {
        String names = where.isEmpty() ? "" : " (" + named() + ")";
        return kind.severity().label() + ": " + kind.label() + names + ". " + text;
    }

    static String few(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }
}
