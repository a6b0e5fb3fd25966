package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.TorchModule;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every network can learn one tile by heart. */
class OverfitTest {
    private static final int SIDE = 64;
    private static final int MOST_STEPS = 300;

    /** Noise whose right half is brighter, and the same turned: normalizations need two images that differ. */
    private static BatchBuffer tile() {
        BatchBuffer batch = new BatchBuffer(2, 3, SIDE);
        Random random = new Random(2);
        int plane = SIDE * SIDE;
        for (int p = 0; p < plane; p++) {
            int turned = p % SIDE * SIDE + p / SIDE;
            boolean bright = p % SIDE >= SIDE / 2;
            batch.labels()[p] = (byte) (bright ? 1 : 0);
            batch.labels()[plane + turned] = batch.labels()[p];
            for (int c = 0; c < 3; c++) {
                float value = (float) (random.nextGaussian() + (bright ? 2 : -1));
                batch.pixels().put(c * plane + p, value);
                batch.pixels().put((3 + c) * plane + turned, value);
            }
        }
        return batch;
    }

    @ParameterizedTest
    @EnumSource
    void everyNetworkLearnsOneTileByHeart(Architecture architecture) {
        NetworkSettings settings = SmallNetworks.of(architecture).withOutputs(1);
        Graph graph = settings.build();
        Weights weights = Weights.initial(graph, Initialization.HE_NORMAL, 3);
        BatchBuffer batch = tile();
        double iou = 0;
        int steps = 0;
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu())) {
            TrainingStep step =
                    new TrainingStep(module, LossSettings.parse("bce+jaccard"), OptimizerSettings.DEFAULT, graph);
            while (iou < 0.9 && steps < MOST_STEPS) {
                for (int i = 0; i < 10; i++) {
                    OneStep.run(step, batch);
                }
                steps += 10;
                iou = iou(module, batch);
            }
        }
        assertTrue(iou >= 0.9, architecture + ": IoU " + iou + " after " + steps + " steps");
    }

    private static double iou(TorchModule module, BatchBuffer batch) {
        try (NDManager scope = module.newScope()) {
            NDArray logits = module.forward(batch.tensor(scope), true).get(0);
            float[] values = logits.toFloatArray();
            int both = 0;
            int either = 0;
            for (int i = 0; i < values.length; i++) {
                boolean truth = batch.labels()[i] == 1;
                both += truth && values[i] > 0 ? 1 : 0;
                either += truth || values[i] > 0 ? 1 : 0;
            }
            return (double) both / either;
        }
    }
}
