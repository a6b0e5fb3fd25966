package io.github.tessera.predict;

import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Rescaling;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
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
    private final Tiling tiling;
    private final int stride;
    private final int halo;
    private final DeviceChoice.Chosen device;
    private final MemorySettings memory;
    private final Networks networks;
    private ByteBuffer batch = ByteBuffer.allocateDirect(0);

    /**
     * How to cut.
     *
     * @param tileSize largest side of a tile in pixels; 0 for the model's own choice
     * @param overlap margin on each side in pixels; negative for half the receptive field, at most a quarter of the tile
     */
    public record Tiling(int tileSize, int overlap) {
        /** Everything as the model says. */
        public static final Tiling AUTO = new Tiling(0, -1);
    }

    /** An ensemble ready to segment. */
    public Segmenter(Ensemble ensemble, DeviceChoice choice, Tiling tiling) {
        this(ensemble, choice, tiling, 0);
    }

    /**
     * An ensemble whose models are cut down to one of their levels.
     *
     * @param level see {@link SegmentationModel#inference(int)}
     */
    public Segmenter(Ensemble ensemble, DeviceChoice choice, Tiling tiling, int level) {
        this.ensemble = ensemble;
        this.tiling = tiling;
        device = choice.choose();
        TorchModule.setThreads(
                Math.min(model().run().threads(), Runtime.getRuntime().availableProcessors()));
        networks = new Networks(ensemble, level, device.device());
        stride = networks.stride();
        halo = networks.halo();
        // Last, so that a model that cannot be loaded leaves the settings of the whole process as they were.
        memory = MemorySettings.keepMemory();
    }

    /**
     * Reads a model's folder, or that of a cross-validation.
     *
     * @throws io.github.tessera.progress.TesseraException if there is no model, or it is damaged
     */
    public static Segmenter open(Path folder, DeviceChoice choice) {
        return new Segmenter(Ensemble.read(folder), choice, Tiling.AUTO);
    }

    /** The first model; classes, outputs, channels, normalization and what was learnt from are the same in all. */
    public SegmentationModel model() {
        return ensemble.first();
    }

    /** A line or two for the log: which device, and why; and how many models, where it is not one. */
    public String describe() {
        int models = ensemble.models().size();
        return device.line() + (models == 1 ? "" : "\nThe probabilities of " + models + " models are averaged.");
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
        return segment(plane, title, bitDepth, new Tile(0, 0, width, height), withProbabilities, progress);
    }

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
            boolean withProbabilities,
            Progress progress) {
        return segment(image, title, bitDepth, area, withProbabilities, (y, row) -> {}, progress);
    }

    /**
     * Segments a part of a plane, and hands its probabilities on instead of keeping them.
     *
     * @param rows gets the part's rows from the top
     * @return class indices of the part, row by row
     */
    byte[] labels(
            RandomAccessibleInterval<FloatType> image,
            String title,
            int bitDepth,
            Tile area,
            RowSink rows,
            Progress progress) {
        return segment(image, title, bitDepth, area, false, rows, progress).labels();
    }

    private SegmentedPlane segment(
            RandomAccessibleInterval<FloatType> image,
            String title,
            int bitDepth,
            Tile area,
            boolean withProbabilities,
            RowSink rows,
            Progress progress) {
        RandomAccessibleInterval<FloatType> plane = model().input(title, image);
        IntensityMap map = model().normalization().fit(plane, bitDepth, title, progress);
        TileGrid grid = grid(area.width(), area.height());
        int outputs = model().network().outputs();
        Decision decision = new Decision(area.width(), area.height(), outputs, withProbabilities, rows);
        TileStitcher stitcher = new TileStitcher(grid, BlendWindow.of(grid, halo), outputs, decision);
        run(new TileReader(plane, map), area, grid, stitcher, progress);
        stitcher.finish();
        return decision.result();
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
            boolean withProbabilities,
            Progress progress) {
        if (scale.isIdentity()) {
            return segment(image, title, bitDepth, area, withProbabilities, progress);
        }
        RandomAccessibleInterval<FloatType> scaled =
                scale.intensities(title, model().input(title, image), bitDepth < Float.SIZE, progress);
        return segment(scaled, title, bitDepth, withProbabilities, progress)
                .rescaled(title, scale.reversed(), area, progress);
    }

    private TileGrid grid(int width, int height) {
        int size = tiling.tileSize() > 0
                ? tiling.tileSize()
                : Math.max(1, model().run().tileSize() / stride) * stride;
        int overlap = tiling.overlap() >= 0 ? tiling.overlap() : TileGrid.defaultOverlap(halo, size, stride);
        return TileGrid.of(width, height, size, overlap, stride);
    }

    private void run(TileReader reader, Tile area, TileGrid grid, TileStitcher stitcher, Progress progress) {
        List<Tile> tiles = grid.tiles();
        int channels = model().network().channels();
        int size = grid.tileWidth() * grid.tileHeight();
        int most = tilesAtOnce(model().run(), channels, model().network().outputs(), grid);
        long limit = networks.need(grid.tileHeight(), grid.tileWidth(), most).betweenPasses();
        float[] pixels = new float[channels * size];
        FloatBuffer floats = buffer(most * channels * size);
        for (int start = 0; start < tiles.size(); start += most) {
            progress.check();
            progress.update(start, tiles.size());
            List<Tile> next = tiles.subList(start, Math.min(start + most, tiles.size()));
            floats.clear();
            for (Tile tile : next) {
                reader.read(area.x() + tile.x(), area.y() + tile.y(), tile.width(), tile.height(), pixels, 0);
                floats.put(pixels);
            }
            float[] values = forward(new Shape(next.size(), channels, grid.tileHeight(), grid.tileWidth()));
            memory.holdAtMost(limit);
            int plane = values.length / next.size();
            for (int i = 0; i < next.size(); i++) {
                stitcher.add(next.get(i), values, i * plane);
            }
        }
        progress.update(tiles.size(), tiles.size());
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
                    + " pixels are too large for this model: choose a smaller tile, or 0 for the model's own.");
        }
        long pixels = (long) run.tileBatch() * run.tileSize() * run.tileSize();
        long fit = Math.min(pixels / tile, Integer.MAX_VALUE / Float.BYTES / (tile * Math.max(channels, outputs)));
        return (int) Math.max(1, Math.min(fit, Math.min(run.tileBatch(), grid.count())));
    }

    private FloatBuffer buffer(int floats) {
        if (batch.capacity() < 4 * floats) {
            batch = ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder());
        }
        return batch.asFloatBuffer();
    }

    private float[] forward(Shape shape) {
        ByteBuffer used = batch.duplicate().order(ByteOrder.nativeOrder());
        used.limit(Math.toIntExact(4 * shape.size()));
        return networks.mean(used, shape);
    }

    @Override
    public void close() {
        networks.close();
        memory.close();
    }
}
