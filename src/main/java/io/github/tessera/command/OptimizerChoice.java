package io.github.tessera.command;

import io.github.tessera.train.OptimizerKind;

/** An optimizer, or the one that goes with the rest of the plan. */
public enum OptimizerChoice implements AutoOr<OptimizerKind> {
    AUTO(null),
    ADAM(OptimizerKind.ADAM),
    ADAMW(OptimizerKind.ADAMW),
    SGD(OptimizerKind.SGD),
    RMSPROP(OptimizerKind.RMSPROP);

    private final OptimizerKind choice;

    OptimizerChoice(OptimizerKind choice) {
        this.choice = choice;
    }

    @Override
    public OptimizerKind choice() {
        return choice;
    }

    @Override
    public String toString() {
        return label();
    }
}
