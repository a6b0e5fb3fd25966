package io.github.tessera.data;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.data.ImageFacts.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What may be wrong with the masks.
 *
 * <p>Masks of two classes are compared where there are five or more, unless more than a tenth of them have a share of foreground
 * from 0.4 to 0.6. Those whose foreground is on the other side of a half than the median are taken for inverted if their share,
 * turned round, is usual among the others (at most 2.5 robust deviations from their median, as logits), and:
 *
 * <ul>
 *   <li>where nine tenths of the others have their smaller class brighter, or darker: nine tenths of those on the other side
 *       have it so too, and this one, and its share is not from 0.4 to 0.6. An inverted mask keeps to that, a truly large
 *       object does not;
 *   <li>where brightness tells nothing: the share as it stands is an outlier (more than 3.5 robust deviations), and the larger
 *       class takes its share of the image's rim, as a background does and a large object does not.
 * </ul>
 */
final class MaskRules {
    private static final int ENOUGH = 5;
    private static final double OUTLIER = 3.5;
    private static final double USUAL = 2.5;

    /** Turns the median absolute deviation of a normal distribution into its standard deviation. */
    private static final double MAD_TO_DEVIATION = 1.4826;

    /** Shares that differ less than that, on the logit scale, are alike (0.5 and 0.56, or 0.1 and 0.12). */
    private static final double LEAST_DEVIATION = 0.25;

    private static final double AROUND = 0.1;
    private static final double NEARLY_FULL = 0.9;
    private static final double RIM_TOLERANCE = 0.1;
    private static final double AGREEMENT = 0.9;

    /** Standard deviation of the foreground over that of the background: about 6 in nuclei, 2 in tissue, 1 in electron micrographs. */
    private static final double SMOOTH = 0.5;

    private final List<ImageFacts> images;
    private final boolean binary;
    private final List<Finding> findings = new ArrayList<>();

    private MaskRules(List<ImageFacts> images, boolean binary) {
        this.images = images;
        this.binary = binary;
    }

    static List<Finding> apply(List<ImageFacts> images, int classes) {
        MaskRules rules = new MaskRules(images, classes == 2);
        rules.wholes();
        if (rules.binary) {
            List<ImageFacts> mixed = images.stream().filter(MaskRules::mixed).toList();
            rules.someInverted(mixed);
            rules.allInverted(mixed);
        }
        return rules.findings;
    }

    private void wholes() {
        add(
                Kind.ALL_IGNORED,
                image -> image.labels().labelled() == 0,
                "Nothing can be learnt from them: draw their masks, or leave them out.");
        boolean most = 2 * images.stream().filter(MaskRules::empty).count() > images.size();
        add(
                most ? Kind.MOSTLY_EMPTY : Kind.EMPTY,
                MaskRules::empty,
                "Right if there is nothing in these images; if they were not annotated yet, leave them out.");
        // Among masks that are nearly full a full one is no surprise.
        boolean surprise = binary && images.stream().filter(MaskRules::mixed).noneMatch(MaskRules::nearlyFull);
        add(
                surprise ? Kind.ALL_FOREGROUND : Kind.ONE_CLASS,
                image -> image.labels().onlyClass() > 0,
                "Right if the class fills these images; if the masks were not finished, mend them or leave them out.");
    }

    private static boolean empty(ImageFacts image) {
        return image.labels().onlyClass() == 0;
    }

    private static boolean nearlyFull(ImageFacts image) {
        return image.labels().foreground() > NEARLY_FULL;
    }

    private static boolean mixed(ImageFacts image) {
        return image.labels().mixed();
    }

    private void add(Kind kind, Predicate<ImageFacts> rule, String text) {
        Finding.ofImages(kind, images, rule, text).ifPresent(findings::add);
    }

