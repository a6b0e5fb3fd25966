package io.github.tessera.predict;

import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tile.BlendWindow;
import io.github.tessera.tile.Blending;
import io.github.tessera.tile.Mirror;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import io.github.tessera.tile.TileRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

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

    /** A tile as an image of its own, cut into smaller tiles. */
    private float[] inPieces(ByteBuffer pixels, Shape shape, Progress progress) {
        int channels = (int) shape.get(1);
        int height = (int) shape.get(2);
        int width = (int) shape.get(3);
        TileGrid grid = TileGrid.of(width, height, tiles, side, tiles.overlap(side));
        float[] result = new float[outputs * height * width];
        TileStitcher stitcher =
                new TileStitcher(grid, BlendWindow.of(grid, tiles.halo(), blending), outputs, (y, row) -> {
                    for (int k = 0; k < row.length; k++) {
                        System.arraycopy(row[k], 0, result, (k * height + y) * width, width);
                    }
                });
        FloatBuffer values = pixels.asFloatBuffer();
        Shape piece = new Shape(1, channels, grid.tileHeight(), grid.tileWidth());
        for (Tile tile : grid.tiles()) {
            progress.check();
            stitcher.add(tile, run(cut(values, tile, channels, width, height), piece, progress), 0);
        }
        stitcher.finish();
        return result;
    }

    /** Part of a tile; beyond its edge it is mirrored, as the image is. */
    private static ByteBuffer cut(FloatBuffer values, Tile part, int channels, int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES * channels * part.width() * part.height())
                .order(ByteOrder.nativeOrder());
        int[] columns = Mirror.positions(part.x(), part.width(), width);
        int[] rows = Mirror.positions(part.y(), part.height(), height);
        FloatBuffer into = bytes.asFloatBuffer();
        for (int c = 0; c < channels; c++) {
            for (int row : rows) {
                for (int column : columns) {
                    into.put(values.get((c * height + row) * width + column));
                }
            }
        }
        return bytes;
    }
}
