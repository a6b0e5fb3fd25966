package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.data.CropSampler;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

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
    private final FloatBuffer pixels;
    private final byte[] labels;

    BatchBuffer(int batch, int channels, int side) {
        this.batch = batch;
        this.channels = channels;
        this.side = side;
        long values = (long) batch * channels * side * side;
        if (values > Integer.MAX_VALUE / Float.BYTES) {
            throw new TesseraException("A batch of " + batch + " crops of " + side + " x " + side + " pixels and "
                    + channels + " channels is too large: choose a smaller batch or smaller crops.");
        }
        direct = ByteBuffer.allocateDirect(Float.BYTES * (int) values).order(ByteOrder.nativeOrder());
        pixels = direct.asFloatBuffer();
        labels = new byte[batch * side * side];
    }

    /** The pixels, to be written by their places. */
    FloatBuffer pixels() {
        return pixels;
    }

    byte[] labels() {
        return labels;
    }

    /** The labels on a grid of height x width pixels: those nearest to its pixels' upper left corners. */
    byte[] labels(int height, int width) {
        if (height == side && width == side) {
            return labels;
        }
        byte[] coarse = new byte[batch * height * width];
        for (int i = 0; i < coarse.length; i++) {
            int row = i / width % height * side / height;
            int column = i % width * side / width;
            coarse[i] = labels[(i / (height * width) * side + row) * side + column];
        }
        return coarse;
    }

    int batch() {
        return batch;
    }

    int side() {
        return side;
    }

    /** Takes the crops of a step. */
    void fill(CropSampler crops, long step, Progress progress) {
        crops.fill(step, batch, pixels, labels, progress);
    }

    /** The pixels as a tensor in the scope, valid until the buffer is filled anew. */
    NDArray tensor(NDManager scope) {
        return scope.create(
                direct.duplicate().order(ByteOrder.nativeOrder()),
                new Shape(batch, channels, side, side),
                DataType.FLOAT32);
    }
}
