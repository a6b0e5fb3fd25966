package io.github.tessera.train;

import io.github.tessera.data.SetFacts;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;

/** A U-Net with batch normalization, as deep as things are large, and as wide as there is time for enough steps. */
final class NetworkRule {
    private static final int[] WIDTHS = {64, 48, 32, 24, 16, 12};
    private static final int LEAST_WIDTH = 8;

    /** Fewer steps teach a wide network less than a narrow one. */
    private static final int ENOUGH_STEPS = 1000;

    private static final int LEAST_DEPTH = 4;
    private static final int MOST_DEPTH = 5;
    private static final int LARGE_CROP = 512;

    /** The deepest maps are at least so many pixels wide. */
    private static final int COARSEST = 8;

    /** A pixel is told by what lies around it, so many times as far as things are wide. */
    private static final double CONTEXT = 2.5;

    /** Of fewer pixels a wide network learns by heart. */
    private static final long FEW_PIXELS = 1_000_000;

    private static final long MANY_PIXELS = 10_000_000;

    private NetworkRule() {}

    /**
     * Chooses the network.
     *
     * @throws io.github.tessera.progress.TesseraException if crops and depth that are fixed do not go together
     */
    static void apply(Planning plan) {
        if (plan.open(Setting.NETWORK)) {
            choose(plan);
        }
        Shapes.requireReach(plan.config().network().build(), plan.config().crop(), "crop");
    }

    private static void choose(Planning plan) {
        NetworkSettings given = plan.config().network();
        NetworkSettings network = Architecture.U_NET
                .settings(given.channels(), given.outputs())
                .withConvolutions(given.convolutions())
                .withUpsampling(given.upsampling())
                .withDropout(given.dropout())
                .withDilation(given.dilation())
                .withPrecision(given.precision())
                .withWidth(given.width())
                .withDepth(given.depth())
                .withBatchNorm(true);
        plan.choose(
                plan.config().withNetwork(network),
                "A U-Net with batch normalization: it learns in few steps, and needs no weights from elsewhere.");
        if (plan.open(Setting.DEPTH)) {
            depth(plan);
        }
        Shapes.requireReach(
                plan.config().network().withWidth(1).build(), plan.config().crop(), "crop");
        if (plan.open(Setting.WIDTH)) {
            width(plan);
        }
    }

    private static void depth(Planning plan) {
        int crop = plan.config().crop();
        int most = crop >= LARGE_CROP ? MOST_DEPTH + 1 : MOST_DEPTH;
        while (most > 1 && crop >> (most - 1) < COARSEST) {
            most--;
        }
        int depth = Math.min(LEAST_DEPTH, most);
        double wanted = plan.sized() ? CONTEXT * plan.facts().objectSize() : 0;
        while (depth < most && field(plan, depth) < wanted) {
            depth++;
        }
        plan.choose(
                plan.config().withNetwork(plan.config().network().withDepth(depth)),
                depth + " levels: each pixel is told by " + field(plan, depth) + " x " + field(plan, depth)
                        + " pixels around it"
                        + (plan.sized() ? ", and what is to be found is " + plan.size() + " wide" : "")
                        + (depth == most && most < MOST_DEPTH ? "; the crops have room for no more" : "") + ".");
    }

    private static int field(Planning plan, int depth) {
        return Shapes.receptiveField(
                plan.config().network().withDepth(depth).withWidth(1).build());
    }

    private static void width(Planning plan) {
        int wanted = plan.open(Setting.STEPS)
                ? ENOUGH_STEPS
                : Math.max(ENOUGH_STEPS, plan.config().steps());
        int most = most(plan.facts());
        int width = LEAST_WIDTH;
        for (int candidate : WIDTHS) {
            if (candidate > width && candidate <= most && LengthRule.steps(wide(plan, candidate)) >= wanted) {
                width = candidate;
            }
        }
        plan.choose(
                plan.config().withNetwork(plan.config().network().withWidth(width)),
                "A width of " + width + " maps: "
                        + (width == most && most < WIDTHS[0]
                                ? "a wider network would learn so few images by heart."
                                : width == WIDTHS[0]
                                        ? "the width of the paper; there is time for it."
                                        : "with a wider network fewer than " + wanted
                                                + " steps would fit in the time."));
    }

    private static int most(SetFacts facts) {
        return facts.pixels() < FEW_PIXELS ? 16 : facts.pixels() < MANY_PIXELS ? 32 : WIDTHS[0];
    }

    private static Planning wide(Planning plan, int width) {
        return new Planning(
                plan.wishes(),
                plan.facts(),
                plan.machine(),
                plan.config().withNetwork(plan.config().network().withWidth(width)));
    }
}
