package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;

/**
 * When the objects of neighbouring planes are one.
 *
 * @param through what they go on
 * @param overlap the part of the smaller one that must lie over or under the other, from 0 (one pixel is enough) to 1
 */
public record LinkSettings(ObjectLinking through, double overlap) {
    /** Half of the smaller one. */
    public static final double DEFAULT_OVERLAP = 0.5;

    /** Planes that have nothing to do with each other. */
    public static final LinkSettings NONE = new LinkSettings(ObjectLinking.NONE, DEFAULT_OVERLAP);

    /**
     * Checks the number.
     *
     * @throws TesseraException if it is out of range
     */
    public LinkSettings {
        if (!(overlap >= 0 && overlap <= 1)) {
            throw new TesseraException(
                    "The overlap " + overlap + " of linked objects is out of range: use a number from 0 to 1.");
        }
    }
}
