package io.github.tessera.network;

import java.util.List;

/**
 * What the outputs of a network stand for.
 *
 * @param classes names; two for a single output, background and the class, else one an output
 * @param count how many outputs there are
 * @param activation what turns their logits into probabilities
 */
public record Outputs(List<String> classes, int count, Activation activation) {
    /** Copies the list. */
    public Outputs {
        classes = List.copyOf(classes);
    }

    boolean single() {
        return count == 1;
    }
}
