package io.github.tessera.view;

import io.github.tessera.train.Epoch;
import io.github.tessera.train.TrainingConfig;
import java.util.List;

/**
 * How far a training is, as its window shows it.
 *
 * @param title the model's name, and which part of the task it is
 * @param what network and images, in one line; empty before the start
 * @param device one line; empty before the start
 * @param config null before the start
 * @param step done; 0 before the first
 * @param losses of single steps
 * @param cropsPerSecond 0 before the first step
 * @param secondsLeft 0 before the first step
 * @param memory in use of all; empty before the first step
 * @param epochs that have ended
 * @param frames of the film
 * @param end how it ended; empty while it goes on
 */
record Standing(
        String title,
        String what,
        String device,
        TrainingConfig config,
        long step,
        LossCurve losses,
        double cropsPerSecond,
        double secondsLeft,
        String memory,
        List<Epoch> epochs,
        List<Film.Frame> frames,
        String end) {
    /** Whether the training is over. */
    boolean over() {
        return !end.isEmpty();
    }
}
