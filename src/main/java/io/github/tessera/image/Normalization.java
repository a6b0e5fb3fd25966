package io.github.tessera.image;

import io.github.tessera.progress.Choice;

/** How intensities are brought into the range that networks learn best in: one scale and offset a channel. */
public enum Normalization implements Choice {
    /** Two percentiles of the image become 0 and 1; values beyond them are kept, not cut. */
    PERCENTILE("Percentiles of the image", "percentile"),
    /** The smallest and the largest value of the image become 0 and 1. */
    MIN_MAX("Minimum and maximum of the image", "minmax"),
    /** The image's mean becomes 0 and its standard deviation 1. */
    MEAN_STD("Mean and deviation of the image", "meanstd"),
    /** The range of the bit depth becomes 0 to 1: 8 bits are divided by 255, 16 bits by 65535, 32 bits stay as they are. */
    FIXED_RANGE("Range of the bit depth", "range"),
    /** As {@link #FIXED_RANGE}, then a given mean a channel becomes 0 and a given deviation 1. */
    FIXED_MEAN_STD("Fixed mean and deviation", "fixed"),
    /** Raw intensities. */
    NONE("None", "none");

    private final String label;
    private final String word;

    Normalization(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** The menu choice. */
    @Override
    public String label() {
        return label;
    }

    /** The word in macros and model files: lower-case letters. */
    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}
