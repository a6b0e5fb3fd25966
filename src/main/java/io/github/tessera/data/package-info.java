/**
 * What is learnt from: images paired with masks, how masks are understood, splits, random crops, generated samples; and tile
 * files, cut and put together.
 *
 * <p>Knows planes of pixels, not ImageJ. Imports {@code progress, tile, image, tensor}; {@code predict, train, view, command} may import
 * it.
 */
package io.github.tessera.data;
