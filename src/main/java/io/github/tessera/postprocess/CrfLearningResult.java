package io.github.tessera.postprocess;

import java.util.List;
import java.util.Locale;

/**
 * What {@link CrfLearning} found. A loss is the mean of -log q(right class) over all labelled pixels.
 *
 * @param settings of the best of all epochs, by the loss on the images held out, or on those learnt from where none are held out
 * @param losses on the images learnt from: that of the start, and that behind each epoch
 * @param heldOutLosses the same on the images held out; empty if there are none
 * @param best epoch that the settings are of; 0 if none was better than the start, and the settings are the start's
 */
public record CrfLearningResult(DenseCrfSettings settings, List<Double> losses, List<Double> heldOutLosses, int best) {
    /** Copies the losses. */
    public CrfLearningResult {
        losses = List.copyOf(losses);
        heldOutLosses = List.copyOf(heldOutLosses);
    }

    /** Whether anything was better than the start. */
    public boolean improved() {
        return best > 0;
    }

    /** In a sentence. */
    public String describe() {
        boolean alone = heldOutLosses.isEmpty();
        List<Double> judged = alone ? losses : heldOutLosses;
        String images = alone ? "the images learnt from" : "the images held out";
        if (!improved()) {
            return String.format(
                    Locale.ROOT,
                    "Nothing was better on %s than the parameters to start from (loss %.4f), so they stay.",
                    images,
                    judged.get(0));
        }
        return String.format(
                Locale.ROOT,
                "Learnt: the loss on %s fell from %.4f to %.4f (epoch %d of %d); appearance weight %.4g, smoothness weight"
                        + " %.4g.",
                images,
                judged.get(0),
                judged.get(best),
                best,
                losses.size() - 1,
                settings.appearanceWeight(),
                settings.smoothnessWeight());
    }
}
