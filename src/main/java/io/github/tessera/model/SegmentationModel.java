package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.util.List;

/**
 * A trained model: everything that is needed to segment an image with it.
 *
 * @param name for people
 * @param network what it is built of
 * @param activation what turns its logits into probabilities
 * @param classes names; two for one output (background and the class), else one an output
 * @param normalization how an image's intensities are brought to the network's
 * @param run choices of speed
 * @param notes how it was trained
 * @param weights of {@code network.build()}
 */
public record SegmentationModel(
        String name,
        NetworkSettings network,
        Activation activation,
        List<String> classes,
        NormalizationSettings normalization,
        RunSettings run,
        TrainingNotes notes,
        Weights weights) {

    public SegmentationModel {
        classes = List.copyOf(classes);
        if (classes.size() != Math.max(2, network.outputs())) {
            throw new IllegalArgumentException(classes.size() + " classes for " + network.outputs() + " outputs");
        }
    }

    /** What images are segmented with: the main output, probabilities (N, K, H, W). */
    public Inference inference() {
        return inference(0);
    }

    /**
     * The network cut down to one of its levels: less to compute, a little less exact.
     *
     * @param level of a UNet++ learnt with deep supervision, from 1; 0 for the whole network
     * @throws TesseraException if the network has no such level
     */
    public Inference inference(int level) {
        int levels = network.architecture() == Architecture.U_NET_PP && network.auxiliary() ? network.depth() - 1 : 0;
        if (level > levels) {
            throw new TesseraException("The model " + name + " cannot be cut down to level " + level + ": "
                    + (levels == 0
                            ? "only a UNet++ learnt with auxiliary outputs can. Choose level 0."
                            : "choose 1 to " + levels + ", or 0 for the whole."));
        }
        return Inference.of(network.build(), weights, activation, level == 0 ? 0 : levels - level);
    }

    /**
     * Checks that an image has the channels that the model learnt from.
     *
     * @param title the image, for the message
     * @throws TesseraException if not; the message says what to do
     */
    public void checkChannels(String title, int channels) {
        int wanted = network.channels();
        if (channels == wanted) {
            return;
        }
        String cure = wanted == 3
                ? "convert it with Image > Type > RGB Color, or choose a model for " + channels(channels)
                : wanted == 1
                        ? "convert it with Image > Type > 8-bit, or choose a model for " + channels(channels)
                        : "choose a model for " + channels(channels);
        throw new TesseraException("The model " + name + " was trained on images of " + channels(wanted) + ", but "
                + title + " has " + channels(channels) + ": " + cure + ".");
    }

    private static String channels(int count) {
        return count == 1 ? "1 channel (grey)" : count == 3 ? "3 channels (RGB)" : count + " channels";
    }
}
