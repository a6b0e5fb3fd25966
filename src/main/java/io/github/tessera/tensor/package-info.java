/** Pixels to tensors and back, and the engine behind them: DJL is used from here on. Loss, model, data, predict and train import it. */
package io.github.tessera.tensor;
