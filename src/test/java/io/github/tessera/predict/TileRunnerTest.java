package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Blending;
import io.github.tessera.tile.TileRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network that returns its pixels, on a machine whose memory holds so many of them. */
class TileRunnerTest {
    private static final int HALO = 8;
    private static final int STRIDE = 4;

    private final List<String> log = new ArrayList<>();
    private final List<Shape> runs = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

    private TileRunner runner(long fits) {
        return new TileRunner(
                (pixels, shape) -> {
                    if (shape.size() > fits) {
                        throw new IllegalStateException("DefaultCPUAllocator: not enough memory");
                    }
                    runs.add(shape);
                    float[] values = new float[(int) shape.size()];
                    pixels.asFloatBuffer().get(values);
                    return values;
                },
                2,
                TileRule.multiples(STRIDE, HALO),
                Blending.LINEAR);
    }

    private static ByteBuffer noise(Shape shape) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect((int) shape.size() * Float.BYTES).order(ByteOrder.nativeOrder());
        Random random = new Random(4);
        while (bytes.hasRemaining()) {
            bytes.putFloat(random.nextFloat());
        }
        return bytes.flip();
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
        return values;
    }

    @Test
    void whatFitsIsRunAtOnce() {
        Shape shape = new Shape(3, 2, 256, 128);
        ByteBuffer pixels = noise(shape);
        assertArrayEquals(floats(pixels), runner(shape.size()).run(pixels, shape, progress));
        assertEquals(List.of(shape), runs);
        assertTrue(log.isEmpty());
    }

    @Test
    void tilesThatDoNotFitTogetherAreRunOneByOneFromThenOn() {
        Shape shape = new Shape(3, 2, 256, 128);
        ByteBuffer pixels = noise(shape);
        TileRunner runner = runner(shape.size() / 3);
        assertArrayEquals(floats(pixels), runner.run(pixels, shape, progress));
        assertArrayEquals(floats(pixels), runner.run(pixels, shape, progress));
        assertEquals(6, runs.size());
        assertEquals(1, log.size(), log.toString());
    }

    @Test
    void aTileThatDoesNotFitIsCutIntoPieces() {
        Shape shape = new Shape(2, 2, 256, 192);
        ByteBuffer pixels = noise(shape);
        TileRunner runner = runner(2 * 64 * 64);
        assertArrayEquals(floats(pixels), runner.run(pixels, shape, progress), 1e-6f);
        assertTrue(runs.stream().allMatch(run -> run.get(2) <= 64 && run.get(3) <= 64), runs.toString());
        assertTrue(log.get(log.size() - 1).contains("64 pixels"), log.toString());
        int tried = log.size();
        runner.run(pixels, shape, progress);
        assertEquals(tried, log.size(), "what fits is known by now");
    }

    @Test
    void whereNothingFitsTheFaultIsHandedOn() {
        Shape shape = new Shape(1, 2, 256, 256);
        assertThrows(IllegalStateException.class, () -> runner(10).run(noise(shape), shape, progress));
    }

    @Test
    void otherFaultsAreNotTriedAgain() {
        TileRunner broken = new TileRunner(
                (pixels, shape) -> {
                    runs.add(shape);
                    throw new IllegalStateException("broken");
                },
                2,
                TileRule.multiples(STRIDE, HALO),
                Blending.LINEAR);
        Shape shape = new Shape(4, 2, 64, 64);
        assertThrows(IllegalStateException.class, () -> broken.run(noise(shape), shape, progress));
        assertEquals(1, runs.size());
    }
}
