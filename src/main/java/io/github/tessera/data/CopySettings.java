package io.github.tessera.data;

import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which copies of the images of a folder are written.
 *
 * @param originals whether the images as they are are among them
 * @param exact flips and quarter turns, one copy each
 * @param random copies of each image that are changed at random
 * @param augmentation what may be done to those
 * @param seed equal seeds give equal copies
 * @param format the kind of files
 * @param overwrite whether copies that are there already are made again
 */
public record CopySettings(
        boolean originals,
        List<ExactCopy> exact,
        int random,
        AugmentationSettings augmentation,
        long seed,
        TileFormat format,
        boolean overwrite) {
    /** Checks that something is to be made. */
    public CopySettings {
        exact = List.copyOf(exact);
        if (exact.isEmpty() && random == 0) {
            throw new TesseraException(
                    "No copies are asked for; name exact ones, such as flipud, or give a number of random ones.");
        }
        if (random > 0 && augmentation.transforms().isEmpty()) {
            throw new TesseraException(
                    "Random copies with the augmentation none would all be like their image; choose another, such as medium, or 0 copies.");
        }
    }

    /**
     * One copy of each image.
     *
     * @param suffix what its name has behind the image's
     * @param code its {@link Turn}, if it is exact
     * @param number of a random copy, from 1; 0 for an exact one
     */
    record Copy(String suffix, int code, int number) {
        boolean isRandom() {
            return number > 0;
        }
    }

    /** The copies of each image. */
    List<Copy> copies() {
        List<Copy> copies = new ArrayList<>();
        if (originals) {
            copies.add(new Copy("", 0, 0));
        }
        exact.forEach(copy -> copies.add(new Copy("_" + copy.word(), copy.code(), 0)));
        for (int number = 1; number <= random; number++) {
            copies.add(new Copy(String.format(Locale.ROOT, "_a%03d", number), 0, number));
        }
        return copies;
    }

    /** The same without cutout: its labels are to be ignored, for which a mask's file may have no value. */
    CopySettings withoutCutout() {
        return new CopySettings(
                originals, exact, random, augmentation.without(Augmentation.CUTOUT), seed, format, overwrite);
    }

    /** What decides the files, for people and for the check that a folder holds copies of one kind only. */
    String describe() {
        List<String> parts = new ArrayList<>();
        if (originals) {
            parts.add("originals");
        }
        if (!exact.isEmpty()) {
            parts.add(exact.stream().map(ExactCopy::word).collect(Collectors.joining(", ")));
        }
        if (random > 0) {
            parts.add(random + " at random (" + augmentation + "; seed " + seed + ")");
        }
        return "Copies of each image: " + String.join("; ", parts) + "; " + format.label() + ".";
    }
}
