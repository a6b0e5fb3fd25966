package io.github.tessera.predict;

import ai.djl.ndarray.types.Shape;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tile.BlendWindow;
import io.github.tessera.tile.Blending;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import io.github.tessera.tile.TileRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;

/**
 * Runs batches of tiles through the networks. Where memory is short it goes on with one tile at once, and then cuts tiles into smaller
 * ones, for this batch and all that follow.
 */
final class TileRunner {
    /** Smaller pieces are mostly margin. */
    private static final int LEAST_SIDE = 64;

    /** Runs one batch, all at once. */
    @FunctionalInterface
    interface Forward {
        /** Takes float32 (N, channels, height, width) in the system's byte order, and gives (N, outputs, height, width). */
        float[] run(ByteBuffer pixels, Shape shape);
    }

    private final Forward forward;
    private final int outputs;
    private final TileRule tiles;
    private final Blending blending;
    private boolean singly;
    private int side = Integer.MAX_VALUE;

    /**
     * Prepares running.
     *
     * @param outputs probability maps of a tile
     * @param tiles what tiles the networks take
     * @param blending of pieces of a tile
     */
    TileRunner(Forward forward, int outputs, TileRule tiles, Blending blending) {
        this.forward = forward;
        this.outputs = outputs;
        this.tiles = tiles;
        this.blending = blending;
    }

    /**
     * The networks' mean probabilities.
     *
     * @param pixels float32 in the system's byte order, as many as the shape has
     * @param shape (N, channels, height, width) of tiles that the networks take
     * @return (N, outputs, height, width)
     * @throws RuntimeException or {@link Error} as the engine has it, if memory does not suffice for the smallest tiles
     */
    float[] run(ByteBuffer pixels, Shape shape, Progress progress) {
        int count = (int) shape.get(0);
        if (side >= Math.max(shape.get(2), shape.get(3)) && !(singly && count > 1)) {
            try {
                return forward.run(pixels, shape);
            } catch (RuntimeException | Error e) {
                if (!MemoryFault.is(e) || !smaller(shape, progress)) {
                    throw e;
                }
            }
        }
        return count > 1 ? oneByOne(pixels, shape, progress) : inPieces(pixels, shape, progress);
    }

    /**
     * The same of tiles whose pixels could not be read into memory together: each is read by itself, and in pieces where that is too
     * much as well.
     *
     * @param area of the reader's plane that the tiles lie in
     * @return (N, outputs, height, width)
     * @throws OutOfMemoryError if memory does not suffice for the smallest tiles
     */
    float[] run(TileReader reader, Tile area, List<Tile> tiles, Progress progress) {
        Tile first = tiles.get(0);
        if (tiles.size() > 1 && !singly) {
            smaller(new Shape(tiles.size(), reader.channels(), first.height(), first.width()), progress);
        }
        float[] all = null;
        for (int i = 0; i < tiles.size(); i++) {
            float[] values = run(reader, in(area, tiles.get(i)), progress);
            all = all == null ? new float[tiles.size() * values.length] : all;
            System.arraycopy(values, 0, all, i * values.length, values.length);
        }
        return all;
    }

    private static Tile in(Tile area, Tile part) {
        return new Tile(area.x() + part.x(), area.y() + part.y(), part.width(), part.height());
    }

    /** One tile of a reader's plane. */
    private float[] run(TileReader reader, Tile tile, Progress progress) {
        progress.check();
        Shape shape = new Shape(1, reader.channels(), tile.height(), tile.width());
        if (side >= Math.max(tile.width(), tile.height())) {
            try {
                return run(pixels(reader, tile), shape, progress);
            } catch (OutOfMemoryError e) {
                if (!smaller(shape, progress)) {
                    throw e;
                }
            }
        }
        return inPieces(reader, tile, progress);
    }

    /** Chooses what needs less memory; false where there is nothing left to choose. */
    private boolean smaller(Shape shape, Progress progress) {
        if (shape.get(0) > 1) {
            singly = true;
            progress.log("Memory is short: goes on with one tile at once.");
            return true;
        }
        int largest = (int) Math.max(shape.get(2), shape.get(3));
        int least = tiles.atLeast(LEAST_SIDE);
        if (largest <= least) {
            return false;
        }
        int half = Math.max(least, tiles.atMost(largest / 2));
        side = half;
        progress.log("Memory is short: goes on with tiles of " + half + " pixels.");
        return true;
    }

    private float[] oneByOne(ByteBuffer pixels, Shape shape, Progress progress) {
        Shape one = new Shape(1, shape.get(1), shape.get(2), shape.get(3));
        int bytes = Math.toIntExact(Float.BYTES * one.size());
        float[] all = null;
        for (int i = 0; i < shape.get(0); i++) {
            progress.check();
            ByteBuffer part = pixels.duplicate()
                    .position(pixels.position() + i * bytes)
                    .limit(pixels.position() + (i + 1) * bytes)
                    .slice();
            float[] values = run(part.order(ByteOrder.nativeOrder()), one, progress);
            all = all == null ? new float[(int) shape.get(0) * values.length] : all;
            System.arraycopy(values, 0, all, i * values.length, values.length);
        }
        return all;
    }

    /** A tile as an image of its own, mirrored beyond its edge as the image is. */
    private float[] inPieces(ByteBuffer pixels, Shape shape, Progress progress) {
        int channels = (int) shape.get(1);
        int height = (int) shape.get(2);
        int width = (int) shape.get(3);
        float[] values = new float[(int) shape.size()];
        pixels.asFloatBuffer().get(values);
        TileReader reader =
                new TileReader(ArrayImgs.floats(values, width, height, channels), IntensityMap.identity(channels));
        return inPieces(reader, new Tile(0, 0, width, height), progress);
    }

    /** A tile of a reader's plane, cut into smaller tiles. */
    private float[] inPieces(TileReader reader, Tile tile, Progress progress) {
        int height = tile.height();
        int width = tile.width();
        TileGrid grid = TileGrid.of(width, height, tiles, side, tiles.overlap(side));
        float[] result = new float[outputs * height * width];
        TileStitcher stitcher =
                new TileStitcher(grid, BlendWindow.of(grid, tiles.halo(), blending), outputs, (y, row) -> {
                    for (int k = 0; k < row.length; k++) {
                        System.arraycopy(row[k], 0, result, (k * height + y) * width, width);
                    }
                });
        for (Tile piece : grid.tiles()) {
            stitcher.add(piece, run(reader, in(tile, piece), progress), 0);
        }
        stitcher.finish();
        return result;
    }

    /** The pixels of a tile, in the system's byte order. */
    private static ByteBuffer pixels(TileReader reader, Tile tile) {
        float[] values = new float[reader.channels() * tile.width() * tile.height()];
        reader.read(tile.x(), tile.y(), tile.width(), tile.height(), values, 0);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
