package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.data.CropSampler;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Node;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TorchModule;
import java.util.function.Predicate;

/** Times one step, and one tile, each way and keeps the faster (DESIGN D3). The weights that it moves are thrown away. */
final class SpeedChoice {
    private static final int WARM_UP = 2;
    private static final int TIMED = 2;
    private static final int[] TILE_BATCHES = {1, 4, 8};

    private final Graph graph;
    private final Weights weights;
    private final Device device;
    private final Predicate<Node> frozen;

    SpeedChoice(Graph graph, Weights weights, Device device, Predicate<Node> frozen) {
        this.frozen = frozen;
        this.graph = graph;
        this.weights = weights;
        this.device = device;
    }

    RunSettings of(RunSettings rule, TrainingConfig config, CropSampler crops, Progress progress) {
        progress.status("Timing one step each way");
        BatchBuffer batch = new BatchBuffer(
                config.batch(), crops.channels(), crops.size(), config.loss().borderWeights());
        batch.fill(crops, 0, progress);
        boolean training = stepNanos(config, batch, true, progress) <= stepNanos(config, batch, false, progress);
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

    private long stepNanos(TrainingConfig config, BatchBuffer batch, boolean channelsLast, Progress progress) {
        try (TorchModule module = TorchModule.load(graph, weights, channelsLast, device, frozen)) {
            TrainingStep step = new TrainingStep(module, config.loss(), config.optimizer(), graph);
            return fastest(() -> {
                progress.check();
                step.run(batch);
            });
        }
    }

    private double tileNanos(int side, int count, boolean channelsLast) {
        try (TorchModule module = TorchModule.load(graph, weights, channelsLast, device);
                NDManager scope = module.newScope()) {
            Shape shape = new Shape(count, graph.channels(), side, side);
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
