package io.github.tessera.data;

import io.github.tessera.progress.Choice;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Augmentations that go together, from none to strong. */
public enum AugmentationPreset implements Choice {
    NONE("None", "Crops as they are: for images whose place and direction mean something.", ""),
    FLIPS("Flips and turns", "Mirrored and turned by quarters: safe wherever up and left mean nothing.", "flip, turn"),
    LIGHT(
            "Light",
            "Also small changes of angle, size and brightness: for images of one instrument and one day.",
            "flip, turn, rotation 15 at 0.3, scale 0.1 at 0.3, contrast 0.2 at 0.3, brightness 0.1 at 0.3"),
    MEDIUM(
            "Medium",
            "Also any angle, noise, blur and gamma: for few images, or new ones of other days and samples.",
            "flip, turn, rotation 180 at 0.5, scale 0.25 at 0.5, shear 5 at 0.2, elastic 5 at 0.2, blur 1 at 0.1,"
                    + " poisson 0.1 at 0.1, noise 0.1 at 0.2, gamma 0.5 at 0.3, contrast 0.5 at 0.3,"
                    + " brightness 0.2 at 0.3, channelshift 0.1 at 0.2"),
    STRONG(
            "Strong",
            "Everything, often and far: for a handful of images, or new ones of other microscopes; takes more steps to learn.",
            "flip, turn, rotation 180 at 0.8, scale 0.5 at 0.5, shear 15 at 0.3, resizedcrop 0.5 at 0.2, elastic 10 at 0.4,"
                    + " blur 2 at 0.2, poisson 0.15 at 0.2, noise 0.15 at 0.3, gamma 0.7 at 0.5, contrast 1 at 0.5,"
                    + " brightness 0.3 at 0.5, channelshift 0.2 at 0.3, cutout 0.4 at 0.2");

    private final String label;
    private final String sentence;
    private final String list;

    AugmentationPreset(String label, String sentence, String list) {
        this.label = label;
        this.sentence = sentence;
        this.list = list;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does and when to choose it, in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** The preset of this word, if it is one's. */
    public static Optional<AugmentationPreset> of(String word) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Its list. */
    public AugmentationSettings settings() {
        return list.isEmpty() ? AugmentationSettings.NONE : AugmentationSettings.parse(list);
    }

    @Override
    public String toString() {
        return label;
    }
}
