package io.github.tessera.tile;

import io.github.tessera.progress.TesseraException;

/**
 * What tiles a network takes.
 *
 * @param columns their widths
 * @param rows their heights
 * @param stride what overlaps, and with them the origins of tiles, are multiples of, above 0
 * @param halo pixels from a tile's edge in which the result differs from the whole image's, at least 0
 * @param least pixels on each side that neighbours must share, at least 0: there the network has no result, or none that may be used
 */
public record TileRule(TileSides columns, TileSides rows, int stride, int halo, int least) {
    public TileRule {
        if (stride < 1 || halo < 0 || least < 0) {
            throw new IllegalArgumentException("stride " + stride + ", halo " + halo + ", at least " + least);
        }
    }

    /** Sides that are multiples of a stride, from the stride on. */
    public static TileRule multiples(int stride, int halo) {
        TileSides sides = new TileSides(stride, stride);
        return new TileRule(sides, sides, stride, halo, 0);
    }

    /** The longer side of the largest tile whose sides are not above a length; of the smallest tile if there is none. */
    public int atMost(int length) {
        return Math.max(columns.atMost(length), rows.atMost(length));
    }

    /** The longer side of the smallest tile whose sides are not below a length, or that has one size only. */
    public int atLeast(int length) {
        return Math.max(columns.atLeast(length), rows.atLeast(length));
    }

    /** The overlap to use unless the user says otherwise: as far as the network sees, but no more than a quarter of the tile (DESIGN D7). */
    public int overlap(int tileSize) {
        int shorter = Math.min(columns.atMost(tileSize), rows.atMost(tileSize));
        return Math.max(least, TileGrid.defaultOverlap(halo, shorter, stride));
    }

    /**
     * Checks a user's choice.
     *
     * @throws TesseraException naming the cure if there are no such tiles, or they have not enough in common, or nothing else
     */
    void require(int tileSize, int overlap) {
        boolean multiples = columns.equals(rows) && columns.min() == stride && columns.step() == stride;
        if (atMost(tileSize) != tileSize) {
            throw new TesseraException(
                    multiples
                            ? "The tile size " + tileSize + " is not a multiple of " + stride
                                    + ", as this network needs: use " + atLeast(tileSize) + "."
                            : "The tile size " + tileSize + " does not suit this network, whose tiles have sides of "
                                    + columns + (columns.equals(rows) ? "" : " by " + rows) + " pixels: use "
                                    + atLeast(tileSize) + ", or 0.");
        }
        int common = Math.max(0, overlap);
        if (overlap < 0 || overlap % stride != 0) {
            throw new TesseraException("The overlap " + overlap + " is not a multiple of " + stride
                    + ", as this network needs: use " + (common + stride - 1) / stride * stride + ".");
        }
        if (overlap < least) {
            throw new TesseraException("The overlap " + overlap + " is too small for this network, which needs " + least
                    + " pixels around what it tells: use " + least + " or more, or -1.");
        }
        int shorter = Math.min(columns.atMost(tileSize), rows.atMost(tileSize));
        if (shorter <= 2L * overlap) {
            throw new TesseraException("The overlap " + overlap + " on each side leaves nothing of a tile of " + shorter
                    + ": use tiles of at least " + (2L * overlap + stride) + " or an overlap of at most "
                    + TileGrid.defaultOverlap(overlap, shorter, stride) + ".");
        }
    }

    /**
     * What tiles two networks take.
     *
     * @throws TesseraException if there are none
     */
    public TileRule and(TileRule other) {
        if (equals(other)) {
            return this;
        }
        int common = stride;
        while (common % other.stride != 0) {
            common += stride;
        }
        if (!equals(multiples(stride, halo)) || !other.equals(multiples(other.stride, other.halo))) {
            throw new TesseraException(
                    "The models take tiles of different sizes, and cannot segment together:" + " choose one of them.");
        }
        return multiples(common, Math.max(halo, other.halo));
    }
}
