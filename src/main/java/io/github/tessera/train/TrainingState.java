package io.github.tessera.train;

import io.github.tessera.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything of a training that changes while it runs, as it is between two steps: what goes on from it ends as if it had never been
 * interrupted, for batches and dropout come from (seed, step).
 *
 * @param step steps done
 * @param parts in which a batch goes through the network
 * @param epochs those that have ended
 * @param epoch what has been summed up of the one that has not
 * @param weights the network's, running statistics too; not their averages
 * @param optimizer the optimizer's states by state and weight, and the averages
 */
record TrainingState(
        long step, int parts, List<Epoch> epochs, EpochSum epoch, Weights weights, Map<String, float[]> optimizer) {

    /** Before the first step. */
    static TrainingState first(Weights weights, int parts) {
        return new TrainingState(0, parts, List.of(), EpochSum.NONE, weights, Map.of());
    }

    /** The same with an optimizer that begins anew, for other layers are learnt from now on; the averages of the weights go on. */
    TrainingState withFreshOptimizer() {
        Map<String, float[]> averages = new LinkedHashMap<>(optimizer);
        averages.keySet().removeIf(name -> !name.startsWith(WeightUpdate.AVERAGES + "."));
        return new TrainingState(step, parts, epochs, epoch, weights, averages);
    }

    /** The same with batches in other parts. */
    TrainingState withParts(int other) {
        return new TrainingState(step, other, epochs, epoch, weights, optimizer);
    }
}
