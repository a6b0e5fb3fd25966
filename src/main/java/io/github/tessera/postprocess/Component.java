package io.github.tessera.postprocess;

import io.github.tessera.tile.Tile;

/**
 * One connected object of a label image.
 *
 * @param id from 1, in the order of the objects' first pixels, row by row
 * @param classIndex the label of all its pixels, from 1 to 254
 * @param size pixels
 * @param bounds smallest rectangle that holds it
 */
public record Component(int id, int classIndex, int size, Tile bounds) {}
