package io.github.tessera.train;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Summary;

/**
 * What a training step of one crop takes, whatever the machine.
 *
 * @param operations multiplications and additions, forward and back
 * @param values that layers give, forward
 */
record StepCost(double operations, double values) {
    /** Two for a multiply-add; once forward, once for the gradient of the values, once for that of the weights. */
    private static final int OPERATIONS = 6;

    static StepCost of(Graph graph, int side) {
        Summary summary = Summary.of(graph, side, side);
        long values =
                summary.rows().stream().mapToLong(row -> row.shape().values()).sum();
        return new StepCost((double) OPERATIONS * summary.multiplyAdds(), values);
    }
}
