package io.github.tessera.data;

import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which augmentations are made, how often and how much; written as {@code flip, turn, rotation 30, noise 0.1 at 0.5}.
 *
 * @param transforms in the order of {@link Augmentation}, each augmentation at most once
 */
public record AugmentationSettings(List<Transform> transforms) {
    /** Crops as they are. */
    public static final AugmentationSettings NONE = new AugmentationSettings(List.of());

    /**
     * One augmentation.
     *
     * @param probability that it is made at a crop, from 0 to 1
     * @param range from 0 to {@link Augmentation#largest()}; 0 for those that have none
     */
    public record Transform(Augmentation augmentation, double probability, double range) {
        /** Checks both numbers. */
        public Transform {
            if (!(probability >= 0 && probability <= 1)) {
                throw new TesseraException("The probability " + number(probability) + " of " + augmentation.word()
                        + " is not between 0 and 1; write another, such as 0.5.");
            }
            if (!(range >= 0 && range <= augmentation.largest())) {
                throw new TesseraException("The range " + number(range) + " of " + augmentation.word()
                        + " is not between 0 and " + number(augmentation.largest()) + " (" + augmentation.meaning()
                        + "); write another, such as " + number(augmentation.largest() / 2) + ".");
            }
        }

        @Override
        public String toString() {
            return augmentation.word()
                    + (augmentation.largest() > 0 ? " " + number(range) : "")
                    + (probability < 1 ? " at " + number(probability) : "");
        }
    }

    /** Sorts; each augmentation may be there once. */
    public AugmentationSettings {
        transforms = transforms.stream()
                .sorted(Comparator.comparing(Transform::augmentation))
                .toList();
        if (transforms.stream().map(Transform::augmentation).distinct().count() < transforms.size()) {
            throw new IllegalArgumentException("an augmentation twice in " + transforms);
        }
    }

    /**
     * Reads a list with commas: the word of an augmentation, its range where it has one, and {@code at} a probability, 1 unless given;
     * or the word of a preset, which stands for its list. Of one augmentation the last counts: {@code medium, blur 3 at 0.5}.
     *
     * @throws TesseraException if a word is not known or a number out of range; the message names it and the choices
     */
    public static AugmentationSettings parse(String text) {
        Map<Augmentation, Transform> all = new EnumMap<>(Augmentation.class);
        for (String item : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            for (Transform transform : item(item.trim(), text)) {
                all.put(transform.augmentation(), transform);
            }
        }
        return new AugmentationSettings(List.copyOf(all.values()));
    }

    private static List<Transform> item(String item, String text) {
        Optional<AugmentationPreset> preset = AugmentationPreset.of(item);
        if (preset.isPresent()) {
            return preset.get().settings().transforms();
        }
        String[] words = item.split("\\s+", -1);
        Augmentation augmentation = augmentation(words[0], text);
        int numbers = augmentation.largest() > 0 ? 1 : 0;
        boolean at = words.length == numbers + 3 && words[numbers + 1].equals("at");
        if (!at && words.length != numbers + 1) {
            throw new TesseraException("In the augmentation \"" + text + "\" the part \"" + item
                    + "\" cannot be read; write " + new Transform(augmentation, 0.5, augmentation.largest() / 2)
                    + (numbers == 1 ? ": the range (" + augmentation.meaning() + ") and" : ":")
                    + " the probability.");
        }
        double range = numbers == 1 ? number(words[1], item, text) : 0;
        return List.of(new Transform(augmentation, at ? number(words[numbers + 2], item, text) : 1, range));
    }

    private static Augmentation augmentation(String word, String text) {
        return Arrays.stream(Augmentation.values())
                .filter(a -> a.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TesseraException("In the augmentation \"" + text + "\" the word \"" + word
                        + "\" is not known; choose from " + words(AugmentationPreset.values()) + " and "
                        + words(Augmentation.values()) + ", joined by commas."));
    }

    private static String words(Choice[] choices) {
        return Arrays.stream(choices).map(Choice::word).collect(Collectors.joining(", "));
    }

    private static double number(String number, String item, String text) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new TesseraException(
                    "In the augmentation \"" + text + "\", \"" + number + "\" in \"" + item
                            + "\" is no number; write one such as 0.5.",
                    e);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** The same list without one augmentation. */
    AugmentationSettings without(Augmentation augmentation) {
        return new AugmentationSettings(transforms.stream()
                .filter(t -> t.augmentation() != augmentation)
                .toList());
    }

    /** Whether one of these is made. */
    boolean contains(Augmentation augmentation) {
        return transforms.stream().anyMatch(t -> t.augmentation() == augmentation);
    }

    /** Whether pixels are moved as they are, and not computed. */
    boolean onlyLays() {
        return transforms.stream().allMatch(t -> t.augmentation().lays());
    }

    /** Whether some change intensities. */
    boolean intensity() {
        return transforms.stream().anyMatch(t -> t.augmentation().intensity());
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return transforms.isEmpty()
                ? AugmentationPreset.NONE.word()
                : transforms.stream().map(Transform::toString).collect(Collectors.joining(", "));
    }
}
