/** Training: settings, the loop, optimizers and listeners. View and command may import it. */
package io.github.tessera.train;
