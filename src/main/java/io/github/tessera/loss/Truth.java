package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.LabelImage;
import java.nio.ByteBuffer;

/**
 * What the pixels of a whole batch truly are, in Java's memory, on the grid of one output, and, if it has been sent there before, on the
 * device too. Its arrays are not copied.
 */
public final class Truth {
    private final byte[] labels;
    private final float[] borders;
    private final int batch;
    private final int height;
    private final int width;
    private final long[] pixels;
    private final NDArray sent;

    /**
     * The truth of a batch.
     *
     * @param labels class indices (batch, height, width), or 255: ignored
     * @param borders the border weight of each of them, at least 0 and 0 where ignored; null where no loss needs it
     */
    public Truth(byte[] labels, float[] borders, int batch, int height, int width) {
        this(labels, borders, batch, height, width, null);
    }

    /**
     * The truth of a batch whose labels are on the device already, so that nothing has to wait for them.
     *
     * @param sent the labels as UINT8 (batch, 1, height, width); null where they have not been sent
     */
    public Truth(byte[] labels, float[] borders, int batch, int height, int width, NDArray sent) {
        if (labels.length != batch * height * width || (borders != null && borders.length != labels.length)) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + batch + " crops of " + width + "x" + height + " pixels");
        }
        this.labels = labels;
        this.borders = borders;
        this.batch = batch;
        this.height = height;
        this.width = width;
        this.sent = sent;
        pixels = count(0, batch);
    }

    /** (batch, height, width). */
    public byte[] labels() {
        return labels;
    }

    /** The labels of some of the crops on the manager's device, UINT8 (crops, 1, H, W). */
    NDArray indices(NDManager manager, int firstCrop, int crops) {
        if (sent != null) {
            NDArray part = sent.get(new NDIndex().addSliceDim(firstCrop, firstCrop + crops));
            part.attach(manager);
            return part;
        }
        // Bytes are a quarter of what floats would be to send, and what is made of them is made on the device.
        int area = height * width;
        ByteBuffer bytes =
                ByteBuffer.wrap(labels, firstCrop * area, crops * area).slice();
        return manager.create(bytes, new Shape(crops, 1, height, width), DataType.UINT8);
    }

    /** (batch, height, width), or null. */
    public float[] borders() {
        return borders;
    }

    /** Crops of the whole batch. */
    public int batch() {
        return batch;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Pixels of each label of some of the crops. */
    long[] pixels(int firstCrop, int crops) {
        return crops == batch ? pixels : count(firstCrop, crops);
    }

    /** Pixels of each label of the whole batch. */
    long[] pixels() {
        return pixels;
    }

    /** The border weights of the whole batch. */
    double borderSum() {
        double sum = 0;
        for (float border : borders) {
            sum += border;
        }
        return sum;
    }

    private long[] count(int firstCrop, int crops) {
        long[] counts = new long[LabelImage.IGNORED + 1];
        int area = height * width;
        for (int i = firstCrop * area; i < (firstCrop + crops) * area; i++) {
            counts[labels[i] & 0xff]++;
        }
        return counts;
    }
}
