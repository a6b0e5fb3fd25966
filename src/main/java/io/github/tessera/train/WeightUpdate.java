package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.tensor.TorchFunction;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The optimizer of a module: all weights follow their gradients in one call of PyTorch's fused update, which walks over each of them once.
 *
 * <p>Its states are plain tensors of the weights' shapes and memory formats; they live as long as the module. Nothing is read back from
 * the device: a step whose loss is no number is left out there.
 */
final class WeightUpdate {
    /** The state that is the moving average of the weights. */
    static final String AVERAGES = "averages";

    /** The entry of {@link #states} that holds the steps done. */
    private static final String COUNT = "count";

    private final TorchModule module;
    private final NDManager manager;
    private final OptimizerSettings settings;
    private final List<NDArray> weights;
    private final NDArray count;
    private final Map<String, List<NDArray>> states = new LinkedHashMap<>();
    private final TorchFunction update;
    private final TorchFunction copy;
    private final TorchFunction swap;
    private final TorchFunction zero;

    /**
     * An optimizer before its first step.
     *
     * @param module whose learnt weights it changes; they collect gradients from now on
     */
    WeightUpdate(TorchModule module, OptimizerSettings settings) {
        this.module = module;
        this.settings = settings;
        weights = module.parameters();
        module.requireGradients(true);
        manager = module.newScope();
        // The steps done are one number, which the update wants for each weight.
        count = manager.zeros(new Shape(), DataType.FLOAT32);
        settings.states()
                .forEach(state ->
                        states.put(state, weights.stream().map(this::zeros).toList()));
        copy = new TorchFunction(manager, List.of("into", "from"), "torch._foreach_copy_(into, from)");
        if (settings.averaging() > 0) {
            copy.call(List.of(states.get(AVERAGES), weights));
        }
        zero = new TorchFunction(manager, List.of("gradients"), "torch._foreach_zero_(gradients)");
        swap = new TorchFunction(
                manager,
                List.of("weights", AVERAGES),
                "kept = torch._foreach_mul(weights, 1)",
                "torch._foreach_copy_(weights, averages)",
                "torch._foreach_copy_(averages, kept)");
        List<String> lists = new ArrayList<>(List.of("weights", "gradients", "counts", "numbers"));
        lists.addAll(states.keySet());
        update = new TorchFunction(manager, lists, lines().toArray(String[]::new));
    }

    private NDArray zeros(NDArray like) {
        NDArray zeros = like.zerosLike();
        zeros.attach(manager);
        return zeros;
    }

    private List<String> lines() {
        boolean clipped = settings.clip() > 0;
        boolean averaged = settings.averaging() > 0;
        List<String> lines = new ArrayList<>(Lines.of(
                "loss, rate, share = numbers[0], numbers[1], numbers[2]",
                "bad = torch.to(torch.logical_not(torch.isfinite(loss)), 6)",
                "torch.add_(counts[0], torch.rsub(bad, 1))",
                clipped ? "norm = torch.norm(torch.stack(torch._foreach_norm(gradients)))" : "",
                // PyTorch's clip_grad_norm_: 1e-6 keeps gradients of nothing from dividing by zero.
                clipped
                        ? "factor = torch.clamp(torch.div(torch.full_like(norm, " + settings.clip()
                                + "), torch.add(norm, 9.9999999999999995e-07)), None, 1.)"
                        : "",
                clipped ? "torch._foreach_mul_(gradients, factor)" : ""));
        lines.addAll(settings.kind().update(settings));
        lines.addAll(Lines.of(
                averaged ? "gaps = torch._foreach_sub(weights, averages)" : "",
                averaged ? "torch._foreach_mul_(gaps, share)" : "",
                averaged ? "torch._foreach_add_(averages, gaps)" : "",
                "torch._foreach_zero_(gradients)"));
        return lines;
    }

    /**
     * Changes the weights by their gradients, which are zero afterwards.
     *
     * @param loss whose gradients they are; if it is no number nothing changes
     * @param rate learning rate
     * @param step steps done before, for the average: its decay rises with them to the one that was chosen, as 1 - 9 / (10 + step), so
     *     that it does not hang on to the first weights
     */
    void step(NDArray loss, double rate, long step) {
        double share = Math.max(1 - settings.averaging(), 9.0 / (10 + step));
        List<NDArray> gradients = gradients();
        try (NDArray rates = manager.create((float) rate);
                NDArray shares = manager.create((float) share)) {
            List<List<NDArray>> lists = new ArrayList<>(List.of(
                    weights, gradients, Collections.nCopies(weights.size(), count), List.of(loss, rates, shares)));
            lists.addAll(states.values());
            update.call(lists);
        } finally {
            gradients.forEach(NDArray::close);
        }
    }

    /** Forgets gradients that have been collected. */
    void forget() {
        List<NDArray> gradients = gradients();
        zero.call(List.of(gradients));
        gradients.forEach(NDArray::close);
    }

    private List<NDArray> gradients() {
        return weights.stream().map(NDArray::getGradient).toList();
    }

    /** Puts the averages where the weights are, and the weights aside; called again it puts them back. Without averages: nothing. */
    void swapAverages() {
        if (settings.averaging() > 0) {
            swap.call(List.of(weights, states.get(AVERAGES)));
        }
    }

    /** What it has come to, by state and weight: {@code means.conv1.weight}. */
    Map<String, float[]> states() {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put(COUNT, new float[] {count.getFloat()});
        List<String> names = module.parameterNames();
        states.forEach((state, tensors) -> {
            for (int i = 0; i < names.size(); i++) {
                values.put(state + "." + names.get(i), tensors.get(i).toFloatArray());
            }
        });
        return values;
    }

    /**
     * Goes on from such states; without the steps done only from averages, and weights that have none begin theirs.
     *
     * @throws IllegalArgumentException if they are of other weights
     */
    void restore(Map<String, float[]> values) {
        List<String> names = module.parameterNames();
        try (NDManager scope = manager.newSubManager()) {
            boolean begun = values.containsKey(COUNT);
            if (begun) {
                count.subi(count).addi(values.get(COUNT)[0]);
            }
            states.forEach((state, tensors) -> {
                List<NDArray> into = new ArrayList<>();
                List<NDArray> from = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    float[] kept = values.get(state + "." + names.get(i));
                    if (kept == null && !begun) {
                        continue;
                    }
                    if (kept == null || kept.length != tensors.get(i).size()) {
                        throw new IllegalArgumentException("no " + state + " of " + names.get(i));
                    }
                    into.add(tensors.get(i));
                    from.add(scope.create(kept, tensors.get(i).getShape()));
                }
                if (!into.isEmpty()) {
                    copy.call(List.of(into, from));
                }
            });
        }
    }
}
