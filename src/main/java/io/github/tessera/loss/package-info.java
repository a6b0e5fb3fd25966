/** Losses on logits, all from the same soft counts, and weighted sums of them. Model, data, predict and train may import it. */
package io.github.tessera.loss;
