package io.github.tessera.train;

import io.github.tessera.data.Brightness;
import io.github.tessera.data.SetFacts;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import java.util.List;

/** How intensities are made comparable: alike for all images where colours mean the same in all, else image by image. */
final class IntensityRule {
    /** Images differ no more in brightness than this share of what varies within them. */
    private static final double ALIKE = 0.35;

    /** Images differ no more in contrast than by about this share. */
    private static final double EVEN = 0.25;

    private static final int COLOURS = 3;

    private IntensityRule() {}

    static void apply(Planning plan) {
        if (!plan.open(Setting.NORMALIZATION)) {
            return;
        }
        SetFacts facts = plan.facts();
        if (constantColours(facts)) {
            plan.choose(
                    plan.config().withNormalization(fixed(facts.brightness())),
                    "Normalization by one mean and deviation for all images: their colours and brightness are alike, so that a colour"
                            + " means the same in each.");
        } else {
            plan.choose(
                    plan.config().withNormalization(NormalizationSettings.of(Normalization.MEAN_STD)),
                    "Normalization of each image by its own mean and deviation: "
                            + (facts.channels() < COLOURS
                                    ? "grey levels depend on exposure and staining, and new images may have others."
                                    : "the images differ in brightness or staining."));
        }
    }

    /** Whether the images are of colours that mean the same in all of them. */
    static boolean constantColours(SetFacts facts) {
        Brightness brightness = facts.brightness();
        return facts.channels() >= COLOURS
                && facts.bitDepth() < Float.SIZE
                && facts.images() > 1
                && brightness.between() < ALIKE
                && brightness.contrasts() < EVEN
                && brightness.deviations().stream().allMatch(deviation -> deviation > 0);
    }

    private static NormalizationSettings fixed(Brightness brightness) {
        return NormalizationSettings.fixed(rounded(brightness.means()), rounded(brightness.deviations()));
    }

    /** Four digits say all that is known. */
    private static float[] rounded(List<Double> values) {
        float[] rounded = new float[values.size()];
        for (int c = 0; c < rounded.length; c++) {
            rounded[c] = (float) Math.max(1e-4, Math.round(values.get(c) * 1e4) / 1e4);
        }
        return rounded;
    }
}
