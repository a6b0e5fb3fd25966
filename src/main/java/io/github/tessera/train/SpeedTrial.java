package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TorchModule;

/**
 * How fast a device learns and segments, with a network and images that are the same everywhere: C-UNet, {@value #BATCH} crops of {@value
 * #SIDE} x {@value #SIDE} with 3 channels.
 *
 * @param stepMillis a training step, the fastest of those that fit in two seconds
 * @param megapixels segmented a second, as fast
 * @param memoryKept whether freed memory was kept (DESIGN D3)
 */
public record SpeedTrial(double stepMillis, double megapixels, boolean memoryKept) {
    /** Crops a step. */
    public static final int BATCH = 4;

    /** Pixels of a crop's side. */
    public static final int SIDE = 256;

    private static final int CHANNELS = 3;
    private static final long NANOS = 2_000_000_000L;
    private static final double NANOS_A_MILLISECOND = 1e6;

    /**
     * Tries a device, two seconds for each figure and once more to get warm.
     *
     * @param progress may cancel it after each step
     */
    public static SpeedTrial on(Device device, Progress progress) {
        Graph graph = Architecture.C_UNET.settings(CHANNELS, 1).build();
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 1);
        try (MemorySettings memory = MemorySettings.keepMemory();
                TorchModule module = TorchModule.load(graph, weights, true, device)) {
            TrainingStep step = new TrainingStep(module, LossSettings.parse("bce"), OptimizerSettings.DEFAULT, graph);
            BatchBuffer batch = new BatchBuffer(BATCH, CHANNELS, SIDE);
            for (int i = 0; i < batch.pixels().capacity(); i++) {
                batch.pixels().put(i, (float) Math.sin(i));
            }
            for (int i = 0; i < batch.labels().length; i++) {
                batch.labels()[i] = (byte) (batch.pixels().get(i) > 0 ? 1 : 0);
            }
            progress.status("Trying a training step");
            double training = fastest(progress, () -> {
                // Reading the loss waits for the device.
                try (NDArray loss = step.run(batch, OptimizerSettings.DEFAULT.rate(), 0, 1)) {
                    loss.getFloat();
                }
            });
            progress.status("Trying to segment");
            double segmenting = fastest(progress, () -> segment(module));
            double pixels = (double) BATCH * SIDE * SIDE;
            return new SpeedTrial(training / NANOS_A_MILLISECOND, 1000 * pixels / segmenting, memory.inForce());
        }
    }

    private static void segment(TorchModule module) {
        try (NDManager scope = module.newScope()) {
            module.forward(scope.ones(new Shape(BATCH, CHANNELS, SIDE, SIDE)), false)
                    .get(0)
                    .toFloatArray();
        }
    }

    private static double fastest(Progress progress, Runnable work) {
        work.run();
        long best = Long.MAX_VALUE;
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < NANOS) {
            progress.check();
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
