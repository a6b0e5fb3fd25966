package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Adam: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1, with its constants.
 *
 * <p>The states are the paper's averages divided by (1 - beta): so each is updated in place, and a weight of hundreds of megabytes is
 * walked over ten times instead of fourteen.
 */
final class AdamOptimizer extends TensorOptimizer {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final double EPSILON = 1e-8;

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
        mean.muli(BETA1).addi(g);
        square.muli(BETA2).addi(g.muli(g));
        double meanFactor = (1 - BETA1) / (1 - Math.pow(BETA1, count));
        double rootFactor = Math.sqrt((1 - BETA2) / (1 - Math.pow(BETA2, count)));
        NDArray root = owned(scope, square.sqrt()).addi((float) (EPSILON / rootFactor));
        return owned(scope, mean.div(root)).muli((float) (rate * meanFactor / rootFactor));
    }
}
