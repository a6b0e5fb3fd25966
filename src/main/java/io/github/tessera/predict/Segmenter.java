package io.github.tessera.predict;

import io.github.tessera.image.Rescaling;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.Model;
import io.github.tessera.model.RunSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tensor.TileStitcher.RowSink;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.BlendWindow;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import io.github.tessera.tile.TileRule;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Runs the models of an ensemble, often one, over planes of any size: normalized as a whole, read in overlapping tiles mirrored at the
 * edges, each tile's probabilities averaged over the models, blended, decided. The time is that of each model alone, summed.
 *
 * <p>Load once, use for many planes, close: it holds the networks and their memory. For one thread at a time.
 */
public final class Segmenter implements AutoCloseable {
    private final Ensemble ensemble;
    private final SegmenterSettings settings;
    private final TileRule tiles;
    private final DeviceChoice.Chosen device;
    private final MemorySettings memory;
    private final Networks networks;
    private final TilePipeline pipeline;
    private final TileSizes sizes;
    private final MemoryBudget budget;

    /**
     * An ensemble ready to segment.
     *
     * @throws io.github.tessera.progress.TesseraException if a model has no such level, or the device cannot be had
     */
    public Segmenter(Ensemble ensemble, DeviceChoice choice, SegmenterSettings settings) {
        this.ensemble = ensemble;
        this.settings = settings;
        device = choice.choose();
        TorchModule.setThreads(
                Math.min(model().run().threads(), Runtime.getRuntime().availableProcessors()));
        networks = new Networks(ensemble, settings.level(), device.device());
        tiles = networks.tiles();
        pipeline = new TilePipeline(new TileRunner(
                (pixels, shape) -> networks.mean(pixels, shape, settings.augmentation()),
                model().outputs(),
                tiles,
                settings.blending()));
        sizes = new TileSizes(
                new TileSizes.Given(
                        tiles,
                        settings.overlap(),
                        model().run().tileSize(),
                        batchPixels(model().run()),
                        networks.global()),
                new TileCosts(networks, model(), settings.augmentation(), device.device()),
                System::nanoTime);
        budget = new MemoryBudget(networks, device.device());
        // Last, so that a model that cannot be loaded leaves the settings of the whole process as they were.
        memory = MemorySettings.keepMemory();
    }

    /**
     * Reads a model, whoever made it: its folder or zip, or the folder of a cross-validation.
     *
     * @throws io.github.tessera.progress.TesseraException if there is no model, or it is damaged
     */
    public static Segmenter open(Path folder, DeviceChoice choice) {
        return new Segmenter(Ensemble.read(folder), choice, SegmenterSettings.AUTO);
    }

    /** The models. */
    public Ensemble ensemble() {
        return ensemble;
    }

    /** The first model; classes, outputs, channels, normalization and what was learnt from are the same in all. */
    public Model model() {
        return ensemble.first();
    }

