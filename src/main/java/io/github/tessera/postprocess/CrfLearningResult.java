package io.github.tessera.postprocess;

import java.util.List;
import java.util.Locale;

/**
 * What {@link CrfLearning} found.
 *
 * @param settings the best of all epochs, by the loss on the images that were learnt from
 * @param losses that of the start, and that behind each epoch: mean of -log q(right class) over all labelled pixels
 * @param best epoch that the settings are of; 0 if none was better than the start, and the settings are the start's
 */
public record CrfLearningResult(DenseCrfSettings settings, List<Double> losses, int best) {
    /** Copies the losses. */
    public CrfLearningResult {
        losses = List.copyOf(losses);
    }

    /** Whether anything was better than the start. */
    public boolean improved() {
        return best > 0;
    }

    /** In a sentence. */
    public String describe() {
        if (!improved()) {
            return String.format(
                    Locale.ROOT,
                    "Nothing was better than the parameters to start from (loss %.4f), so they stay.",
                    losses.get(0));
        }
        return String.format(
                Locale.ROOT,
                "Learnt: the loss on these images fell from %.4f to %.4f (epoch %d of %d); appearance weight %.4g,"
                        + " smoothness weight %.4g.",
                losses.get(0),
                losses.get(best),
                best,
                losses.size() - 1,
                settings.appearanceWeight(),
                settings.smoothnessWeight());
    }
}
