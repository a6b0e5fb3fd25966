package io.github.tessera.view;

import io.github.tessera.postprocess.MarkovMethod;
import io.github.tessera.progress.Choice;
import java.util.Optional;

/** By what labels are refined. */
public enum RefineMethod implements Choice {
    /** Each pixel asks all others: {@link io.github.tessera.postprocess.DenseCrf}. */
    CRF("Dense CRF", "crf", null),
    /** Each pixel asks its neighbours, by turns. */
    ICM("Grid MRF by ICM", "icm", MarkovMethod.ICM),
    /** The same energy, as low as cuts bring it. */
    GRAPH_CUT("Grid MRF by graph cuts", "graph-cut", MarkovMethod.GRAPH_CUT),
    /** The image is not asked. */
    NONE("Clean up only", "none", null);

    private final String label;
    private final String word;
    private final MarkovMethod markov;

    RefineMethod(String label, String word, MarkovMethod markov) {
        this.label = label;
        this.word = word;
        this.markov = markov;
    }

    /** How the energy of a random field on the grid is lowered, if that is it. */
    Optional<MarkovMethod> markov() {
        return Optional.ofNullable(markov);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}
