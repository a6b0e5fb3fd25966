package io.github.tessera.train;

import ai.djl.training.optimizer.Optimizer;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How weights follow their gradients.
 *
 * @param kind the rule
 * @param rate learning rate, above 0
 * @param momentum of SGD, from 0 to below 1; Adam has its own
 * @param weightDecay added to the gradient as weightDecay x weight, at least 0
 */
public record OptimizerSettings(Kind kind, double rate, double momentum, double weightDecay) {
    /** The rules. */
    public enum Kind implements Choice {
        ADAM("Adam", 2),
        SGD("SGD", 1);

        private final String label;
        private final int states;

        Kind(String label, int states) {
            this.label = label;
            this.states = states;
        }

        /** Values that it keeps of each weight. */
        int states() {
            return states;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String toString() {
            return label;
        }

        /**
         * The kind of a macro word.
         *
         * @throws TesseraException if there is none
         */
        public static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(k -> k.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () -> new TesseraException("The optimizer \"" + word + "\" is not known; choose one of "
                                    + Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", ")) + "."));
        }
    }

    /** Adam at 0.001. */
    public static final OptimizerSettings DEFAULT = new OptimizerSettings(Kind.ADAM, 1e-3, 0.9, 0);

    public OptimizerSettings {
        if (!(rate > 0) || !(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
            throw new TesseraException(
                    "A learning rate of " + rate + ", momentum of " + momentum + " and weight decay of " + weightDecay
                            + " cannot be used: the rate must be above 0, the momentum from 0 to below 1, the decay at least 0.");
        }
    }

    /** A fresh optimizer. */
    Optimizer build() {
        return kind == Kind.ADAM ? new AdamOptimizer(this) : new SgdOptimizer(this);
    }

    /** For notes and log. */
    @Override
    public String toString() {
        return kind.word() + ", rate " + rate + (kind == Kind.SGD ? ", momentum " + momentum : "")
                + (weightDecay > 0 ? ", weight decay " + weightDecay : "");
    }
}
