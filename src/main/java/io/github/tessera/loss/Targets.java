package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.LabelImage;
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
        int plane = height * width;
        float[] oneHot = new float[n * outputs * plane];
        float[] valid = new float[n * plane];
        long validPixels = 0;
        for (int i = 0; i < n * plane; i++) {
            int label = labels[i] & 0xff;
            if (label == LabelImage.IGNORED) {
                continue;
            }
            if (label >= Math.max(2, outputs)) {
                throw new IllegalArgumentException("class " + label + " for " + outputs + " outputs");
            }
            valid[i] = 1;
            validPixels++;
            if (outputs == 1) {
                oneHot[i] = label == 1 ? 1 : 0;
            } else {
                oneHot[(i / plane * outputs + label) * plane + i % plane] = 1;
            }
        }
        NDArray mask = validPixels == valid.length ? null : manager.create(valid, new Shape(n, 1, height, width));
        return new Targets(manager.create(oneHot, new Shape(n, outputs, height, width)), mask, validPixels);
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
