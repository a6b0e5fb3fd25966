package io.github.tessera.network;

import io.github.tessera.progress.Choice;

/** The number type that a node computes in; weights are kept in float32 always. */
public enum Precision implements Choice {
    FLOAT32("float32", 6),
    BFLOAT16("bfloat16", 15),
    FLOAT16("float16", 5);

    private final String label;
    private final int scalarType;

    Precision(String label, int scalarType) {
        this.label = label;
        this.scalarType = scalarType;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Bytes of one value. */
    int bytes() {
        return this == FLOAT32 ? Float.BYTES : Short.BYTES;
    }

    /** PyTorch's number for it (c10/core/ScalarType.h). */
    int scalarType() {
        return scalarType;
    }
}
