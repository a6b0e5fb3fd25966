package io.github.tessera.plan;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.Directions;

/** What is done to crops: what leaves the images as they could be, and the more the fewer they are. */
final class AugmentationRule {
    /** In crops of 256 x 256. */
    private static final double FEW = 500;

    private static final double CROP_AREA = 256 * 256;

    private AugmentationRule() {}

    static void apply(Planning plan) {
        if (!plan.open(Setting.AUGMENTATION)) {
            return;
        }
        double crops = plan.facts().pixels() / CROP_AREA;
        Directions directions = plan.facts().directions();
        long whole = Math.round(Math.max(1, crops));
        String amount = (whole == 1 ? "there is " : "there are ") + (crops < FEW ? "only " : "") + "about " + whole
                + (whole == 1 ? " crop" : " crops") + " of 256 x 256 to learn from";
        if (directions.upright() || directions.sided() || directions.layered()) {
            plan.choose(
                    plan.config().withAugmentation(AugmentationSettings.parse(upright(directions))),
                    "Augmentation that keeps directions (" + upright(directions) + "): the classes lie "
                            + (directions.upright()
                                    ? "differently above and below"
                                    : directions.sided() ? "differently left and right" : "in layers")
                            + " in nearly all images.");
        } else if (crops >= FEW) {
            plan.choose(
                    plan.config().withAugmentation(AugmentationPreset.LIGHT.settings()),
                    "Augmentation light: " + amount + ", and up and left mean nothing in them.");
        } else if (IntensityRule.constantColours(plan.facts())) {
            plan.choose(
                    plan.config()
                            .withAugmentation(AugmentationSettings.parse(
                                    "light, rotation 180 at 0.5, scale 0.25 at 0.5, elastic 5 at 0.2")),
                    "Augmentation by any angle and size, but little of colours, for these mean something: " + amount
                            + ".");
        } else {
            plan.choose(
                    plan.config().withAugmentation(AugmentationPreset.MEDIUM.settings()),
                    "Augmentation medium: " + amount + ", and up and left mean nothing in them.");
        }
    }

    /** The list for images whose directions mean something. */
    private static String upright(Directions directions) {
        String laid = directions.sided() ? "" : directions.upright() ? "mirror, " : "flip, ";
        return laid
                + "rotation 10 at 0.3, scale 0.25 at 0.5, gamma 0.3 at 0.2, contrast 0.3 at 0.3, brightness 0.1 at 0.3";
    }
}
