package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/** Stochastic gradient descent with momentum, as {@code torch.optim.SGD} counts it: v = momentum v + g, weight -= rate v. */
final class SgdOptimizer extends TensorOptimizer {
    private final float rate;
    private final float momentum;
    private final Map<String, NDArray> velocities = new HashMap<>();

    SgdOptimizer(OptimizerSettings settings) {
        super(settings);
        rate = (float) settings.rate();
        momentum = (float) settings.momentum();
    }

    @Override
    NDArray change(String parameterId, NDArray g, int count, NDManager scope) {
        NDArray velocity = velocities.computeIfAbsent(parameterId, id -> state(g, scope));
        velocity.muli(momentum).addi(g);
        return owned(scope, velocity.mul(rate));
    }
}
