package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.LabelImage;
import io.github.tessera.tensor.Constant;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The truth of a part of a batch on the device, as losses read it, and what the whole batch's losses are divided by. All counting is done in
 * Java, so that nothing waits for the device.
 */
public final class Targets {
    private final NDManager manager;
    private final NDArray oneHot;
    private final NDArray valid;
    private final NDArray borders;
    private final float[] weights;
    private final double smoothing;
    private final int outputs;
    private final long[] pixels;
    private final double share;
    private final double weightSum;
    private final double borderSum;

    private Targets(NDManager manager, Truth truth, int firstCrop, int crops, int outputs, LossSettings settings) {
        this.manager = manager;
        this.outputs = outputs;
        int classes = Math.max(2, outputs);
        pixels = truth.pixels(firstCrop, crops);
        requireClasses(truth.pixels(), classes);
        int area = truth.height() * truth.width();
        Shape shape = new Shape(crops, 1, truth.height(), truth.width());
        NDArray indices = truth.indices(manager, firstCrop, crops);
        NDArray indexOfOutput = outputs == 1
                ? manager.create(1).toType(DataType.UINT8, false)
                : manager.arange(outputs).toType(DataType.UINT8, false).reshape(1, outputs, 1, 1);
        oneHot = indices.eq(indexOfOutput).toType(DataType.FLOAT32, false);
        valid = pixels[LabelImage.IGNORED] == 0
                ? null
                : indices.neq(LabelImage.IGNORED).toType(DataType.FLOAT32, false);
        share = (double) crops / truth.batch();
        smoothing = settings.smoothing();
        weights = settings.classWeights().of(classes);
        weightSum = sum(truth.pixels(), weights, classes);
        borders = settings.borderWeights() == null ? null : borders(manager, truth, firstCrop * area, shape);
        borderSum = borders == null ? 0 : truth.borderSum();
    }

    /**
     * Puts a part of a batch on the device.
     *
     * @param truth of the whole batch: labels below the number of outputs (with one output 0 or 1), or ignored; with border weights if the
     *     loss needs them
     * @param firstCrop first crop of the part
     * @param crops of the part, at least 1
     * @param outputs K, the network's outputs; 1 means class 1 against class 0
     * @param settings whose class weights are no longer to be counted from frequency
     */
    public static Targets of(
            NDManager manager, Truth truth, int firstCrop, int crops, int outputs, LossSettings settings) {
        return new Targets(manager, truth, firstCrop, crops, outputs, settings);
    }

    private static void requireClasses(long[] pixels, int classes) {
        for (int label = classes; label < LabelImage.IGNORED; label++) {
            if (pixels[label] > 0) {
                throw new IllegalArgumentException("class " + label + " where there are " + classes);
            }
        }
    }

    private static double sum(long[] pixels, float[] weights, int classes) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += pixels[k] * (weights == null ? 1.0 : weights[k]);
        }
        return sum;
    }

    private static NDArray borders(NDManager manager, Truth truth, int offset, Shape shape) {
        if (truth.borders() == null) {
            throw new IllegalArgumentException("the loss needs border weights");
        }
        FloatBuffer part = FloatBuffer.wrap(truth.borders(), offset, (int) shape.size());
        return manager.create(part.slice(), shape, DataType.FLOAT32);
    }

    /** (N, K, H, W) float32, 1 where the pixel is of the class and 0 elsewhere; with K = 1 the class against the background. */
    NDArray oneHot() {
        return oneHot;
    }

    /** (N, 1, H, W) float32, 0 where the pixel is ignored; null where no pixel is. */
    NDArray valid() {
        return valid;
    }

    int outputs() {
        return outputs;
    }

    /** The part's share of the batch's crops. */
    double share() {
        return share;
    }

    /** Pixels of the part that are not ignored. */
    long validPixels() {
        return Arrays.stream(pixels, 0, LabelImage.IGNORED).sum();
    }

    /** Outputs whose class is in the part. */
    int present() {
        int first = outputs == 1 ? 1 : 0;
        return (int)
                Arrays.stream(pixels, first, first + outputs).filter(n -> n > 0).count();
    }

    /** (classes) 1 / Y^2 of each class of the part, 1 for the rarest and 0 for what is not there. */
    NDArray rarity() {
        long[] counts = Arrays.copyOf(pixels, Math.max(2, outputs));
        double least = Arrays.stream(counts).filter(n -> n > 0).min().orElse(0);
        float[] rarity = new float[counts.length];
        for (int k = 0; k < counts.length; k++) {
            rarity[k] = counts[k] == 0 ? 0 : (float) Math.pow(least / counts[k], 2);
        }
        return manager.create(rarity);
    }

    /** All pixels of a (N, 1 or K, H, W) array that count: ignored ones become 0. */
    NDArray counted(NDArray perPixel) {
        return valid == null ? perPixel : perPixel.mul(valid);
    }

    /** The truth with the smoothing spread evenly over so many possibilities, (N, K, H, W); of no meaning where ignored. */
    NDArray soft(int possibilities) {
        return smoothing == 0
                ? oneHot
                : oneHot.mul(Constant.of(oneHot, 1 - smoothing)).add((float) (smoothing / possibilities));
    }

    /** What the whole batch's weighted losses are divided by: the sum of its pixels' weights, or 1 if that is 0. */
    double divisor(boolean bordersToo) {
        double sum = weightSum + (bordersToo ? borderSum : 0);
        return sum > 0 ? sum : 1;
    }

    /** Each summand (N, K, H, W) times its own class's weight. */
    NDArray weightedByClass(NDArray perClass, boolean bordersToo) {
        return weighted(perClass, weights == null ? null : classWeights(), bordersToo);
    }

    /** (N, K, H, W) times the weight of the pixel's true class. */
    NDArray weightedByPixel(NDArray perPixel, boolean bordersToo) {
        if (weights == null) {
            return weighted(perPixel, null, bordersToo);
        }
        NDArray ofTruth = outputs == 1
                ? oneHot.mul(Constant.of(oneHot, weights[1] - weights[0])).add(weights[0])
                : oneHot.mul(classWeights()).sum(new int[] {1}, true);
        return weighted(perPixel, ofTruth, bordersToo);
    }

    private NDArray classWeights() {
        return manager.create(weights, new Shape(1, weights.length, 1, 1));
    }

    private NDArray weighted(NDArray values, NDArray weight, boolean bordersToo) {
        if (!bordersToo) {
            return weight == null ? values : values.mul(weight);
        }
        return values.mul(weight == null ? borders.add(1) : borders.add(weight));
    }

    @Override
    public String toString() {
        return "Targets" + Arrays.toString(oneHot.getShape().getShape());
    }
}
