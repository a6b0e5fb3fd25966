package io.github.tessera.model;

import ai.djl.Device;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.TensorDescription.FileReference;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.torchscript.ArchiveReader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.zip.Checksum;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A model that Tessera trained, from a package without what training goes on from: it segments as the model that was published, and cannot
 * be taught further. Of the archive to run the tensors alone are read, for the rest of it is known; nothing of it is run.
 *
 * @param name for people
 * @param classes names; two for one output (background and the class), else one an output
 * @param input what of images it learnt from
 * @param normalization how an image's intensities are brought to the network's
 * @param run choices of speed
 * @param inference the whole network, for normalized images
 */
public record InferenceModel(
        String name,
        List<String> classes,
        ImageInput input,
        NormalizationSettings normalization,
        RunSettings run,
        Inference inference)
        implements Model {
    public InferenceModel {
        classes = List.copyOf(classes);
        int outputs = inference.graph().mainOutput().channels();
        if (classes.size() != Math.max(2, outputs)) {
            throw new IllegalArgumentException(classes.size() + " classes for " + outputs + " outputs");
        }
    }

    /**
     * Reads a package that Tessera published.
     *
     * @throws IOException if something is missing or damaged
     * @throws RuntimeException of many kinds if something makes no sense
     */
    static InferenceModel read(PackageFiles files) throws IOException {
        Map<?, ?> description = files.read();
        TesseraConfig config = TesseraConfig.read(description);
        FileReference weights = PackageDescription.weights(description);
        // A normalization inside the network is for programs that have no other: here it is as it was in training.
        Graph graph = Inference.graph(config.graph(), config.activation(), 0);
        try (SeekableByteChannel channel = files.verified(weights.source(), weights.sha256())) {
            return config.model(new Inference(graph, new Weights(graph, ArchiveReader.tensors(channel))));
        }
    }

    @Override
    public int channels() {
        return inference.graph().channels();
    }

    @Override
    public int outputs() {
        return inference.graph().mainOutput().channels();
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
        if (level > 0) {
            throw new TesseraException("The model " + name + " cannot be cut down to level " + level
                    + ", for its package has no " + ModelPackage.TRAINING + ". Choose level 0.");
        }
        return new TrainedNetwork(inference, run.channelsLast(), device);
    }

    @Override
    public void addTo(Checksum sum) {
        inference.weights().addTo(sum);
    }
}
