package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A trained model: everything that is needed to segment an image with it.
 *
 * @param name for people
 * @param network what it is built of
 * @param activation what turns its logits into probabilities
 * @param classes names; two for one output (background and the class), else one an output
 * @param input what of images it learnt from
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
        ImageInput input,
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

    /** A model of which it is not known what of images it learnt from. */
    public SegmentationModel(
            String name,
            NetworkSettings network,
            Activation activation,
            List<String> classes,
            NormalizationSettings normalization,
            RunSettings run,
            TrainingNotes notes,
            Weights weights) {
        this(name, network, activation, classes, ImageInput.ANY, normalization, run, notes, weights);
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
     * What the network takes of an image: all of it, or those of its channels that the model learnt from where it has more.
     *
     * @param title the image, for the message
     * @param plane (x, y, channel)
     * @throws TesseraException if it has not the channels that the model learnt from; the message says what to do
     */
    public RandomAccessibleInterval<FloatType> input(String title, RandomAccessibleInterval<FloatType> plane) {
        RandomAccessibleInterval<FloatType> taken = input.of(plane, network.channels());
        checkChannels(title, (int) taken.dimension(2));
        return taken;
    }

    private void checkChannels(String title, int channels) {
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

    /**
     * How large the pixels were that the model learnt from.
     *
     * @throws TesseraException naming the cure if it does not know
     */
    public PixelSize requiredPixelSize() {
        return input.pixelSize()
                .orElseThrow(() -> new TesseraException("The model " + name
                        + " does not know how large the pixels were that it learnt from: do not rescale to them, or train"
                        + " it again with a pixel size."));
    }

    private static String channels(int count) {
        return count == 1 ? "1 channel (grey)" : count == 3 ? "3 channels (RGB)" : count + " channels";
    }
}
