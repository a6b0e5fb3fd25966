package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.data.CropSampler;
import io.github.tessera.loss.Truth;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One batch of crops, filled in Java and read by the engine in place: direct memory of one size, used again for every batch.
 *
 * <p>Square crops; pixels (N, C, S, S), labels (N, S, S) with 255 ignored. Pixels are normalized float32, or bytes that the device
 * normalizes, so that a quarter as much is sent to it. Beside the labels lie their border weights if the loss needs them.
 */
final class BatchBuffer {
    private final int batch;
    private final int channels;
    private final int side;
    private final boolean bytes;
    private final ByteBuffer direct;
    private final FloatBuffer pixels;
    private final float[] scale;
    private final float[] offset;
    private final byte[] labels;
    private NDManager sent;
    private NDArray sentPixels;
    private NDArray sentLabels;
    private final BorderWeights borderWeights;
    private final float[] borders;

    /** For normalized pixels, without border weights. */
    BatchBuffer(int batch, int channels, int side) {
        this(batch, channels, side, null);
    }

    /**
     * For normalized pixels.
     *
     * @param borderWeights null for none
     */
    BatchBuffer(int batch, int channels, int side, BorderWeights borderWeights) {
        this(batch, channels, side, borderWeights, false);
    }

    private BatchBuffer(int batch, int channels, int side, BorderWeights borderWeights, boolean bytes) {
        this.batch = batch;
        this.channels = channels;
        this.side = side;
        this.bytes = bytes;
        this.borderWeights = borderWeights;
        requireAddressable(batch, channels, side);
        int values = batch * channels * side * side;
        direct = ByteBuffer.allocateDirect((bytes ? 1 : Float.BYTES) * values).order(ByteOrder.nativeOrder());
        pixels = direct.asFloatBuffer();
        scale = new float[batch * channels];
        offset = new float[batch * channels];
        labels = new byte[batch * side * side];
        borders = borderWeights == null ? null : new float[labels.length];
    }

    /**
     * Checks that Java can address all values of a batch in one buffer.
     *
     * @throws TesseraException if there are too many
     */
    static void requireAddressable(int batch, int channels, int side) {
        long values = (long) batch * channels * side * side;
        if (values > Integer.MAX_VALUE / Float.BYTES) {
            throw new TesseraException("A batch of " + batch + " crops of " + side + " x " + side + " pixels and "
                    + channels + " channels is too large: choose a smaller batch or smaller crops.");
        }
    }

    /**
     * For crops of a sampler.
     *
     * @param borderWeights null for none
     * @param far whether the pixels have to be sent to a device of its own memory
     */
    static BatchBuffer of(CropSampler crops, int batch, BorderWeights borderWeights, boolean far) {
        return new BatchBuffer(batch, crops.channels(), crops.size(), borderWeights, far && crops.ofBytes());
    }

    /** The normalized pixels, to be written by their places. */
    FloatBuffer pixels() {
        if (bytes) {
            throw new IllegalStateException("a batch of bytes");
        }
        return pixels;
    }

    byte[] labels() {
        return labels;
    }

    /** Labels and border weights on a grid of height x width pixels: those nearest to its pixels' upper left corners. */
    Truth truth(int height, int width) {
        if (height == side && width == side) {
            return new Truth(labels, borders, batch, side, side, sentLabels);
        }
        byte[] coarse = new byte[batch * height * width];
        float[] coarseBorders = borders == null ? null : new float[coarse.length];
        for (int i = 0; i < coarse.length; i++) {
            int row = i / width % height * side / height;
            int column = i % width * side / width;
            int place = (i / (height * width) * side + row) * side + column;
            coarse[i] = labels[place];
            if (borders != null) {
                coarseBorders[i] = borders[place];
            }
        }
        return new Truth(coarse, coarseBorders, batch, height, width);
    }

    /** Makes the border weights of the labels, if there are to be any. */
    void weighBorders(Progress progress) {
        int area = side * side;
        for (int i = 0; borders != null && i < batch; i++) {
            progress.check();
            byte[] crop = Arrays.copyOfRange(labels, i * area, (i + 1) * area);
            System.arraycopy(borderWeights.of(crop, side, side), 0, borders, i * area, area);
        }
    }

    int batch() {
        return batch;
    }

    int side() {
        return side;
    }

    /** Takes the crops of a step. */
    void fill(CropSampler crops, long step, Progress progress) {
        forget();
        if (bytes) {
            crops.fillBytes(step, batch, direct, scale, offset, labels, progress);
        } else {
            crops.fill(step, batch, pixels, labels, progress);
        }
        weighBorders(progress);
    }

    /** Sends the batch to a device; until it is filled anew, tensors are made of what is there. */
    void send(NDManager device) {
        forget();
        sent = device.newSubManager();
        sentPixels = pixels(sent, 0, batch);
        sentLabels = sent.create(ByteBuffer.wrap(labels), new Shape(batch, 1, side, side), DataType.UINT8);
    }

    private void forget() {
        if (sent != null) {
            sent.close();
            sent = null;
            sentLabels = null;
        }
    }

    /** The normalized pixels as a tensor on the scope's device, valid until the buffer is filled anew. */
    NDArray tensor(NDManager scope) {
        return tensor(scope, 0, batch);
    }

    /** The same of so many crops, from one of them on. */
    NDArray tensor(NDManager scope, int first, int crops) {
        NDArray raw;
        if (sent == null) {
            raw = pixels(scope, first, crops);
        } else {
            raw = sentPixels.get(new NDIndex().addSliceDim(first, first + crops));
            raw.attach(scope);
        }
        if (!bytes) {
            return raw;
        }
        Shape each = new Shape(crops, channels, 1, 1);
        int from = first * channels;
        int to = from + crops * channels;
        return raw.toType(DataType.FLOAT32, true)
                .muli(scope.create(Arrays.copyOfRange(scale, from, to), each))
                .addi(scope.create(Arrays.copyOfRange(offset, from, to), each));
    }

    private NDArray pixels(NDManager manager, int first, int crops) {
        int crop = direct.capacity() / batch;
        ByteBuffer part = direct.slice(first * crop, crops * crop).order(ByteOrder.nativeOrder());
        return manager.create(part, new Shape(crops, channels, side, side), bytes ? DataType.UINT8 : DataType.FLOAT32);
    }
}
