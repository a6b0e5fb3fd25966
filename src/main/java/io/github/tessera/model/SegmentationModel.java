package io.github.tessera.model;

import ai.djl.Device;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TileReader;
import java.util.List;
import java.util.zip.Checksum;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A model that Tessera trained: everything that is needed to segment images with it, and to teach it further.
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
        Weights weights)
        implements Model {
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

    /** The same with another normalization before it. */
    SegmentationModel normalized(NormalizationSettings other) {
        return new SegmentationModel(name, network, activation, classes, input, other, run, notes, weights);
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

    @Override
    public int channels() {
        return network.channels();
    }

    @Override
    public int outputs() {
        return network.outputs();
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public TileReader reader(RandomAccessibleInterval<FloatType> plane, int bitDepth, String title, Progress progress) {
        return new TileReader(plane, normalization.fit(plane, bitDepth, title, progress));
    }

    @Override
    public RunningNetwork load(int level, Device device) {
        return new TrainedNetwork(inference(level), run.channelsLast(), device);
    }

    @Override
    public void addTo(Checksum sum) {
        weights.addTo(sum);
    }
}
