package io.github.tessera.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.Shapes;
import io.github.tessera.tensor.Constant;
import io.github.tessera.tensor.TorchModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The networks of an ensemble inside the engine: each sees every batch, and the mean of their probabilities is the result. */
final class Networks implements AutoCloseable {
    private final List<Network> networks = new ArrayList<>();

    private record Network(Graph graph, TorchModule module, boolean channelsLast) {}

    /**
     * Loads them.
     *
     * @param level see {@link SegmentationModel#inference(int)}
     * @throws io.github.tessera.progress.TesseraException if one of them has no such level
     */
    Networks(Ensemble ensemble, int level, Device device) {
        try {
            for (SegmentationModel model : ensemble.models()) {
                Inference inference = model.inference(level);
                boolean channelsLast = model.run().channelsLast();
                TorchModule module = TorchModule.load(inference.graph(), inference.weights(), channelsLast, device);
                networks.add(new Network(inference.graph(), module, channelsLast));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The step between places at which a tile may begin, so that every network sees it as it sees the whole. */
    int stride() {
        int stride = 1;
        for (Network network : networks) {
            int own = Shapes.stride(network.graph());
            int common = own;
            while (common % stride != 0) {
                common += own;
            }
            stride = common;
        }
        return stride;
    }

    /** Pixels around a place that the result there depends on, in the network that sees furthest. */
    int halo() {
        return networks.stream().mapToInt(n -> Shapes.halo(n.graph())).max().orElseThrow();
    }

    /** Whether a result can depend on the whole of a tile. */
    boolean global() {
        return networks.stream().anyMatch(n -> Shapes.global(n.graph()));
    }

    /** What segmenting so many tiles at once takes. */
    MemoryEstimate need(int height, int width, int tiles) {
        return networks.stream()
                .map(n -> MemoryEstimate.inference(n.graph(), height, width, tiles, n.channelsLast()))
                .reduce(MemoryEstimate::before)
                .orElseThrow();
    }

    /**
     * The mean of the networks' probabilities, over all views.
     *
     * @param values float32 in the system's byte order
     * @param shape of the values: (N, channels, height, width)
     * @return (N, outputs, height, width)
     */
    float[] mean(ByteBuffer values, Shape shape, TestTimeAugmentation augmentation) {
        try (NDManager scope = networks.get(0).module().newScope()) {
            NDArray x = scope.create(values, shape, DataType.FLOAT32);
            NDArray sum = null;
            int count = 0;
            for (View view : augmentation.views()) {
                NDArray seen = view.of(x);
                for (Network network : networks) {
                    NDArray next =
                            view.back(network.module().forward(seen, false).get(0));
                    sum = sum == null ? next : added(sum, next);
                    count++;
                }
                if (seen != x) {
                    seen.close();
                }
            }
            return (count == 1 ? sum : sum.div(Constant.of(sum, count))).toFloatArray();
        }
    }

    /** Not in place: PyTorch forbids that for what comes out of inference. */
    private static NDArray added(NDArray before, NDArray next) {
        try (before;
                next) {
            return before.add(next);
        }
    }

    @Override
    public void close() {
        networks.forEach(network -> network.module().close());
    }
}
