package io.github.tessera.train;

import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of a training whose loss is no number any more.
 *
 * @param rate learning rate
 * @param folder of the model
 */
record Divergence(double rate, Path folder) {
    /**
     * What is to be said.
     *
     * @param where such as "in step 3, in a batch"
     * @param images whose pixels may be the reason
     * @param learnt whether any step had been done before
     * @param kept whether there is a model that was sound
     */
    TesseraException told(String where, List<String> images, boolean learnt, boolean kept) {
        String end = "Nothing had been learnt before.";
        if (kept) {
            end = "The best model so far is in " + folder + ".";
        } else if (learnt) {
            end = "There is no sound model to keep.";
        }
        return new TesseraException("The loss is no number any more " + where + " from " + String.join(", ", images)
                + ": use a smaller learning rate than " + rate
                + ", or look for values there that are no numbers. " + end);
    }

    /** Whether all weights are numbers. */
    static boolean finite(Weights weights) {
        return weights.asMap().values().stream().allMatch(Divergence::finite);
    }

    /** Whether all these values are numbers. */
    static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
