package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/** Adam: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1, with its constants. */
final class AdamOptimizer extends TensorOptimizer {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float rate;
    private final Map<String, NDArray> means = new HashMap<>();
    private final Map<String, NDArray> squares = new HashMap<>();

    AdamOptimizer(OptimizerSettings settings) {
        super(settings);
        rate = (float) settings.rate();
    }

    @Override
    NDArray change(String parameterId, NDArray g, int count, NDManager scope) {
        NDArray mean = means.computeIfAbsent(parameterId, id -> state(g, scope));
        NDArray square = squares.computeIfAbsent(parameterId, id -> state(g, scope));
        mean.muli(BETA1).addi(owned(scope, g.mul(1 - BETA1)));
        square.muli(BETA2).addi(g.muli(g).muli(1 - BETA2));
        double correction1 = 1 - Math.pow(BETA1, count);
        double correction2 = 1 - Math.pow(BETA2, count);
        NDArray root = owned(scope, square.sqrt());
        root.divi((float) Math.sqrt(correction2)).addi(EPSILON);
        return owned(scope, mean.mul((float) (rate / correction1))).divi(root);
    }
}
