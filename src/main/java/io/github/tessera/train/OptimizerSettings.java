package io.github.tessera.train;

import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
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
        /** Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1, with its constants. */
        ADAM("Adam") {
            @Override
            List<String> states(OptimizerSettings settings) {
                return List.of("means", "squares");
            }

            @Override
            String update(OptimizerSettings settings) {
                return "torch._fused_adam_(weights, gradients, means, squares, " + NONE + ", counts, lr="
                        + settings.rate + ", beta1=0.9, beta2=0.999, weight_decay=" + settings.weightDecay
                        + ", eps=1e-08, amsgrad=False, maximize=False)";
            }
        },
        /** Stochastic gradient descent with momentum: v = momentum v + g, weight -= rate v. */
        SGD("SGD") {
            @Override
            List<String> states(OptimizerSettings settings) {
                return settings.momentum > 0 ? List.of("velocities") : List.of();
            }

            @Override
            String update(OptimizerSettings settings) {
                return "torch._fused_sgd_(weights, gradients, " + (settings.momentum > 0 ? "velocities" : NONE)
                        + ", weight_decay=" + settings.weightDecay + ", momentum=" + settings.momentum + ", lr="
                        + settings.rate + ", dampening=0.0, nesterov=False, maximize=False, is_first_step=False)";
            }
        };

        private static final String NONE = "annotate(List[Tensor], [])";

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What it keeps of each weight: names of lists of tensors of the weights' shapes. */
        abstract List<String> states(OptimizerSettings settings);

        /** The line of TorchScript that changes the lists {@code weights} and {@link #states} by the list {@code gradients}. */
        abstract String update(OptimizerSettings settings);

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

    /** Values that are kept of each weight beside its gradient. */
    int states() {
        return kind.states(this).size();
    }

    /** For notes and log. */
    @Override
    public String toString() {
        return kind.word() + ", rate " + rate + (kind == Kind.SGD ? ", momentum " + momentum : "")
                + (weightDecay > 0 ? ", weight decay " + weightDecay : "");
    }
}
