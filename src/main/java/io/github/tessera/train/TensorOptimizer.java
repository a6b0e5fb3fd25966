package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;

/**
 * What our optimizers share: weight decay, and temporaries that die with each update. DJL's own hide their state (DESIGN D2).
 * The gradient is used up: it is set to zero after every step anyway.
 *
 * <p>State tensors belong to the weight's manager and die with it.
 */
abstract class TensorOptimizer extends Optimizer {
    private static final class Settings extends OptimizerBuilder<Settings> {
        @Override
        protected Settings self() {
            return this;
        }
    }

    private final float decay;

    TensorOptimizer(OptimizerSettings settings) {
        super(new Settings());
        decay = (float) settings.weightDecay();
    }

    @Override
    public final void update(String parameterId, NDArray weight, NDArray gradient) {
        try (NDManager scope = weight.getManager().newSubManager(weight.getDevice())) {
            if (decay > 0) {
                gradient.addi(owned(scope, weight.mul(decay)));
            }
            weight.subi(change(parameterId, gradient, updateCount(parameterId), scope));
        }
    }

    /** What is taken from the weight; {@code g} may be overwritten, temporaries belong to the scope. */
    abstract NDArray change(String parameterId, NDArray g, int count, NDManager scope);

    static NDArray owned(NDManager scope, NDArray array) {
        array.attach(scope);
        return array;
    }

    /** Zeros in the shape of {@code like} that outlive the scope. */
    static NDArray state(NDArray like, NDManager scope) {
        NDArray zeros = like.zerosLike();
        zeros.attach(scope.getParentManager());
        return zeros;
    }
}
