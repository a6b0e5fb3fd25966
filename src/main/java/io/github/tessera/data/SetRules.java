package io.github.tessera.data;

import io.github.tessera.data.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What may be wrong with the set as a whole: its classes, sizes and parts. */
final class SetRules {
    private static final double RARE = 0.001;

    private final DataCheck check;
    private final List<Finding> findings = new ArrayList<>();

    private SetRules(DataCheck check) {
        this.check = check;
    }

    static List<Finding> apply(DataCheck check, int crop, List<String> unpaired) {
        SetRules rules = new SetRules(check);
        rules.classes();
        rules.sizes();
        rules.add(
                Kind.ONE_IMAGE,
                image -> check.images().size() == 1,
                "It is learnt from and validated on, so the validation says nothing about other images: annotate a second"
                        + " one, or cut it in two.");
        rules.add(
                Kind.SMALLER_THAN_CROP,
                image -> Math.min(image.width(), image.height()) < crop,
                "What is missing to " + crop
                        + " pixels is filled by mirroring; a smaller crop wastes no time on that.");
        rules.addSet(Kind.UNPAIRED, unpaired, "They are left out: if they belong to each other, name them alike.");
        return rules.findings;
    }

    private void classes() {
        addClasses(
                Kind.NOT_IN_TRAINING,
                c -> c.trainingShare() == 0,
                "It cannot be learnt: annotate more images that hold it, or choose another seed.");
        addClasses(
                Kind.NOT_IN_VALIDATION,
                c -> c.validationShare() == 0,
                "Nobody will know how well it is found: annotate more images that hold it, or choose another seed.");
        double ignored = check.ignored().share();
        addClasses(
                Kind.RARE,
                c -> c.pixels() > 0 && c.share() / (1 - ignored) < RARE,
                "Less than 0.1 % of the pixels have it, so crops will seldom hold it: annotate more of it, and prefer a loss"
                        + " with dice or jaccard.");
    }

    private void addClasses(Kind kind, Predicate<ClassFacts> rule, String text) {
        addSet(kind, check.classes().stream().filter(rule).map(ClassFacts::name).toList(), text);
    }

    private void add(Kind kind, Predicate<ImageFacts> rule, String text) {
        Finding.ofImages(kind, check.images(), rule, text).ifPresent(findings::add);
    }

    private void addSet(Kind kind, List<String> where, String text) {
        Finding.ofSet(kind, where, text).ifPresent(findings::add);
    }

    private void sizes() {
        List<String> sizes = check.sizes().entrySet().stream()
                .map(size -> size.getKey() + ": " + size.getValue())
                .toList();
        if (sizes.size() > 1) {
            addSet(
                    Kind.SIZES_DIFFER,
                    sizes,
                    "That does no harm as long as objects are of one scale: bring images of another magnification to the"
                            + " same pixel size.");
        }
    }
}
