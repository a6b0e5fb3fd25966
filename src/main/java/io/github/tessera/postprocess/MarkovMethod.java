package io.github.tessera.postprocess;

import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Progress;

/** How labels of low {@link MarkovEnergy} are found. */
public enum MarkovMethod implements Choice {
    /**
     * Iterated conditional modes: each pixel takes the class that is best beside its neighbours as they are, until none changes. Fast; finds
     * the nearest valley only.
     */
    ICM("ICM", IteratedConditionalModes::minimize),
    /** Minimum cuts, by alpha expansion: the least energy of all labellings for two classes, at most twice the least for more. */
    GRAPH_CUT("Graph cut", AlphaExpansion::minimize);

    /** Lowers the energy of labels in place. */
    @FunctionalInterface
    interface Minimizer {
        /** Begins with the most probable labels. */
        void minimize(MarkovEnergy energy, byte[] labels, Progress progress);
    }

    private final String label;
    private final Minimizer minimizer;

    MarkovMethod(String label, Minimizer minimizer) {
        this.label = label;
        this.minimizer = minimizer;
    }

    /**
     * Finds labels, which have no higher energy than {@link MarkovEnergy#mostProbable}.
     *
     * @return class indices row by row
     * @throws io.github.tessera.progress.TesseraException if the image is too large for the memory
     * @throws io.github.tessera.progress.CancelledException if cancelled
     */
    public byte[] minimize(MarkovEnergy energy, Progress progress) {
        byte[] labels = energy.mostProbable();
        minimizer.minimize(energy, labels, progress);
        return labels;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
