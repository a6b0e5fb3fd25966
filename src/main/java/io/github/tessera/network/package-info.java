/**
 * Networks as small graphs that know every shape and parameter: the vocabulary ({@link io.github.tessera.network.Graph}), one file
 * per paper, and the one list of them ({@link io.github.tessera.network.Architecture}). No engine here; torchscript, tensor and
 * everything after them may import it.
 */
package io.github.tessera.network;
