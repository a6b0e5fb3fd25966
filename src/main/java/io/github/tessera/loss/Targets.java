package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.LabelImage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The truth of one batch, as losses read it.
 *
 * @param oneHot (N, K, H, W) float32, 1 where the pixel is of the class and 0 elsewhere; with K = 1 the class against the background
 * @param valid (N, 1, H, W) float32, 0 where the pixel is ignored; null where no pixel is
 * @param validPixels pixels that count, at least 0
 */
public record Targets(NDArray oneHot, NDArray valid, long validPixels) {
    /**
     * Targets from class indices.
     *
     * @param labels N x H x W class indices, each below the number of outputs (with one output 0 or 1), or 255: ignored
     * @param outputs K, the network's outputs; 1 means index 1 against index 0
     */
    public static Targets of(NDManager manager, byte[] labels, int n, int outputs, int height, int width) {
        long validPixels = count(labels, n * height * width, outputs);
        // Bytes are a quarter of what floats would be to send, and what is made of them is made on the device.
        NDArray indices = manager.create(
                ByteBuffer.wrap(labels, 0, n * height * width), new Shape(n, 1, height, width), DataType.UINT8);
        NDArray classes = outputs == 1
                ? manager.create(1).toType(DataType.UINT8, false)
                : manager.arange(outputs).toType(DataType.UINT8, false).reshape(1, outputs, 1, 1);
        NDArray oneHot = indices.eq(classes).toType(DataType.FLOAT32, false);
        boolean all = validPixels == (long) n * height * width;
        NDArray mask = all ? null : indices.neq(LabelImage.IGNORED).toType(DataType.FLOAT32, false);
        return new Targets(oneHot, mask, validPixels);
    }

    private static long count(byte[] labels, int pixels, int outputs) {
        long valid = 0;
        for (int i = 0; i < pixels; i++) {
            int label = labels[i] & 0xff;
            if (label != LabelImage.IGNORED) {
                if (label >= Math.max(2, outputs)) {
                    throw new IllegalArgumentException("class " + label + " for " + outputs + " outputs");
                }
                valid++;
            }
        }
        return valid;
    }

    /** All pixels of a (N, K, H, W) array that count: ignored ones become 0. */
    NDArray counted(NDArray perPixel) {
        return valid == null ? perPixel : perPixel.mul(valid);
    }

    /** Mean over the pixels that count of a (N, 1 or K, H, W) array summed over its channels; 0 where no pixel counts. */
    NDArray mean(NDArray perPixel) {
        return counted(perPixel).sum().div(Math.max(1, validPixels));
    }

    @Override
    public String toString() {
        return "Targets" + Arrays.toString(oneHot.getShape().getShape());
    }
}
