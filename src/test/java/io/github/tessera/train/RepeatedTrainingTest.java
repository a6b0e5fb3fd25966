package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One seed, one training: on the CPU two runs leave the same weights, bit for bit, dropout and running statistics too. */
class RepeatedTrainingTest {
    private static final int STEPS = 3;

    @ParameterizedTest
    @EnumSource
    void twoTrainingsFromOneSeedGiveTheSameWeights(Architecture architecture) {
        Weights once = train(architecture);
        Weights again = train(architecture);
        once.asMap().forEach((name, values) -> assertArrayEquals(values, again.get(name), name));
        Weights start = initial(SmallNetworks.of(architecture).build());
        String first = start.asMap().keySet().iterator().next();
        assertFalse(Arrays.equals(start.get(first), once.get(first)), "nothing was learnt");
    }

    private static Weights initial(Graph graph) {
        return Weights.initial(graph, Initialization.HE_NORMAL, 8);
    }

    private static Weights train(Architecture architecture) {
        Graph graph = SmallNetworks.of(architecture).build();
        PyTorch.engine().setRandomSeed(8);
        try (TorchModule module = TorchModule.load(graph, initial(graph), true, Device.cpu())) {
            TrainingStep step = new TrainingStep(
                    module, LossSettings.parse("crossentropy+jaccard"), OptimizerSettings.DEFAULT, graph);
            BatchBuffer batch = NoiseBatch.get();
            for (int i = 0; i < STEPS; i++) {
                OneStep.run(step, batch);
            }
            return module.weights(graph);
        }
    }
}
