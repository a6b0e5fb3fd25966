/** What this computer is and what it can compute on: system, NVIDIA's driver, GPUs, and which build of PyTorch suits them. */
package io.github.tessera.device;