    private void someInverted(List<ImageFacts> mixed) {
        if (mixed.size() < ENOUGH || commonlyAroundAHalf(mixed)) {
            return;
        }
        double side = Math.signum(median(mixed, MaskRules::logit));
        List<ImageFacts> usual =
                mixed.stream().filter(image -> logit(image) * side > 0).toList();
        double centre = median(usual, MaskRules::logit);
        double deviation =
                Math.max(LEAST_DEVIATION, MAD_TO_DEVIATION * median(usual, image -> Math.abs(logit(image) - centre)));
        List<ImageFacts> others =
                mixed.stream().filter(image -> logit(image) * side < 0).toList();
        double brightness = agreement(usual);
        boolean kept = brightness == agreement(others);
        Predicate<ImageFacts> evident = brightness == 0
                ? image -> Math.abs(logit(image) - centre) > OUTLIER * deviation && surrounds(image.labels())
                : image -> kept && brightness == smallerIsBrighter(image) && !aroundAHalf(image);
        add(
                Kind.INVERTED_SOME,
                image -> mixed(image)
                        && logit(image) * side < 0
                        && Math.abs(-logit(image) - centre) <= USUAL * deviation
                        && evident.test(image),
                "Their share of foreground would fit the other masks if black and white were exchanged: look at them, and"
                        + " invert those that are wrong (Edit > Invert).");
    }

    /** Whether masks cross from one side of a half to the other without being inverted, as tiles of dense objects do. */
    private static boolean commonlyAroundAHalf(List<ImageFacts> images) {
        return images.stream().filter(MaskRules::aroundAHalf).count() > (1 - AGREEMENT) * images.size();
    }

    private static boolean aroundAHalf(ImageFacts image) {
        return Math.abs(image.labels().foreground() - 0.5) < AROUND;
    }

    /** 1 if the smaller class is brighter in nearly all images, -1 if it is darker, otherwise 0. */
    private static double agreement(List<ImageFacts> images) {
        double brighter =
                images.stream().filter(image -> smallerIsBrighter(image) > 0).count();
        double darker =
                images.stream().filter(image -> smallerIsBrighter(image) < 0).count();
        return Math.max(brighter, darker) < AGREEMENT * images.size() ? 0 : brighter > darker ? 1 : -1;
    }

    /** 1 or -1, the same for a mask and its inverse; 0 or NaN where it cannot be told. */
    private static double smallerIsBrighter(ImageFacts image) {
        return -Math.signum(logit(image)) * Math.signum(image.labels().contrast());
    }

    /** Whether the larger class takes its share of the rim. */
    private static boolean surrounds(Labels labels) {
        double excess = labels.rim() - labels.foreground();
        return !(labels.foreground() > 0.5 ? excess < -RIM_TOLERANCE : excess > RIM_TOLERANCE);
    }

    private void allInverted(List<ImageFacts> mixed) {
        if (mixed.isEmpty() || median(mixed, image -> image.labels().foreground()) <= 0.5) {
            return;
        }
        if (median(mixed, image -> image.labels().texture()) < SMOOTH) {
            findings.add(new Finding(
                    Kind.INVERTED_ALL,
                    List.of(),
                    List.of(),
                    "The foreground is the larger and the smoother part, as a background is: if it is not the class that you"
                            + " want, give the other mask value as the class value."));
        } else {
            findings.add(new Finding(
                    Kind.MORE_FOREGROUND,
                    List.of(),
                    List.of(),
                    "If the class that you want is the smaller part, give the other mask value as the class value."));
        }
    }

    /** The logarithm of foreground to background, which turns its sign when both are exchanged. */
    private static double logit(ImageFacts image) {
        double share = image.labels().foreground();
        return Math.log(share / (1 - share));
    }

    private static double median(List<ImageFacts> images, ToDoubleFunction<ImageFacts> value) {
        List<Double> sorted = images.stream()
                .map(value::applyAsDouble)
                .filter(v -> !v.isNaN())
                .sorted(Comparator.naturalOrder())
                .toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
