package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.tensor.TorchFunction;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The optimizer of a module: all weights follow their gradients in one call of PyTorch's fused update, which walks over each of them once.
 *
 * <p>Its states are plain tensors of the weights' shapes and memory formats; they live as long as the module.
 */
final class WeightUpdate {
    private final List<NDArray> weights;
    private final List<List<NDArray>> arguments = new ArrayList<>();
    private final TorchFunction function;

    /**
     * An optimizer before its first step.
     *
     * @param module whose learnt weights it changes; they collect gradients from now on
     */
    WeightUpdate(TorchModule module, OptimizerSettings settings) {
        weights = module.parameters();
        module.requireGradients(true);
        NDManager manager = module.newScope();
        List<String> names = new ArrayList<>(List.of("weights", "gradients", "counts"));
        // The steps done are one number, which the update wants for each weight.
        NDArray count = manager.zeros(new Shape(), DataType.FLOAT32);
        arguments.add(Collections.nCopies(weights.size(), count));
        for (String state : settings.kind().states(settings)) {
            names.add(state);
            arguments.add(weights.stream().map(weight -> zeros(weight, manager)).toList());
        }
        function = new TorchFunction(
                manager,
                names,
                "_0 = torch.add_(counts[0], 1)",
                settings.kind().update(settings),
                "torch._foreach_zero_(gradients)");
    }

    private static NDArray zeros(NDArray like, NDManager manager) {
        NDArray zeros = like.zerosLike();
        zeros.attach(manager);
        return zeros;
    }

    /** Changes the weights by their gradients, which are zero afterwards. */
    void step() {
        List<NDArray> gradients = weights.stream().map(NDArray::getGradient).toList();
        List<List<NDArray>> lists = new ArrayList<>(List.of(weights, gradients));
        lists.addAll(arguments);
        function.call(lists);
        gradients.forEach(NDArray::close);
    }
}
