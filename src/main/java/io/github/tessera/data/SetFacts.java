package io.github.tessera.data;

import java.util.List;

/**
 * What is known of images to learn from before anything is chosen for them.
 *
 * @param images how many there are
 * @param side the shorter side of the middle one of them in pixels
 * @param pixels of all of them
 * @param channels of each pixel
 * @param bitDepth bits of one channel, the largest: 8, 16 or 32
 * @param shares of the classes in all pixels that have one, in the order of the labels; their sum is 1
 * @param objectSize how large one thing typically is in pixels: see {@link ObjectSize}; NaN where there is nothing besides the first class
 * @param empty share of squares of 256 pixels a side in which there is nothing besides the first class, from 0 to 1
 * @param brightness how intensities vary
 * @param directions which of them mean something
 */
public record SetFacts(
        int images,
        int side,
        long pixels,
        int channels,
        int bitDepth,
        List<Double> shares,
        double objectSize,
        double empty,
        Brightness brightness,
        Directions directions) {

    public SetFacts {
        shares = List.copyOf(shares);
    }

    /** How many classes there are, the first one too. */
    public int classes() {
        return shares.size();
    }

    /** Share of the rarest class that occurs, 0 to 1. */
    public double rarest() {
        return shares.stream().filter(share -> share > 0).min(Double::compare).orElse(0.0);
    }

    /** Share of the most frequent class, 0 to 1. */
    public double commonest() {
        return shares.stream().max(Double::compare).orElse(0.0);
    }
}
