/** Trained models over whole images, tile by tile, and how good the result is. Train may import it. */
package io.github.tessera.predict;
