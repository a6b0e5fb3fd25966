package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.CropSampler;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.Truth;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchBufferTest {
    private static final int BATCH = 5;
    private static final int SIDE = 24;

    private static CropSampler crops(AugmentationPreset preset) {
        return LoaderBenchmark.sampler(3, 64, SIDE, preset.settings());
    }

    /** What a GPU is sent; the processor can normalize it as well. */
    @Test
    void bytesBecomeOnTheDeviceWhatJavaWouldHaveMadeOfThem() {
        CropSampler crops = crops(AugmentationPreset.FLIPS);
        BatchBuffer near = BatchBuffer.of(crops, BATCH, null, false);
        BatchBuffer far = BatchBuffer.of(crops, BATCH, null, true);
        assertThrows(IllegalStateException.class, far::pixels);
        try (NDManager scope = PyTorch.engine().newBaseManager(Device.cpu())) {
            for (int step = 1; step < 6; step++) {
                near.fill(crops, step, Progress.NONE);
                far.fill(crops, step, Progress.NONE);
                NDArray sent = far.tensor(scope);
                assertEquals(new Shape(BATCH, 3, SIDE, SIDE), sent.getShape());
                assertEquals(DataType.FLOAT32, sent.getDataType());
                assertArrayEquals(near.tensor(scope).toFloatArray(), sent.toFloatArray(), 1e-6f);
                assertArrayEquals(near.labels(), far.labels());
            }
        }
    }

    /** The way of a GPU: a worker sends pixels and labels ahead, the step takes them in parts. */
    @ParameterizedTest
    @EnumSource(names = {"FLIPS", "LIGHT"})
    void aBatchThatWasSentIsLearntFromAsOneThatWasNot(AugmentationPreset preset) {
        CropSampler crops = crops(preset);
        BatchBuffer near = BatchBuffer.of(crops, BATCH, null, false);
        BatchBuffer far = BatchBuffer.of(crops, BATCH, null, true);
        try (NDManager device = PyTorch.engine().newBaseManager(Device.cpu())) {
            float[] local = learnt(near, crops, buffer -> {});
            float[] remote = learnt(far, crops, buffer -> buffer.send(device));
            assertArrayEquals(local, remote, 1e-5f);
            assertFalse(Arrays.equals(local, learnt(near, crops(AugmentationPreset.STRONG), buffer -> {})));
        }
    }

    private static float[] learnt(BatchBuffer buffer, CropSampler crops, Consumer<BatchBuffer> send) {
        Graph graph = Architecture.C_UNET.settings(3, 1).withWidth(4).build();
        Weights weights = Weights.initial(graph, Initialization.HE_NORMAL, 1);
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu())) {
            TrainingStep step = new TrainingStep(module, LossSettings.parse("bce"), OptimizerSettings.DEFAULT, graph);
            for (int i = 1; i < 4; i++) {
                buffer.fill(crops, i, Progress.NONE);
                send.accept(buffer);
                step.run(buffer, 0.01, i - 1, 2).close();
            }
            return module.weights(graph).get("conv1.weight");
        }
    }

    @Test
    void whatIsComputedIsSentAsItIs() {
        CropSampler crops = crops(AugmentationPreset.LIGHT);
        BatchBuffer far = BatchBuffer.of(crops, BATCH, null, true);
        far.fill(crops, 1, Progress.NONE);
        assertEquals(BATCH * 3 * SIDE * SIDE, far.pixels().capacity());
    }

    @Test
    void bordersLieBesideTheLabelsOnEveryGrid() {
        CropSampler crops = crops(AugmentationPreset.MEDIUM);
        BorderWeights weights = new BorderWeights(10, 5);
        BatchBuffer batch = BatchBuffer.of(crops, BATCH, weights, false);
        int area = SIDE * SIDE;
        for (int step = 1; step < 4; step++) {
            batch.fill(crops, step, Progress.NONE);
            Truth fine = batch.truth(SIDE, SIDE);
            Truth coarse = batch.truth(SIDE / 4, SIDE / 4);
            for (int n = 0; n < BATCH; n++) {
                byte[] crop = Arrays.copyOfRange(batch.labels(), n * area, (n + 1) * area);
                float[] expected = weights.of(crop, SIDE, SIDE);
                assertArrayEquals(expected, Arrays.copyOfRange(fine.borders(), n * area, (n + 1) * area));
                for (int i = 0; i < area / 16; i++) {
                    int place = i / (SIDE / 4) * 4 * SIDE + i % (SIDE / 4) * 4;
                    assertEquals(expected[place], coarse.borders()[n * area / 16 + i]);
                    assertEquals(crop[place], coarse.labels()[n * area / 16 + i]);
                }
            }
        }
        assertNull(BatchBuffer.of(crops, BATCH, null, false).truth(SIDE, SIDE).borders());
    }
}