    /** Lines for the log: which device, and why; how many models, where it is not one; and what should be known of them. */
    public String describe() {
        int models = ensemble.models().size();
        return Stream.concat(
                        Stream.of(
                                device.line(),
                                models == 1 ? "" : "The probabilities of " + models + " models are averaged."),
                        model().remarks().stream())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Segments a plane.
     *
     * @param plane (x, y, channel) raw intensities
     * @param title the image, for messages
     * @param bitDepth 8, 16, 24 or 32, as ImageJ counts
     * @param withProbabilities whether to keep them: 4 bytes a pixel and class
     */
    public SegmentedPlane segment(
            RandomAccessibleInterval<FloatType> plane,
            String title,
            int bitDepth,
            boolean withProbabilities,
            Progress progress) {
        int width = (int) plane.dimension(0);
        int height = (int) plane.dimension(1);
        Wanted wanted = new Wanted(Decision.USUAL, withProbabilities);
        return segment(plane, title, bitDepth, new Tile(0, 0, width, height), wanted, progress);
    }

    /**
     * What is wanted of a plane besides its labels.
     *
     * @param decision how probabilities become labels
     * @param probabilities whether to keep them: 4 bytes a pixel and class
     */
    public record Wanted(Decision decision, boolean probabilities) {}

    /**
     * Segments a part of a plane; the normalization is the whole plane's, and the network sees around the part.
     *
     * @param area the part, inside the plane; the result has its size
     */
    public SegmentedPlane segment(
            RandomAccessibleInterval<FloatType> image,
            String title,
            int bitDepth,
            Tile area,
            Wanted wanted,
            Progress progress) {
        int outputs = wanted.probabilities() ? model().outputs() : 0;
        PlaneRows rows = new PlaneRows(area.width(), area.height(), outputs, wanted.decision());
        segment(image, title, bitDepth, area, rows, progress);
        return rows.result();
    }

    /**
     * Segments a part of a plane and hands its probabilities on row by row, so that a plane may be far larger than the memory.
     *
     * @param rows gets the part's rows, each once, from the top, on a thread of their own; what it throws ends the work
     */
    public void segment(
            RandomAccessibleInterval<FloatType> image,
            String title,
            int bitDepth,
            Tile area,
            RowSink rows,
            Progress progress) {
        RandomAccessibleInterval<FloatType> plane = model().input(title, image);
        TileReader reader = model().reader(plane, bitDepth, title, progress);
        TileGrid grid = grid(area.width(), area.height(), progress);
        int outputs = model().outputs();
        BlendWindow window = BlendWindow.of(grid, tiles.halo(), settings.blending());
        MemoryBudget.Share share =
                budget.share(tilesAtOnce(model().run(), model().channels(), outputs, grid), grid, progress);
        pipeline.run(
                reader,
                area,
                grid,
                share.tiles(),
                new TileStitcher(grid, window, outputs, rows),
                () -> memory.holdAtMost(share.betweenPasses()),
                progress);
    }

    /**
     * Segments a part of a plane whose pixels are not of the size that the model learnt from: the whole plane is rescaled, segmented, and
     * what comes out of it brought back, labels without interpolation.
     *
     * @param scale from the plane's size to the one that is segmented
     */
    public SegmentedPlane segment(
            RandomAccessibleInterval<FloatType> image,
            String title,
            int bitDepth,
            Tile area,
            Rescaling scale,
            Wanted wanted,
            Progress progress) {
        if (scale.isIdentity()) {
            return segment(image, title, bitDepth, area, wanted, progress);
        }
        RandomAccessibleInterval<FloatType> scaled =
                scale.intensities(title, model().input(title, image), bitDepth < Float.SIZE, progress);
        Tile whole = new Tile(0, 0, (int) scaled.dimension(0), (int) scaled.dimension(1));
        return segment(scaled, title, bitDepth, whole, wanted, progress)
                .rescaled(title, scale.reversed(), area, progress);
    }

    private TileGrid grid(int width, int height, Progress progress) {
        int size = settings.tileSize() > 0 ? settings.tileSize() : sizes.side(width, height, progress);
        int overlap = settings.overlap() >= 0 ? settings.overlap() : tiles.overlap(size);
        return TileGrid.of(width, height, tiles, size, overlap);
    }

    /**
     * How many tiles go through the network together: no more pixels than in the batch that the model was timed with, so that
     * larger tiles do not take more memory than they must, but one tile at least.
     *
     * @throws TesseraException if one tile has more values than a buffer holds
     */
    static int tilesAtOnce(RunSettings run, int channels, int outputs, TileGrid grid) {
        long tile = (long) grid.tileWidth() * grid.tileHeight();
        if (tile * Math.max(channels, outputs) > Integer.MAX_VALUE / Float.BYTES) {
            throw new TesseraException("Tiles of " + grid.tileWidth() + " x " + grid.tileHeight()
                    + " pixels are too large for this model: choose a smaller tile, or 0 to have it chosen.");
        }
        long fit = Math.min(
                batchPixels(run) / tile, Integer.MAX_VALUE / Float.BYTES / (tile * Math.max(channels, outputs)));
        return (int) Math.max(1, Math.min(fit, Math.min(run.tileBatch(), grid.count())));
    }

    private static long batchPixels(RunSettings run) {
        return (long) run.tileBatch() * run.tileSize() * run.tileSize();
    }

    @Override
    public void close() {
        pipeline.close();
        networks.close();
        memory.close();
    }
}
