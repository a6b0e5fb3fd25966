package io.github.tessera.model;

import ai.djl.Device;
import io.github.tessera.image.PixelSize;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TileReader;
import java.util.List;
import java.util.zip.Checksum;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Something that segments images: a network that Tessera trained, with or without what training goes on from, or one from elsewhere. Who only segments need not know which.
 *
 * <p>{@link Ensemble#read} reads either, whatever its file.
 */
public sealed interface Model permits SegmentationModel, InferenceModel, ForeignModel {
    /** For people. */
    String name();

    /** Names; two for one output (background and the class), else one an output, the background first where there is one. */
    List<String> classes();

    /** Channels of the images that it takes. */
    int channels();

    /** Probability maps that it gives. */
    int outputs();

    /** What of images it learnt from, as far as that is known. */
    ImageInput input();

    /** Choices of speed. */
    RunSettings run();

    /** What users should know before they trust its results; lines for the log, often none. */
    List<String> remarks();

    /**
     * The way from an image to the network: its intensities are fitted to the whole image.
     *
     * @param plane what {@link #input(String, RandomAccessibleInterval)} gave
     * @param bitDepth 8, 16, 24 or 32, as ImageJ counts
     * @param title the image, for messages
     * @throws TesseraException if the image holds what is no number
     */
    TileReader reader(RandomAccessibleInterval<FloatType> plane, int bitDepth, String title, Progress progress);

    /**
     * The network, ready to run.
     *
     * @param level see {@link SegmentationModel#inference(int)}; 0 for the whole network
     * @throws TesseraException if it has no such level, or cannot be loaded
     */
    RunningNetwork load(int level, Device device);

    /** Adds its weights, so that models can be told apart. */
    void addTo(Checksum sum);

    /**
     * What the network takes of an image: all of it, or those of its channels that the model learnt from where it has more.
     *
     * @param title the image, for the message
     * @param plane (x, y, channel)
     * @throws TesseraException if it has not the channels that the model learnt from; the message says what to do
     */
    default RandomAccessibleInterval<FloatType> input(String title, RandomAccessibleInterval<FloatType> plane) {
        RandomAccessibleInterval<FloatType> taken = input().of(plane, channels());
        int given = (int) taken.dimension(2);
        int wanted = channels();
        if (given != wanted) {
            String cure = wanted == 3
                    ? "convert it with Image > Type > RGB Color, or choose a model for " + channels(given)
                    : wanted == 1
                            ? "convert it with Image > Type > 8-bit, or choose a model for " + channels(given)
                            : "choose a model for " + channels(given);
            throw new TesseraException("The model " + name() + " was trained on images of " + channels(wanted)
                    + ", but " + title + " has " + channels(given) + ": " + cure + ".");
        }
        return taken;
    }

    private static String channels(int count) {
        return count == 1 ? "1 channel (grey)" : count == 3 ? "3 channels (RGB)" : count + " channels";
    }

    /**
     * How large the pixels were that the model learnt from.
     *
     * @throws TesseraException naming the cure if it does not know
     */
    default PixelSize requiredPixelSize() {
        return input().pixelSize()
                .orElseThrow(() -> new TesseraException("The model " + name()
                        + " does not know how large the pixels were that it learnt from: do not rescale to them, or train"
                        + " it again with a pixel size."));
    }
}
