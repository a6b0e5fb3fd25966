package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.TileReader;
import io.github.tessera.tensor.TileStitcher;
import io.github.tessera.tile.BlendWindow;
import io.github.tessera.tile.Blending;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import io.github.tessera.tile.TileRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that returns its pixels, and a disk from which they come. */
@Timeout(60)
class TilePipelineTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 260;
    private static final int STRIDE = 4;
    private static final int HALO = 8;

    private final List<String> log = new ArrayList<>();
    private final float[] values = new float[WIDTH * HEIGHT];

    private final Progress progress = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

    private final TilePipeline pipeline = new TilePipeline(new TileRunner(
            (pixels, shape) -> {
                float[] result = new float[(int) shape.size()];
                pixels.asFloatBuffer().get(result);
                return result;
            },
            1,
            TileRule.multiples(STRIDE, HALO),
            Blending.LINEAR));

    @AfterEach
    void close() {
        pipeline.close();
    }

    /** So many times there is no memory for what is read. */
    private TileReader reader(int failures) {
        Random random = new Random(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Cell<FloatArray> all =
                new Cell<>(new int[] {WIDTH, HEIGHT, 1}, new long[] {0, 0, 0}, new FloatArray(values.clone()));
        CellGrid grid = new CellGrid(new long[] {WIDTH, HEIGHT, 1}, new int[] {WIDTH, HEIGHT, 1});
        int[] left = {0};
        LazyCellImg<FloatType, FloatArray> plane = new LazyCellImg<>(grid, new FloatType(), index -> {
            if (left[0]-- > 0) {
                throw new OutOfMemoryError("made up");
            }
            return all;
        });
        TileReader reader = new TileReader(plane, IntensityMap.identity(1)); // which looks at the first pixel
        left[0] = failures;
        return reader;
    }

    private float[] run(TileReader reader) {
        TileGrid grid = TileGrid.of(WIDTH, HEIGHT, 128, 8, STRIDE);
        float[] result = new float[values.length];
        TileStitcher stitcher = new TileStitcher(
                grid,
                BlendWindow.of(grid, HALO, Blending.LINEAR),
                1,
                (y, row) -> System.arraycopy(row[0], 0, result, y * WIDTH, WIDTH));
        pipeline.run(reader, new Tile(0, 0, WIDTH, HEIGHT), grid, 3, stitcher, () -> {}, progress);
        return result;
    }

    @Test
    void pixelsComeOutAsTheyWentIn() {
        assertArrayEquals(values(0), run(reader(0)), 1e-6f);
        assertEquals(List.of(), log);
    }

    private float[] values(int failures) {
        reader(failures);
        return values;
    }

    /** First three tiles, then one alone, do not fit; or four of its pieces, neither. */
    @ParameterizedTest
    @CsvSource({"1, one tile at once", "2, tiles of 64 pixels"})
    void whatCannotBeReadTogetherIsReadInPieces(int failures, String told) {
        assertArrayEquals(values(0), run(reader(failures)), 1e-6f);
        assertEquals("Memory is short: goes on with " + told + ".", log.get(log.size() - 1));
        assertEquals(failures, log.size());
        assertArrayEquals(values, run(reader(0)), 1e-6f);
        assertEquals(failures, log.size(), "what fits is known by now");
    }

    @Test
    void whereNothingFitsTheFaultIsHandedOnAndTheNextImageGoesOn() {
        assertThrows(OutOfMemoryError.class, () -> run(reader(Integer.MAX_VALUE)));
        assertArrayEquals(values(0), run(reader(0)), 1e-6f);
    }
}
