package io.github.tessera.command;

import io.github.tessera.image.Normalization;

/** A normalization, or the one that suits the images. */
public enum NormalizationChoice implements AutoOr<Normalization> {
    AUTO(null),
    PERCENTILE(Normalization.PERCENTILE),
    MIN_MAX(Normalization.MIN_MAX),
    MEAN_STD(Normalization.MEAN_STD),
    FIXED_RANGE(Normalization.FIXED_RANGE),
    FIXED_MEAN_STD(Normalization.FIXED_MEAN_STD),
    NONE(Normalization.NONE);

    private final Normalization choice;

    NormalizationChoice(Normalization choice) {
        this.choice = choice;
    }

    @Override
    public Normalization choice() {
        return choice;
    }

    @Override
    public String toString() {
        return label();
    }
}
