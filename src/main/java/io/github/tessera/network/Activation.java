package io.github.tessera.network;

/** What turns a network's logits into probabilities. */
public enum Activation {
    /** Each output by itself: one class against the background, or classes that may overlap. */
    SIGMOID,
    /** Outputs against each other: probabilities sum to 1 over the classes. */
    SOFTMAX;

    /** Puts the activation behind the graph's main output; auxiliary outputs are dropped. For inference archives. */
    public Graph appliedTo(NetworkSettings settings) {
        Graph graph = settings.build();
        Node logits = graph.outputs().get(0);
        graph.onlyOutput(this == SIGMOID ? graph.sigmoid(logits) : graph.softmax(logits));
        return graph;
    }
}
