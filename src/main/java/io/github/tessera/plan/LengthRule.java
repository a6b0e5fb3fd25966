package io.github.tessera.plan;

import io.github.tessera.train.TrainingConfig;

/** How many steps fit into the time, and how often they are interrupted to see how good the network is. */
final class LengthRule {
    private static final double SECONDS = 60;

    /** The rest is for reading, making ready and keeping models. */
    private static final double LEARNING = 0.95;

    private static final int FEWEST_VALIDATIONS = 5;
    private static final int MOST_VALIDATIONS = 20;
    private static final int STEPS_BETWEEN = 100;

    /** A validation looks at so many crops at most, and forward is a third of a step. */
    private static final double VALIDATION = 64 / 3.0;

    private static final int FEWEST_STEPS = 20;
    private static final int MOST_STEPS = 1_000_000;

    /** Nothing new is found in an image after so many looks. */
    private static final double MOST_LOOKS = 1000;

    private static final int ALWAYS = 500;

    private LengthRule() {}

    static void apply(Planning plan) {
        TrainingConfig config = plan.config();
        int steps = plan.open(Setting.STEPS) ? Math.min(steps(plan), limit(plan)) : config.steps();
        int validations = plan.open(Setting.VALIDATIONS) ? validations(steps) : Math.min(config.epochs(), steps);
        TrainingConfig chosen = config.withLength(validations, steps);
        if (!plan.open(Setting.STEPS)) {
            plan.choose(chosen);
            return;
        }
        boolean enough = steps == limit(plan);
        plan.choose(
                chosen,
                steps + " steps with " + validations + " validations: "
                        + (enough
                                ? "so few pixels have been seen often enough by then, and more would bring nothing"
                                : "about " + text(plan.wishes().minutes()) + " minutes on this computer ("
                                        + plan.machine().describe() + ")")
                        + "; minutes= or steps= choose otherwise.");
    }

    private static String text(double minutes) {
        return minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes);
    }

    private static int validations(int steps) {
        int wanted = Math.max(FEWEST_VALIDATIONS, Math.min(MOST_VALIDATIONS, steps / STEPS_BETWEEN));
        return Math.min(steps, wanted);
    }

    /** Steps that fit into the time, validations counted. */
    static int steps(Planning plan) {
        double inAll = LEARNING * SECONDS * plan.wishes().minutes() / plan.stepSeconds();
        int validations = plan.open(Setting.VALIDATIONS)
                ? validations((int) inAll)
                : plan.config().epochs();
        double steps = inAll
                - Math.min(inAll / 2, validations * VALIDATION / plan.config().batch());
        return (int) Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, steps));
    }

    private static int limit(Planning plan) {
        double area = (double) plan.config().crop()
                * plan.config().crop()
                * plan.config().batch();
        return (int)
                Math.max(ALWAYS, Math.min(MOST_STEPS, MOST_LOOKS * plan.facts().pixels() / area));
    }
}
