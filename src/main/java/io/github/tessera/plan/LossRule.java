package io.github.tessera.plan;

import io.github.tessera.data.Oversampling;
import io.github.tessera.data.SetFacts;
import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.WeightedLoss;
import java.util.List;

/** What is made small, and how what is rare is not overlooked. */
final class LossRule {
    /** The most frequent class has so many times as many pixels as the rarest: then the rare ones count more. */
    private static final double UNEVEN = 20;

    private static final double LEAST_WEIGHT = 0.5;
    private static final double MOST_WEIGHT = 4;

    /** So many squares without anything to find are too many. */
    private static final double MANY_EMPTY = 0.3;

    /** nnU-Net's third of the crops. */
    private static final double HOLDING = 0.33;

    private LossRule() {}

    static void apply(Planning plan) {
        if (plan.open(Setting.LOSS)) {
            boolean one = plan.facts().classes() == 2;
            WeightedLoss sum = WeightedLoss.parse(one ? "bce+jaccard" : "crossentropy+dice");
            LossSettings own = plan.config().loss();
            plan.choose(
                    plan.config()
                            .withLoss(
                                    new LossSettings(sum, own.classWeights(), own.smoothing()),
                                    plan.config().optimizer()),
                    one
                            ? "Loss bce+jaccard: one class against the background, pixel by pixel and as an area."
                            : "Loss crossentropy+dice: " + plan.facts().classes()
                                    + " classes against each other, and each as an area, so that small classes count too.");
        }
        if (plan.open(Setting.CLASS_WEIGHTS)) {
            weigh(plan);
        }
        if (plan.open(Setting.OVERSAMPLING)) {
            oversample(plan);
        }
    }

    private static void weigh(Planning plan) {
        SetFacts facts = plan.facts();
        LossSettings own = plan.config().loss();
        boolean uneven = facts.classes() > 2 && facts.commonest() > UNEVEN * facts.rarest();
        if (!uneven || own.sum().terms().stream().noneMatch(term -> term.loss().perPixel())) {
            String reason = facts.classes() == 2
                    ? "No class weights: the loss compares areas, whatever their size."
                    : uneven
                            ? "No class weights: the loss compares areas only, whatever their size."
                            : "No class weights: none of the classes is very rare.";
            plan.choose(
                    plan.config()
                            .withLoss(
                                    own.withClassWeights(ClassWeights.NONE),
                                    plan.config().optimizer()),
                    reason);
            return;
        }
        ClassWeights weights = new ClassWeights(false, weights(facts.shares()));
        plan.choose(
                plan.config()
                        .withLoss(own.withClassWeights(weights), plan.config().optimizer()),
                "Class weights " + weights + ": the most frequent class has " + Planning.percent(facts.commonest())
                        + " of the pixels, the rarest " + Planning.percent(facts.rarest())
                        + "; the rare ones count more, but not as much more as they are rarer.");
    }

    /** The root of how much rarer a class is than the middle one. */
    private static List<Double> weights(List<Double> shares) {
        List<Double> there = shares.stream().filter(s -> s > 0).sorted().toList();
        double middle = there.get(there.size() / 2);
        return shares.stream()
                .map(share -> share == 0 ? 1 : Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, Math.sqrt(middle / share))))
                .map(weight -> Math.round(weight * 100) / 100.0)
                .toList();
    }

    private static void oversample(Planning plan) {
        double empty = plan.facts().empty();
        int label = plan.config().oversampling().label();
        boolean rare = (empty > MANY_EMPTY && plan.sized()) || label != Oversampling.FOREGROUND;
        plan.choose(plan.config().withOversampling(rare ? new Oversampling(HOLDING, label) : Oversampling.NONE));
        if (rare) {
            plan.choose(
                    plan.config(),
                    label == Oversampling.FOREGROUND
                            ? "A third of the crops hold something to find: in " + Planning.percent(empty)
                                    + " of the squares of 256 pixels there is nothing."
                            : "A third of the crops hold the class that was named.");
        }
    }
}
