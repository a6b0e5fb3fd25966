/** A trained model and its package on disk. Data, predict and train may import it. */
package io.github.tessera.model;
