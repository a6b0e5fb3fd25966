package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.github.tessera.tensor.Constant;

/**
 * The cross-entropy that all per-pixel losses are: -sum of q (1 - p)^gamma log p over what a pixel may be, times the pixel's weight, summed
 * over the pixels of a part and divided by the weights of the whole batch, so that the parts of a batch add up to it.
 *
 * <p>q is 1 for what is true and 0 for the rest, or smoothed. With softmax a pixel may be of any class, and class weights and smoothing act
 * as in PyTorch's {@code CrossEntropyLoss}: each class's summand has its own weight. With sigmoids it is or is not of the class, one output
 * at a time; the loss is the mean over outputs, weighted by the true class.
 *
 * @param gamma at least 0; 0 is the plain cross-entropy
 * @param borders whether the border weights are added to the class weights
 */
record CrossEntropy(double gamma, boolean borders) {
    /** Keeps powers below 1 from an infinite slope where a probability is 1. */
    private static final float SMALLEST = 1e-20f;

    /** The part's share of the batch's loss. */
    NDArray of(Prediction prediction, Targets targets) {
        NDArray logits = prediction.logits();
        NDArray perPixel = prediction.activation() == io.github.tessera.network.Activation.SOFTMAX
                ? softmax(logits, targets)
                : sigmoid(logits, targets);
        NDArray sum = targets.counted(perPixel).sum();
        return sum.div(Constant.of(sum, targets.divisor(borders)));
    }

    private NDArray softmax(NDArray logits, Targets targets) {
        NDArray log = logits.logSoftmax(1);
        NDArray q = targets.soft((int) logits.getShape().get(1));
        return targets.weightedByClass(focused(log, log.exp()).mul(q), borders).neg();
    }

    private NDArray sigmoid(NDArray logits, Targets targets) {
        NDArray q = targets.soft(2);
        NDArray perPixel;
        if (gamma == 0) {
            // -(q log p + (1 - q) log(1 - p)) with p = sigmoid(x), without its overflow
            perPixel = Activation.softPlus(logits).sub(logits.mul(q));
        } else {
            NDArray p = Activation.sigmoid(logits);
            NDArray is = focused(Activation.softPlus(logits.neg()), p).mul(q);
            NDArray isNot = focused(Activation.softPlus(logits), p.neg().add(1))
                    .mul(q.neg().add(1));
            perPixel = is.add(isNot);
        }
        return targets.weightedByPixel(perPixel, borders)
                .div(Constant.of(logits, (double) logits.getShape().get(1)));
    }

    private NDArray focused(NDArray logarithm, NDArray p) {
        return gamma == 0
                ? logarithm
                : logarithm.mul(p.neg().add(1).clip(SMALLEST, 1).pow(Constant.of(p, gamma)));
    }
}
