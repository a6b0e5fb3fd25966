package io.github.tessera.data;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.data.ImageFacts.Intensities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What may be wrong with the images' intensities. */
final class IntensityRules {
    /** Where more pixels are at the top, it is not a few highlights. */
    private static final double SATURATED_SHARE = 0.05;

    /** Colours have white backgrounds and skies: in street scenes up to a third of all intensities are at the top. */
    private static final double SATURATED_COLOUR_SHARE = 0.5;

    /** 8 bits in 16 differ 256-fold from 16, 12 bits in 16 differ 16-fold; dim and bright images of a series differ less. */
    private static final double RANGE_RATIO = 15;

    private final List<ImageFacts> images;
    private final List<Finding> findings = new ArrayList<>();

    private IntensityRules(List<ImageFacts> images) {
        this.images = images;
    }

    static List<Finding> apply(List<ImageFacts> images) {
        IntensityRules rules = new IntensityRules(images);
        rules.add(
                Kind.NON_FINITE,
                image -> image.intensities().nonFinite() > 0,
                "Training refuses such images: replace these pixels by numbers (Process > Math > Macro...), or leave the"
                        + " images out.");
        rules.add(
                Kind.CONSTANT,
                image -> image.intensities().distinct() == 1 && image.labels().marked(),
                "Their masks mark something that is not to be seen: leave them out, or export them again.");
        rules.add(
                Kind.CONSTANT_EMPTY,
                image -> image.intensities().distinct() == 1 && !image.labels().marked(),
                "Right for tiles of bare background; otherwise leave them out, or export them again.");
        rules.add(
                Kind.FEW_VALUES,
                image -> image.intensities().distinct() > 1
                        && image.intensities().distinct() < Intensities.MANY
                        && image.labels().marked(),
                "They look like masks or like images cut down to black and white: check that images and masks are not"
                        + " exchanged.");
        rules.add(
                Kind.SATURATED,
                IntensityRules::saturated,
                "Much of their area is at the top of their range, where nothing can be told apart: if that is not the bare"
                        + " background, record with less light, or export without stretching the contrast.");
        rules.depths();
        rules.ranges();
        return rules.findings;
    }

    private void add(Kind kind, Predicate<ImageFacts> rule, String text) {
        Finding.ofImages(kind, images, rule, text).ifPresent(findings::add);
    }

    private static boolean saturated(ImageFacts image) {
        Intensities intensities = image.intensities();
        return intensities.distinct() == Intensities.MANY
                && intensities.atMaximum() > (image.channels() == 1 ? SATURATED_SHARE : SATURATED_COLOUR_SHARE);
    }

    private void depths() {
        Map<Integer, Long> counts = images.stream()
                .collect(Collectors.groupingBy(ImageFacts::bitDepth, TreeMap::new, Collectors.counting()));
        if (counts.size() > 1) {
            String each = counts.entrySet().stream()
                    .map(e -> e.getValue() + " of " + e.getKey() + " bits")
                    .collect(Collectors.joining(", "));
            long fewest = counts.values().stream().min(Long::compare).orElseThrow();
            add(
                    Kind.MIXED_DEPTHS,
                    image -> counts.get(image.bitDepth()) == fewest,
                    "There are " + each + ": export all from their originals in the same way.");
        }
    }

    private void ranges() {
        List<Double> sorted = images.stream()
                .filter(image -> image.labels().marked())
                .map(IntensityRules::range)
                .filter(range -> range > 0)
                .sorted()
                .toList();
        if (!sorted.isEmpty()) {
            double median = sorted.get(sorted.size() / 2);
            add(
                    Kind.RANGES_DIFFER,
                    image -> range(image) > 0
                            && image.labels().marked()
                            && (range(image) > RANGE_RATIO * median || range(image) < median / RANGE_RATIO),
                    "From the darkest to the brightest pixel they span " + Math.round(RANGE_RATIO)
                            + " times more or less than most others: check how they were recorded or scaled, and do not"
                            + " normalize by range.");
        }
    }

    /** From the least to the greatest intensity; NaN if there is none. */
    private static double range(ImageFacts image) {
        return image.maximum() - image.minimum();
    }
}
