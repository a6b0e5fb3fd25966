package io.github.tessera.model;

import ai.djl.Device;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.torchscript.ByteChunks;
import io.github.tessera.torchscript.CheckedArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.zip.Checksum;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A network that somebody else trained, from a package in bioimage.io's format: it is run as its description says, and cannot be taught
 * further, for only the archive to run is there.
 */
public final class ForeignModel implements Model {
    private static final int PIECE = 1 << 16;

    private final ForeignTensors tensors;
    private final ByteChunks archive;

    /**
     * A model that was checked.
     *
     * @param archive as {@link CheckedArchive} gives it
     */
    ForeignModel(ForeignTensors tensors, ByteChunks archive) {
        this.tensors = tensors;
        this.archive = archive;
    }

    /**
     * Reads a package.
     *
     * @throws UnsupportedModelException if it cannot be run here
     * @throws IOException if something is missing, damaged, or wants what no network needs
     */
    static ForeignModel read(PackageFiles files) throws IOException {
        ForeignTensors tensors = ForeignTensors.read(files);
        TensorDescription.FileReference weights = tensors.description().weights();
        try (SeekableByteChannel channel = files.verified(weights.source(), weights.sha256())) {
            return new ForeignModel(tensors, CheckedArchive.of(channel));
        } catch (ChangedFileException e) {
            if (PlainDescription.isOne(files.read())) {
                throw new UnsupportedModelException(weights.source() + NetworkImport.changed());
            }
            throw e;
        }
    }

    @Override
    public String name() {
        return tensors.description().name();
    }

    @Override
    public List<String> classes() {
        return tensors.classes().names();
    }

    @Override
    public int channels() {
        return tensors.sizes().channels();
    }

    @Override
    public int outputs() {
        return tensors.classes().outputs();
    }

    @Override
    public ImageInput input() {
        return tensors.input();
    }

    /** One tile at a time, for a traced network may know no other batch. */
    @Override
    public RunSettings run() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new RunSettings(false, false, ForeignSizes.PREFERRED, 1, true, threads, false);
    }

    @Override
    public List<String> remarks() {
        return tensors.remarks(name());
    }

    @Override
    public TileReader reader(RandomAccessibleInterval<FloatType> plane, int bitDepth, String title, Progress progress) {
        ProcessedPlane processed = ProcessedPlane.unprocessed(plane, progress);
        for (ProcessingStep step : tensors.before()) {
            processed = processed.then(step);
        }
        return processed.reader();
    }

    @Override
    public ForeignNetwork load(int level, Device device) {
        if (level > 0) {
            throw new TesseraException("The model " + name() + " cannot be cut down to level " + level
                    + ": only a UNet++ of Tessera's, learnt with auxiliary outputs, can. Choose level 0.");
        }
        return new ForeignNetwork(name(), tensors, archive, device);
    }

    @Override
    public void addTo(Checksum sum) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (SeekableByteChannel channel = archive.channel()) {
            while (channel.read(piece.clear()) >= 0) {
                sum.update(piece.array(), 0, piece.position());
            }
        } catch (IOException e) {
            throw new IllegalStateException("it is in memory", e);
        }
    }

    /**
     * How well it gives the test result of its own package, on the CPU.
     *
     * @return the largest difference; NaN if the package has no test
     * @throws TesseraException if it cannot be run
     */
    public double testDifference() {
        return tensors.testInput().isEmpty() || tensors.testOutput().isEmpty()
                ? Double.NaN
                : ForeignTest.difference(this, tensors, Device.cpu());
    }
}
