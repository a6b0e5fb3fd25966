package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.TesseraException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One batch of crops, filled in Java and read by the engine in place: direct memory of one size, used again for every batch.
 *
 * <p>Square crops; pixels (N, C, S, S), labels (N, S, S) with 255 ignored.
 */
final class BatchBuffer {
    private final int batch;
    private final int channels;
    private final int side;
    private final ByteBuffer direct;
    private final float[] pixels;
    private final byte[] labels;

    BatchBuffer(int batch, int channels, int side) {
        this.batch = batch;
        this.channels = channels;
        this.side = side;
        long bytes = (long) Float.BYTES * batch * channels * side * side;
        if (bytes > Integer.MAX_VALUE) {
            throw new TesseraException("A batch of " + batch + " crops of " + side + " x " + side
                    + " pixels is too large, for it takes more than 2 GB: choose a smaller batch or crop.");
        }
        pixels = new float[batch * channels * side * side];
        labels = new byte[batch * side * side];
        direct = ByteBuffer.allocateDirect(4 * pixels.length).order(ByteOrder.nativeOrder());
    }

    float[] pixels() {
        return pixels;
    }

    byte[] labels() {
        return labels;
    }

    int batch() {
        return batch;
    }

    int side() {
        return side;
    }

    /** The pixels as a tensor in the scope, valid until the buffer is filled anew. */
    NDArray tensor(NDManager scope) {
        direct.asFloatBuffer().put(pixels);
        return scope.create(
                direct.duplicate().order(ByteOrder.nativeOrder()),
                new Shape(batch, channels, side, side),
                DataType.FLOAT32);
    }
}
