package io.github.tessera.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.Shapes;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.TileRule;

/** A network of Tessera's own, whose graph tells all its sizes. */
final class TrainedNetwork implements RunningNetwork {
    private final Graph graph;
    private final TorchModule module;
    private final boolean channelsLast;

    TrainedNetwork(Inference inference, boolean channelsLast, Device device) {
        this.graph = inference.graph();
        this.channelsLast = channelsLast;
        module = TorchModule.load(graph, inference.weights(), channelsLast, device);
    }

    @Override
    public TileRule tiles() {
        return TileRule.multiples(Shapes.stride(graph), Shapes.halo(graph));
    }

    @Override
    public boolean global() {
        return Shapes.global(graph);
    }

    @Override
    public MemoryEstimate need(int height, int width, int tiles) {
        return MemoryEstimate.inference(graph, height, width, tiles, channelsLast);
    }

    @Override
    public NDManager newScope() {
        return module.newScope();
    }

    @Override
    public NDArray probabilities(NDArray x) {
        return module.forward(x, false).get(0);
    }

    @Override
    public void close() {
        module.close();
    }
}
