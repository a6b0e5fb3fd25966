/**
 * ImageJ's images on one side, imglib2 planes, intensities, palettes and files on the other; and how files are written and
 * downloaded.
 *
 * <p>The only package below {@code view} that knows ImageJ's image classes; whatever lies above it in the layers sees planes of
 * dimensions (x, y, channel). Imports {@code progress, tile}; every layer after it may import it.
 */
package io.github.tessera.image;
