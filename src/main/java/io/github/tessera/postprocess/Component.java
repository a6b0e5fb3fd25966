package io.github.tessera.postprocess;

import io.github.tessera.tile.Tile;

/**
 * One object of a label image.
 *
 * @param id its number, from 1; a plane's objects are in the order of their first pixels, row by row, unless they were linked
 * @param classIndex the label of all its pixels, from 1 to 254
 * @param size pixels
 * @param bounds smallest rectangle that holds it
 */
public record Component(int id, int classIndex, int size, Tile bounds) {
    /** The bounds, wider by a margin on every side, as far as the image reaches. */
    Tile around(int margin, int width, int height) {
        int left = Math.max(0, bounds.x() - margin);
        int top = Math.max(0, bounds.y() - margin);
        int right = Math.min(width, bounds.right() + margin);
        int bottom = Math.min(height, bounds.bottom() + margin);
        return new Tile(left, top, right - left, bottom - top);
    }

    /** Whether a pixel of it lies in the image's outermost rows or columns, so that a part of it may be missing. */
    boolean touchesEdge(int width, int height) {
        return bounds.x() == 0 || bounds.y() == 0 || bounds.right() == width || bounds.bottom() == height;
    }
}
