package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;

/**
 * When a training writes down everything it needs to go on, and whether it begins with what an earlier one wrote.
 *
 * @param resume whether to go on from the checkpoint in the model's folder, if there is one
 * @param steps a checkpoint after every so many steps, beside the one after each validation; 0: when five minutes have passed
 */
public record CheckpointSettings(boolean resume, int steps) {
    /** A new training, and a checkpoint every five minutes. */
    public static final CheckpointSettings DEFAULT = new CheckpointSettings(false, 0);

    public CheckpointSettings {
        if (steps < 0) {
            throw new TesseraException(
                    "A checkpoint after every " + steps + " steps cannot be made: write 0 for one every five minutes.");
        }
    }
}
