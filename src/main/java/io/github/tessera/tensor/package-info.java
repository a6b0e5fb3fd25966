/**
 * Between pixels and the network: devices, blocks of pixels on their way in (channel, row, column), tiles on their way out.
 *
 * <p>Imports {@code progress, tile, image}; {@code loss, model, data, predict, train, view, command} may import it.
 */
package io.github.tessera.tensor;
