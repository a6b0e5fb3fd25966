package io.github.tessera.train;

import io.github.tessera.progress.Choice;
import java.util.List;

/**
 * The one list of optimizers.
 *
 * <p>Each is TorchScript on lists of tensors: {@code weights}, {@code gradients}, those that it names as its states, {@code counts}
 * (updates done, this one included), and the scalars {@code rate} and {@code bad}: 1 if this step must not change anything, else 0.
 */
public enum OptimizerKind implements Choice {
    /** Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1, with its constants. */
    ADAM("Adam") {
        @Override
        List<String> states(OptimizerSettings settings) {
            return List.of("means", "squares");
        }

        @Override
        List<String> update(OptimizerSettings settings) {
            return List.of(fusedAdam("_fused_adam_", settings));
        }
    },
    /** Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2: Adam whose decay is not averaged. */
    ADAMW("AdamW") {
        @Override
        List<String> states(OptimizerSettings settings) {
            return ADAM.states(settings);
        }

        @Override
        List<String> update(OptimizerSettings settings) {
            return List.of(fusedAdam("_fused_adamw_", settings));
        }
    },
    /** Stochastic gradient descent with momentum: v = momentum v + g, weight -= rate v; Nesterov's: weight -= rate (g + momentum v). */
    SGD("SGD") {
        @Override
        List<String> states(OptimizerSettings settings) {
            return settings.momentum() > 0 ? List.of(VELOCITIES) : List.of();
        }

        @Override
        List<String> update(OptimizerSettings settings) {
            return List.of("torch._fused_sgd_(weights, gradients, "
                    + (settings.momentum() > 0 ? VELOCITIES : NONE)
                    + ", weight_decay=" + settings.weightDecay() + ", momentum=" + settings.momentum()
                    + ", lr=rate, dampening=0.0, nesterov=" + (settings.nesterov() ? "True" : "False")
                    + ", maximize=False, is_first_step=False, grad_scale=None, found_inf=bad)");
        }

        @Override
        boolean momentum() {
            return true;
        }
    },
    /**
     * Tieleman, Hinton, "Lecture 6.5, RMSprop", Coursera 2012, with PyTorch's constants: s = 0.99 s + 0.01 g^2, and the weights follow
     * g / (sqrt(s) + 1e-8), with momentum as in SGD.
     */
    RMSPROP("RMSProp") {
        @Override
        List<String> states(OptimizerSettings settings) {
            return settings.momentum() > 0 ? List.of("squares", VELOCITIES) : List.of("squares");
        }

        @Override
        List<String> update(OptimizerSettings settings) {
            boolean heavy = settings.momentum() > 0;
            String moved = heavy ? VELOCITIES : "moved";
            return Lines.of(
                    // Elsewhere the fused update leaves a bad step out; here it is made one without length.
                    "for _0 in range(torch.len(gradients)):",
                    "  gradient = gradients[_0]",
                    "  _1 = torch.nan_to_num_(gradient, 0., 0., 0.)",
                    settings.weightDecay() > 0
                            ? "torch._foreach_add_(gradients, weights, alpha=" + settings.weightDecay() + ")"
                            : "",
                    "torch._foreach_mul_(squares, 0.99)",
                    "torch._foreach_addcmul_(squares, gradients, gradients, 0.01)",
                    "roots = torch._foreach_sqrt(squares)",
                    "torch._foreach_add_(roots, 1e-08)",
                    "moved = torch._foreach_div(gradients, roots)",
                    heavy ? "torch._foreach_mul_(velocities, " + settings.momentum() + ")" : "",
                    heavy ? "torch._foreach_add_(velocities, moved)" : "",
                    "steps = torch._foreach_mul(" + moved + ", torch.mul(rate, torch.rsub(bad, 1)))",
                    "torch._foreach_sub_(weights, steps)");
        }

        @Override
        boolean momentum() {
            return true;
        }
    };

    private static final String NONE = "annotate(List[Tensor], [])";
    private static final String VELOCITIES = "velocities";

    private final String label;

    OptimizerKind(String label) {
        this.label = label;
    }

    /** What it keeps of each weight: names of lists of tensors of the weights' shapes. */
    abstract List<String> states(OptimizerSettings settings);

    /** The lines of TorchScript that change weights and states by the gradients. */
    abstract List<String> update(OptimizerSettings settings);

    /** Whether the momentum that is chosen counts. */
    boolean momentum() {
        return false;
    }

    private static String fusedAdam(String function, OptimizerSettings settings) {
        return "torch." + function + "(weights, gradients, means, squares, " + NONE
                + ", counts, lr=rate, beta1=0.9, beta2=0.999, weight_decay=" + settings.weightDecay()
                + ", eps=1e-08, amsgrad=False, maximize=False, grad_scale=None, found_inf=bad)";
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
