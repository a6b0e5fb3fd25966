package io.github.tessera.train;

import io.github.tessera.data.Brightness;
import io.github.tessera.data.Directions;
import io.github.tessera.data.SetFacts;
import java.util.Collections;
import java.util.List;

/** Facts made by hand, as they are of fluorescent nuclei, street scenes and so on; tests change one at a time. */
record KnownFacts(
        int images,
        int side,
        long pixels,
        int channels,
        List<Double> shares,
        double size,
        double empty,
        double between,
        double contrasts,
        Directions directions) {

    static KnownFacts nuclei() {
        return new KnownFacts(100, 360, 13_000_000, 1, List.of(0.86, 0.14), 22, 0.02, 0.5, 0.5, Directions.NONE);
    }

    static KnownFacts colours() {
        return new KnownFacts(40, 256, 2_600_000, 3, List.of(0.9, 0.1), 90, 0, 0.2, 0.15, Directions.NONE);
    }

    static KnownFacts streets() {
        return new KnownFacts(
                70,
                360,
                12_000_000,
                3,
                List.of(0.2, 0.5, 0.2, 0.09, 0.01),
                140,
                0,
                0.5,
                0.2,
                new Directions(0.3, 0.01, 0.2));
    }

    KnownFacts withSide(int other) {
        return new KnownFacts(images, other, pixels, channels, shares, size, empty, between, contrasts, directions);
    }

    KnownFacts withSize(double other) {
        return new KnownFacts(images, side, pixels, channels, shares, other, empty, between, contrasts, directions);
    }

    KnownFacts withPixels(long other) {
        return new KnownFacts(images, side, other, channels, shares, size, empty, between, contrasts, directions);
    }

    KnownFacts withShares(Double... others) {
        return new KnownFacts(
                images, side, pixels, channels, List.of(others), size, empty, between, contrasts, directions);
    }

    KnownFacts withEmpty(double other) {
        return new KnownFacts(images, side, pixels, channels, shares, size, other, between, contrasts, directions);
    }

    KnownFacts withBrightness(double otherBetween, double otherContrasts) {
        return new KnownFacts(
                images, side, pixels, channels, shares, size, empty, otherBetween, otherContrasts, directions);
    }

    KnownFacts withDirections(Directions other) {
        return new KnownFacts(images, side, pixels, channels, shares, size, empty, between, contrasts, other);
    }

    SetFacts facts() {
        List<Double> channel = Collections.nCopies(channels, 0.4);
        return new SetFacts(
                images,
                side,
                pixels,
                channels,
                8,
                shares,
                size,
                empty,
                new Brightness(channel, channel, between, contrasts),
                directions);
    }
}
