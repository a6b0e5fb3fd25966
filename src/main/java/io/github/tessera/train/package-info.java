/** Training: settings, the loop, optimizers and listeners. Plan, view and command may import it. */
package io.github.tessera.train;
