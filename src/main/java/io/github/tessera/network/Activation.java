package io.github.tessera.network;

/** What turns a network's logits into probabilities. */
public enum Activation {
    /** Each output by itself: one class against the background, or classes that may overlap. */
    SIGMOID,
    /** Outputs against each other: probabilities sum to 1 over the classes. */
    SOFTMAX
}
