/**
 * Files of weights: TorchScript archives, written from a {@link io.github.tessera.network.Graph} and read back, safetensors, and what
 * PyTorch saves; all without an engine and without running anybody's code. Everything from tensor on may import it.
 */
package io.github.tessera.torchscript;
