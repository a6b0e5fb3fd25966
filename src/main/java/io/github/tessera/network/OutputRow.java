package io.github.tessera.network;

import java.util.List;

/**
 * How one output of a network begins: fresh, or as a sum of the outputs of another.
 *
 * @param fresh whether it begins anew
 * @param terms the summands; none for an output that is 0 everywhere
 */
record OutputRow(boolean fresh, List<Term> terms) {
    /** An output of the other network, and what it is multiplied by. */
    record Term(int output, double factor) {}

    /** Begins anew. */
    static final OutputRow FRESH = new OutputRow(true, List.of());

    /** Is 0 everywhere. */
    static final OutputRow ZERO = new OutputRow(false, List.of());

    static OutputRow of(int output, double factor) {
        return new OutputRow(false, List.of(new Term(output, factor)));
    }

    /** {@code plus - minus}. */
    static OutputRow difference(int plus, int minus) {
        return new OutputRow(false, List.of(new Term(plus, 1), new Term(minus, -1)));
    }

    /** Whether it is an output of the other network as it was. */
    boolean copied() {
        return terms.size() == 1 && terms.get(0).factor() == 1;
    }
}
