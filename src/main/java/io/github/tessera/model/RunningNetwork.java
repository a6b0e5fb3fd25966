package io.github.tessera.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.tile.TileRule;

/** A model's network inside the engine. Owns native memory: close it. */
public interface RunningNetwork extends AutoCloseable {
    /** What tiles it takes. */
    TileRule tiles();

    /** Whether its results depend on the whole of a tile, or may do so: then its tiles keep one size. */
    boolean global();

    /** What segmenting so many tiles at once takes. */
    MemoryEstimate need(int height, int width, int tiles);

    /** A scope for the tensors of one batch of tiles, on the network's device; close it when they are no longer needed. */
    NDManager newScope();

    /**
     * What it makes of tiles.
     *
     * @param x (N, channels, H, W) float32, as a {@link io.github.tessera.tensor.TileReader} of the model reads them
     * @return probabilities (N, outputs, H, W); within {@link TileRule#least} of the edges they mean nothing
     */
    NDArray probabilities(NDArray x);

    @Override
    void close();
}
