package io.github.tessera.plan;

import io.github.tessera.model.RunSettings;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the training fit the memory that is free: fewer crops, a narrower network, smaller crops, and at last batches in parts. */
final class MemoryRule {
    /** Of what is free: the images, the next batches and other programs want some too. */
    private static final double SHARE = 0.7;

    private static final int LEAST_BATCH = 2;
    private static final int LEAST_WIDTH = 8;
    private static final int LEAST_CROP = 64;

    private MemoryRule() {}

    static void apply(Planning plan) {
        if (plan.machine().free().isEmpty()) {
            return;
        }
        double most = SHARE * plan.machine().free().getAsLong();
        if (plan.open(Setting.PARTS)) {
            plan.choose(plan.config().withParts(1));
        }
        List<String> changes = new ArrayList<>();
        String size = String.format(Locale.ROOT, "%.1f", most / 1e9);
        int least = Math.max(LEAST_BATCH, plan.config().parts());
        while (plan.open(Setting.BATCH) && plan.config().batch() > least && need(plan) > most) {
            plan.choose(plan.config()
                    .withCrops(
                            Math.max(least, plan.config().batch() / 2),
                            plan.config().crop()));
            changes.add(plan.config().batch() + " crops in a step");
        }
        while (plan.open(Setting.NETWORK)
                && plan.open(Setting.WIDTH)
                && plan.config().network().width() > LEAST_WIDTH
                && need(plan) > most) {
            int narrower = Math.max(LEAST_WIDTH, plan.config().network().width() / 2);
            plan.choose(plan.config().withNetwork(plan.config().network().withWidth(narrower)));
            changes.add("a width of " + narrower);
        }
        while (plan.open(Setting.NETWORK)
                && plan.open(Setting.CROP)
                && plan.config().crop() / 2 >= LEAST_CROP
                && need(plan) > most) {
            int crop = plan.config().crop() / 2 / 16 * 16;
            plan.choose(plan.config().withCrops(plan.config().batch(), crop));
            changes.add("crops of " + crop + " pixels");
        }
        while (plan.open(Setting.PARTS) && plan.config().parts() < plan.config().batch() && need(plan) > most) {
            plan.choose(plan.config()
                    .withParts(Math.min(plan.config().batch(), 2 * plan.config().parts())));
            changes.add(plan.config().parts() + " parts of a batch");
        }
        if (!changes.isEmpty()) {
            plan.choose(
                    plan.config(),
                    "Because of the memory, of which a training may take " + size + " GB now: "
                            + String.join(", ", changes) + " instead.");
        }
    }

    private static double need(Planning plan) {
        TrainingConfig config = plan.config();
        int crops = (config.batch() + config.parts() - 1) / config.parts();
        boolean channelsLast =
                plan.machine().gpu() || RunSettings.byRule(config.network()).trainChannelsLast();
        MemoryEstimate need = MemoryEstimate.training(
                config.network().build(), config.crop(), config.crop(), crops, STATES, channelsLast);
        return (plan.machine().gpu() ? need.onGpu() : need).bytes();
    }

    /** Two of Adam's, and the average. */
    private static final int STATES = 3;
}
