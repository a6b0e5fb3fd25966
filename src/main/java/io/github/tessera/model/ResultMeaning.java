package io.github.tessera.model;

import io.github.tessera.progress.Choice;
import java.util.Optional;

/** What the values of a network's result are, where nothing but a user can tell. */
public enum ResultMeaning implements Choice {
    /** Probabilities, from 0 to 1. */
    PROBABILITIES("Probabilities", "probabilities", ""),
    /** Logits, each by itself. */
    SIGMOID("Logits of classes that stand by themselves (sigmoid)", "sigmoid", "sigmoid"),
    /** Logits, compared at each pixel. */
    SOFTMAX("Logits of classes of which one holds (softmax)", "softmax", "softmax");

    private final String label;
    private final String word;
    private final String step;

    ResultMeaning(String label, String word, String step) {
        this.label = label;
        this.word = word;
        this.step = step;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    /** The step of postprocessing that makes probabilities of it. */
    Optional<String> step() {
        return step.isEmpty() ? Optional.empty() : Optional.of(step);
    }

    @Override
    public String toString() {
        return label;
    }
}
