/**
 * TorchScript archives, written from a {@link io.github.tessera.network.Graph} and read back as weights, without an engine and
 * without running anybody's code. Everything from tensor on may import it.
 */
package io.github.tessera.torchscript;
