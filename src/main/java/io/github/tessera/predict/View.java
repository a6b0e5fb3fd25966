package io.github.tessera.predict;

import ai.djl.ndarray.NDArray;

/**
 * One of the eight sides that a square has to look from.
 *
 * @param turned whether rows and columns are changed for each other, before the rest
 * @param inverted whether the rows are flipped
 * @param mirrored whether the columns are flipped
 */
record View(boolean turned, boolean inverted, boolean mirrored) {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    /** A batch (N, C, H, W) as it looks from this side. */
    NDArray of(NDArray batch) {
        return flipped(turned ? sideways(batch) : batch);
    }

    /** What came of it, as it lies in the batch. */
    NDArray back(NDArray result) {
        NDArray upright = flipped(result);
        return turned ? sideways(upright) : upright;
    }

    private NDArray flipped(NDArray batch) {
        if (inverted && mirrored) {
            return batch.flip(ROWS, COLUMNS);
        }
        return inverted ? batch.flip(ROWS) : mirrored ? batch.flip(COLUMNS) : batch;
    }

    private static NDArray sideways(NDArray batch) {
        return batch.transpose(0, 1, COLUMNS, ROWS);
    }
}
