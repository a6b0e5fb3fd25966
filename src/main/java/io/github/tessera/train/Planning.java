package io.github.tessera.train;

import io.github.tessera.data.SetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Plan} as it grows: each rule reads what is known and chooses what is open. */
final class Planning {
    private final Wishes wishes;
    private final SetFacts facts;
    private final Machine machine;
    private final List<String> reasons = new ArrayList<>();
    private TrainingConfig config;

    Planning(Wishes wishes, SetFacts facts, Machine machine, TrainingConfig config) {
        this.wishes = wishes;
        this.facts = facts;
        this.machine = machine;
        this.config = config;
    }

    Wishes wishes() {
        return wishes;
    }

    boolean open(Setting setting) {
        return wishes.open(setting);
    }

    SetFacts facts() {
        return facts;
    }

    Machine machine() {
        return machine;
    }

    TrainingConfig config() {
        return config;
    }

    List<String> reasons() {
        return reasons;
    }

    /** Takes a choice that needs no words. */
    void choose(TrainingConfig other) {
        config = other;
    }

    /** Takes a choice, and tells why. */
    void choose(TrainingConfig other, String reason) {
        config = other;
        reasons.add(reason);
    }

    /** Whether what is to be found has a size. */
    boolean sized() {
        return Double.isFinite(facts.objectSize());
    }

    /** About how large it is, for a sentence. */
    String size() {
        return "about " + Math.round(facts.objectSize()) + " pixels";
    }

    /** About how long a step takes with the choices so far. */
    double stepSeconds() {
        return machine.seconds(StepCost.of(config.network().build(), config.crop()), config.batch());
    }

    static String percent(double share) {
        double percent = 100 * share;
        return (percent < 1 ? String.format(Locale.ROOT, "%.1f", percent) : Long.toString(Math.round(percent))) + " %";
    }
}
