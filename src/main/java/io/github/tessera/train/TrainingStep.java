package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import io.github.tessera.loss.Targets;
import io.github.tessera.loss.WeightedLoss;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;

/** One step: forward, loss, backward, update. */
final class TrainingStep {
    private final TorchModule module;
    private final WeightedLoss loss;
    private final Optimizer optimizer;
    private final int outputs;

    TrainingStep(TorchModule module, WeightedLoss loss, Optimizer optimizer, int outputs) {
        this.module = module;
        this.loss = loss;
        this.optimizer = optimizer;
        this.outputs = outputs;
        module.requireGradients(true);
    }

    /**
     * Learns from a batch.
     *
     * @return the loss before the update; weights stay as they are where it is not finite
     */
    double run(BatchBuffer batch) {
        try (NDManager scope = module.newScope()) {
            Targets targets = Targets.of(scope, batch.labels(), batch.batch(), outputs, batch.side(), batch.side());
            double value;
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray sum = loss.of(module.forward(batch.tensor(scope), true).get(0), targets);
                value = sum.getFloat();
                if (!Double.isFinite(value)) {
                    return value;
                }
                collector.backward(sum);
            }
            for (NDArray parameter : module.parameters()) {
                try (NDArray gradient = parameter.getGradient()) {
                    optimizer.update(parameter.getName(), parameter, gradient);
                }
            }
            module.zeroGradients();
            return value;
        }
    }
}
