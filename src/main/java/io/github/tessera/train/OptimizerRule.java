package io.github.tessera.train;

import io.github.tessera.network.Shapes;

/** AdamW with a warm-up, a cosine to the end and averaged weights; an optimizer that was chosen gets its usual numbers and nothing else. */
final class OptimizerRule {
    private static final double RATE = 2e-3;
    private static final double RATE_WITHOUT_NORMALIZATION = 1e-3;
    private static final double DECAY = 1e-2;
    private static final double CLIP = 1;
    private static final int WARM_UP = 50;

    /** A model that is taught further is to keep what it knows. */
    private static final double FURTHER = 0.25;

    /** The average is of about so much of the training. */
    private static final double AVERAGED = 0.1;

    private static final double LEAST_AVERAGING = 0.9;
    private static final double MOST_AVERAGING = 0.999;

    private OptimizerRule() {}

    static void apply(Planning plan) {
        OptimizerSettings given = plan.config().optimizer();
        boolean open = plan.open(Setting.OPTIMIZER);
        OptimizerKind kind = open ? OptimizerKind.ADAMW : given.kind();
        double rate = !plan.open(Setting.RATE) ? given.rate() : open ? rate(plan) : usual(kind) * scale(plan);
        Schedule schedule = !plan.open(Setting.SCHEDULE) ? given.schedule() : open ? cosine(plan) : Schedule.CONSTANT;
        OptimizerSettings chosen = new OptimizerSettings(
                kind,
                rate,
                schedule,
                given.momentum(),
                given.nesterov(),
                number(plan, Setting.DECAY, given.weightDecay(), DECAY),
                number(plan, Setting.CLIP, given.clip(), CLIP),
                number(
                        plan,
                        Setting.AVERAGING,
                        given.averaging(),
                        averaging(plan.config().steps())));
        plan.choose(plan.config().withLoss(plan.config().loss(), chosen));
        if (open) {
            plan.choose(
                    plan.config(),
                    "Optimizer " + chosen + ": "
                            + (plan.wishes().further() && plan.open(Setting.RATE)
                                    ? "small steps, for the model knows something already, and steadier ones towards the end."
                                    : "large steps at first, ever smaller ones towards the end."));
        } else if (plan.open(Setting.RATE)) {
            plan.choose(plan.config(), "Learning rate " + rate + ": usual with " + kind.word() + ".");
        }
    }

    private static double number(Planning plan, Setting setting, double given, double own) {
        return !plan.open(setting) ? given : plan.open(Setting.OPTIMIZER) ? own : 0;
    }

    private static double rate(Planning plan) {
        boolean normalized = Shapes.batchNormalized(plan.config().network().build());
        return (normalized ? RATE : RATE_WITHOUT_NORMALIZATION) * scale(plan);
    }

    private static double usual(OptimizerKind kind) {
        return kind == OptimizerKind.SGD ? 1e-2 : 1e-3;
    }

    private static double scale(Planning plan) {
        return plan.wishes().further() ? FURTHER : 1;
    }

    private static Schedule cosine(Planning plan) {
        int warmup = Math.min(WARM_UP, plan.config().steps() / 10);
        return Schedule.parse((warmup == 0 ? "" : "warmup " + warmup + ", ") + "cosine");
    }

    private static double averaging(int steps) {
        double decay = 1 - 1 / (AVERAGED * steps);
        double rounded = Math.round(decay * 1000) / 1000.0;
        return Math.max(LEAST_AVERAGING, Math.min(MOST_AVERAGING, rounded));
    }
}
