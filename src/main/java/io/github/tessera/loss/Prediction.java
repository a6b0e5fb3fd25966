package io.github.tessera.loss;

import ai.djl.ndarray.NDArray;
import io.github.tessera.network.Activation;

/**
 * What a network says of crops, and how it is to be read.
 *
 * @param logits (N, K, H, W)
 * @param activation what makes probabilities of them; of one output always the sigmoid
 */
record Prediction(NDArray logits, Activation activation) {
    Prediction {
        activation = logits.getShape().get(1) == 1 ? Activation.SIGMOID : activation;
    }

    /** The same logits, read otherwise. */
    Prediction by(Activation other) {
        return new Prediction(logits, other);
    }

    int outputs() {
        return (int) logits.getShape().get(1);
    }

    /** (N, K, H, W) in [0, 1]. */
    NDArray probabilities() {
        return activation == Activation.SIGMOID ? ai.djl.nn.Activation.sigmoid(logits) : logits.softmax(1);
    }
}
