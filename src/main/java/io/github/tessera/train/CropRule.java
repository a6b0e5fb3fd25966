package io.github.tessera.train;

import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Shapes;

/** How large crops are, and how many a step learns from. */
final class CropRule {
    private static final int USUAL = 256;
    private static final int LARGEST = 320;
    private static final int LARGEST_ON_GPU = 512;
    private static final int LEAST = 32;

    /** Sides are multiples of this, which suits five or six levels. */
    private static final int STRIDE = 32;

    /** So many things should have room side by side. */
    private static final int THINGS = 3;

    /** Pixels of a step: enough for steady gradients; more only makes for fewer steps. */
    private static final int STEP_PIXELS = 4 * USUAL * USUAL;

    private static final int MOST_CROPS = 16;
    private static final int FEWEST_CROPS = 2;

    private CropRule() {}

    static void apply(Planning plan) {
        if (plan.open(Setting.CROP)) {
            crop(plan);
        }
        if (plan.open(Setting.DEPTH) && !plan.open(Setting.NETWORK)) {
            plan.choose(plan.config()
                    .withNetwork(plan.config().network().forCrop(plan.config().crop())));
        }
        if (plan.open(Setting.BATCH)) {
            int crop = plan.config().crop();
            long area = (long) crop * crop;
            long wanted = Math.round((double) STEP_PIXELS * (plan.machine().gpu() ? 2 : 1) / area);
            int batch = (int) Math.max(FEWEST_CROPS, Math.min(MOST_CROPS, wanted));
            batch = plan.open(Setting.PARTS)
                    ? batch
                    : Math.max(batch, plan.config().parts());
            plan.choose(
                    plan.config()
                            .withParts(Math.min(plan.config().parts(), batch))
                            .withCrops(batch, crop),
                    batch + " crops in a step: enough for steady steps, and few enough for many of them.");
        }
    }

    private static void crop(Planning plan) {
        int largest = plan.machine().gpu() ? LARGEST_ON_GPU : LARGEST;
        int side = plan.facts().side();
        double room = plan.sized() ? THINGS * plan.facts().objectSize() : 0;
        int wanted = (int) Math.max(USUAL, Math.min(largest, Math.ceil(room / STRIDE) * STRIDE));
        int crop = multiple(plan, Math.min(wanted, Math.max(LEAST, side)));
        String why = crop < wanted
                ? "the images are " + side + " pixels on their shorter side"
                : wanted == USUAL
                        ? plan.sized()
                                ? "what is to be found is " + plan.size() + " wide, so that several have room"
                                : "nothing asks for larger ones"
                        : "what is to be found is " + plan.size() + " wide, and has to be seen with what is around it";
        plan.choose(
                plan.config().withCrops(plan.config().batch(), crop),
                "Crops of " + crop + " x " + crop + " pixels: " + why + ".");
    }

    /** The largest side up to this that the network halves without a rest; the smallest if there is none. */
    private static int multiple(Planning plan, int most) {
        int stride = STRIDE;
        if (!plan.open(Setting.NETWORK)) {
            NetworkSettings network = plan.config().network();
            stride = Math.max(16, Shapes.stride((plan.open(Setting.DEPTH) ? network.forCrop(most) : network).build()));
        }
        return Math.max(1, most / stride) * stride;
    }
}
