package io.github.tessera.predict;

import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.Waiting;
import io.github.tessera.progress.Worker;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The way of a plane's tiles: while one batch is in the network, the next is read and those before are stitched and handed on, so
 * that disks and networks do not wait for each other.
 *
 * <p>For one plane after the other; close it to end its two threads.
 */
final class TilePipeline implements AutoCloseable {
    /** Batches that wait to be stitched: with the first tile of a row all rows above are handed on, which may take as long as some tiles. */
    private static final int MOST_WAITING = 16;

    private static final long BYTES_WAITING = 48L << 20;

    private final TileRunner runner;
    private final Worker reading = new Worker("Tessera reads tiles");
    private final Worker writing = new Worker("Tessera writes tiles");
    private final ByteBuffer[] buffers = {ByteBuffer.allocateDirect(0), ByteBuffer.allocateDirect(0)};
    private boolean apart;

    TilePipeline(TileRunner runner) {
        this.runner = runner;
    }

    /**
     * A batch of tiles.
     *
     * @param pixels of all; null where memory is too short for them
     */
    private record Batch(List<Tile> tiles, ByteBuffer pixels, Shape shape) {}

    /**
     * Runs all tiles of an area.
     *
     * @param reader of the plane that the area lies in
     * @param atOnce tiles in a batch
     * @param between is called after each batch
     * @throws io.github.tessera.progress.CancelledException if cancelled, within one batch
     */
    void run(
            TileReader reader,
            Tile area,
            TileGrid grid,
            int atOnce,
            TileStitcher stitcher,
            Runnable between,
            Progress progress) {
        List<Tile> tiles = grid.tiles();
        Future<Batch> next = read(reader, area, tiles.subList(0, Math.min(atOnce, tiles.size())), 0);
        Deque<Future<?>> written = new ArrayDeque<>();
        try {
            for (int start = 0, turn = 1; start < tiles.size(); start += atOnce, turn++) {
                progress.update(start, tiles.size());
                Batch batch = Waiting.result(next, progress);
                int from = Math.min(start + atOnce, tiles.size());
                if (from < tiles.size()) {
                    next = read(reader, area, tiles.subList(from, Math.min(from + atOnce, tiles.size())), turn % 2);
                }
                float[] values = batch.pixels() == null
                        ? runner.run(reader, area, batch.tiles(), progress)
                        : runner.run(batch.pixels(), batch.shape(), progress);
                between.run();
                long waiting = Math.max(1, BYTES_WAITING / Float.BYTES / values.length);
                while (written.size() >= Math.min(waiting, MOST_WAITING)) {
                    Waiting.result(written.remove(), progress);
                }
                written.add(writing.give(() -> stitch(batch.tiles(), values, stitcher)));
            }
            written.add(writing.give(() -> finish(stitcher)));
            for (Future<?> each : written) {
                Waiting.result(each, progress);
            }
        } finally {
            // What is under way still uses buffers and sink.
            Waiting.end(next);
            written.forEach(Waiting::end);
        }
        progress.update(tiles.size(), tiles.size());
    }

    private Future<Batch> read(TileReader reader, Tile area, List<Tile> tiles, int turn) {
        return reading.give(() -> {
            Shape shape = new Shape(
                    tiles.size(),
                    reader.channels(),
                    tiles.get(0).height(),
                    tiles.get(0).width());
            try {
                return new Batch(tiles, apart ? null : pixels(reader, area, tiles, turn), shape);
            } catch (OutOfMemoryError e) {
                apart = true; // The network's thread reads them one by one, or in pieces, from now on.
                return new Batch(tiles, null, shape);
            }
        });
    }

    private ByteBuffer pixels(TileReader reader, Tile area, List<Tile> tiles, int turn) {
        int width = tiles.get(0).width();
        int height = tiles.get(0).height();
        float[] pixels = new float[reader.channels() * width * height];
        int bytes = Math.toIntExact((long) Float.BYTES * tiles.size() * pixels.length);
        if (buffers[turn].capacity() < bytes) {
            buffers[turn] = ByteBuffer.allocateDirect(bytes);
        }
        ByteBuffer buffer =
                buffers[turn].duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
        FloatBuffer floats = buffer.asFloatBuffer();
        for (Tile tile : tiles) {
            reader.read(area.x() + tile.x(), area.y() + tile.y(), width, height, pixels, 0);
            floats.put(pixels);
        }
        return buffer;
    }

    private static Void stitch(List<Tile> tiles, float[] values, TileStitcher stitcher) {
        int plane = values.length / tiles.size();
        for (int i = 0; i < tiles.size(); i++) {
            stitcher.add(tiles.get(i), values, i * plane);
        }
        return null;
    }

    private static Void finish(TileStitcher stitcher) {
        stitcher.finish();
        return null;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
