package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TorchModule;

/** Times one step, and one tile, each way and keeps the faster (DESIGN D3). The weights that it moves are thrown away. */
final class SpeedChoice {
    private static final int WARM_UP = 2;
    private static final int TIMED = 2;
    private static final int[] TILE_BATCHES = {1, 4, 8};

    private final TrainingSetup setup;
    private final Weights weights;

    SpeedChoice(TrainingSetup setup, Weights weights) {
        this.setup = setup;
        this.weights = weights;
    }

    /** The faster way; the rule where memory does not suffice to try. */
    RunSettings of(RunSettings rule, Progress progress) {
        try {
            return timed(rule, progress);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!MemoryFault.is(e)) {
                throw e;
            }
            return rule;
        }
    }

    private RunSettings timed(RunSettings rule, Progress progress) {
        TrainingConfig config = setup.config();
        progress.status("Timing one step each way");
        BatchBuffer batch =
                BatchBuffer.of(setup.crops(), config.batch(), config.loss().borderWeights(), false);
        batch.fill(setup.crops(), 0, progress);
        boolean training = stepNanos(batch, true, progress) <= stepNanos(batch, false, progress);
        double fastest = Double.POSITIVE_INFINITY;
        boolean inference = true;
        int tiles = rule.tileBatch();
        for (boolean channelsLast : new boolean[] {true, false}) {
            for (int count : TILE_BATCHES) {
                progress.check();
                double nanos = tileNanos(rule.tileSize(), count, channelsLast);
                if (nanos < fastest) {
                    fastest = nanos;
                    inference = channelsLast;
                    tiles = count;
                }
            }
        }
        return rule.timed(training, inference, tiles);
    }

    private long stepNanos(BatchBuffer batch, boolean channelsLast, Progress progress) {
        TrainingConfig config = setup.config();
        try (TorchModule module = setup.module(weights, channelsLast, 0)) {
            TrainingStep step = setup.step(module);
            return fastest(() -> {
                progress.check();
                // Reading the loss waits for the device.
                try (NDArray loss = step.run(batch, config.optimizer().rate(), 0, config.parts())) {
                    loss.getFloat();
                }
            });
        }
    }

    private double tileNanos(int side, int count, boolean channelsLast) {
        try (TorchModule module = TorchModule.load(
                        setup.graph(), weights, channelsLast, setup.device().device());
                NDManager scope = module.newScope()) {
            Shape shape = new Shape(count, setup.graph().channels(), side, side);
            return (double) fastest(() -> {
                        try (NDManager inner = scope.newSubManager()) {
                            module.forward(inner.ones(shape), false).get(0).toFloatArray();
                        }
                    })
                    / count;
        }
    }

    private static long fastest(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP + TIMED; i++) {
            long start = System.nanoTime();
            work.run();
            best = i < WARM_UP ? best : Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
