package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.Targets;
import io.github.tessera.loss.Truth;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NodeList.Output;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.List;

/** One step: forward, loss of all outputs, backward, update. */
final class TrainingStep {
    private final TorchModule module;
    private final LossSettings loss;
    private final WeightUpdate update;
    private final List<Output> outputs;
    private final double weights;

    TrainingStep(TorchModule module, LossSettings loss, OptimizerSettings optimizer, Graph graph) {
        this.module = module;
        this.loss = loss;
        outputs = graph.outputs();
        weights = outputs.stream().mapToDouble(Output::weight).sum();
        update = new WeightUpdate(module, optimizer);
    }

    /**
     * Learns from a batch.
     *
     * @return the main output's loss before the update, or what all outputs' together came to where that is not finite: then weights
     *     stay as they are
     */
    double run(BatchBuffer batch) {
        try (NDManager scope = module.newScope()) {
            double main;
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDList results = module.forward(batch.tensor(scope), true);
                NDArray first = loss(results.get(0), batch, scope);
                NDArray sum = first.mul((float) (outputs.get(0).weight() / weights));
                for (int i = 1; i < outputs.size(); i++) {
                    NDArray further = loss(results.get(i), batch, scope);
                    sum = sum.add(further.mul((float) (outputs.get(i).weight() / weights)));
                }
                double all = sum.getFloat();
                if (!Double.isFinite(all)) {
                    return all;
                }
                main = first.getFloat();
                collector.backward(sum);
            }
            update.step();
            return main;
        }
    }

    /** Outputs coarser than the image are compared with every so manyth label. */
    private NDArray loss(NDArray logits, BatchBuffer batch, NDManager scope) {
        int channels = (int) logits.getShape().get(1);
        int height = (int) logits.getShape().get(2);
        int width = (int) logits.getShape().get(3);
        Truth truth = batch.truth(height, width);
        return loss.of(logits, Targets.of(scope, truth, 0, batch.batch(), channels, loss));
    }
}
