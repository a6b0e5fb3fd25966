package io.github.tessera.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.Model;
import io.github.tessera.model.RunningNetwork;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.tensor.Constant;
import io.github.tessera.tile.TileRule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The networks of an ensemble inside the engine: each sees every batch, and the mean of their probabilities is the result. */
final class Networks implements AutoCloseable {
    private final List<RunningNetwork> networks = new ArrayList<>();
    private final TileRule tiles;

    /**
     * Loads them.
     *
     * @param level see {@link Model#load}
     * @throws io.github.tessera.progress.TesseraException if one of them has no such level, or cannot be loaded, or no tile fits all
     */
    Networks(Ensemble ensemble, int level, Device device) {
        try {
            for (Model model : ensemble.models()) {
                networks.add(model.load(level, device));
            }
            tiles = networks.stream()
                    .map(RunningNetwork::tiles)
                    .reduce(TileRule::and)
                    .orElseThrow();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What tiles all of them take, so that every network sees a tile as it sees the whole. */
    TileRule tiles() {
        return tiles;
    }

    /** Whether a result can depend on the whole of a tile. */
    boolean global() {
        return networks.stream().anyMatch(RunningNetwork::global);
    }

    /** What segmenting so many tiles at once takes. */
    MemoryEstimate need(int height, int width, int tiles) {
        return networks.stream()
                .map(n -> n.need(height, width, tiles))
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
        try (NDManager scope = networks.get(0).newScope()) {
            NDArray x = scope.create(values, shape, DataType.FLOAT32);
            NDArray sum = null;
            int count = 0;
            for (View view : augmentation.views()) {
                NDArray seen = view.of(x);
                for (RunningNetwork network : networks) {
                    NDArray next = view.back(network.probabilities(seen));
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
        networks.forEach(RunningNetwork::close);
    }
}
