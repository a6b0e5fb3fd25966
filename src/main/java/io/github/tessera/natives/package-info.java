/** PyTorch's native libraries: where they are, and how they come to a computer, are checked, repaired and removed. Without DJL. */
package io.github.tessera.natives;
