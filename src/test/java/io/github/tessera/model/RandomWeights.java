package io.github.tessera.model;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.TensorSpec.Role;
import io.github.tessera.network.Weights;
import java.util.Random;

/** Weights whose normalizations are not those of a fresh network, so that a swapped or forgotten one shows. */
final class RandomWeights {
    private RandomWeights() {}

    static Weights of(Graph graph, long seed) {
        Weights weights = Weights.initial(graph, Initialization.HE_NORMAL, seed);
        Random random = new Random(seed);
        Weights.forEach(graph, (name, tensor) -> {
            boolean positive = tensor.role() == Role.SCALE || tensor.role() == Role.RUNNING_VARIANCE;
            boolean norm = positive || tensor.role() == Role.SHIFT || tensor.role() == Role.RUNNING_MEAN;
            float[] values = weights.get(name);
            for (int i = 0; norm && i < values.length; i++) {
                // Scales below 1 keep a hundred residual sums from growing into the thousands.
                values[i] = (float)
                        (tensor.role() == Role.SCALE
                                ? 0.2 + 0.4 * random.nextDouble()
                                : positive ? 0.5 + random.nextDouble() : 0.2 * random.nextGaussian());
            }
        });
        return weights;
    }
}
