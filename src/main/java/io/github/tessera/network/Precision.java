package io.github.tessera.network;

/** The number type that a node computes in; weights are kept in float32 always. */
public enum Precision {
    FLOAT32(6),
    FLOAT16(5),
    BFLOAT16(15);

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /** PyTorch's number for it (c10/core/ScalarType.h). */
    int scalarType() {
        return scalarType;
    }
}
