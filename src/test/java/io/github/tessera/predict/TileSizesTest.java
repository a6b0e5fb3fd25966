package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.TileRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class TileSizesTest {
    private static final long BATCH = 4L * 256 * 256;
    private static final int HUGE = 30_000;

    /** A computer whose time is what the test says. */
    private static final class Computer implements TileSizes.Costs {
        private final IntPredicate fits;
        private final IntToLongFunction nanosOfATile;
        private final List<Integer> run = new ArrayList<>();
        private long time;

        Computer(IntPredicate fits, IntToLongFunction nanosOfATile) {
            this.fits = fits;
            this.nanosOfATile = nanosOfATile;
        }

        @Override
        public boolean fit(int side, int tiles, int planeWidth) {
            return fits.test(side);
        }

        @Override
        public void run(int side, int tiles) {
            run.add(side);
            time += tiles * nanosOfATile.applyAsLong(side);
        }

        TileSizes sizes(TileSizes.Given given) {
            return new TileSizes(given, this, () -> time);
        }
    }

    private static Computer roomy() {
        return new Computer(side -> true, side -> (long) side * side);
    }

    private static TileSizes.Given given(int stride, int halo) {
        return new TileSizes.Given(TileRule.multiples(stride, halo), -1, 256, BATCH, false);
    }

    private static int side(TileSizes sizes, int width, int height) {
        return sizes.side(width, height, Progress.NONE);
    }

    @Test
    void theSmallestSideWhoseMarginsCostLittle() {
        // (256 / 248)^2 = 1.07
        assertEquals(256, side(roomy().sizes(given(4, 4)), 1000, 1000));
        // (384 / 336)^2 = 1.31, (512 / 464)^2 = 1.22
        assertEquals(512, side(roomy().sizes(given(4, 24)), 1000, 1000));
    }

    @Test
    void aWideMarginTakesTheLargest() {
        assertEquals(1024, side(roomy().sizes(given(16, 112)), 1000, 1000));
    }

    @Test
    void memoryLimitsTheSide() {
        assertEquals(384, side(new Computer(side -> side < 500, side -> 1).sizes(given(16, 112)), 1000, 1000));
        assertEquals(256, side(new Computer(side -> false, side -> 1).sizes(given(16, 112)), 1000, 1000));
    }

    @Test
    void sidesLieOnTheGridOfTheNetwork() {
        assertEquals(510, side(roomy().sizes(given(6, 24)), 1000, 1000));
        assertEquals(2048, side(roomy().sizes(given(2048, 0)), 1000, 1000));
    }

    @Test
    void aMarginThatLeavesNothingOfATileMakesItLarger() {
        TileSizes.Given wide = new TileSizes.Given(TileRule.multiples(4, 24), 300, 256, BATCH, false);
        assertEquals(1024, side(roomy().sizes(wide), 1000, 1000));
        TileSizes.Given wider = new TileSizes.Given(TileRule.multiples(4, 24), 600, 256, BATCH, false);
        assertEquals(1204, side(roomy().sizes(wider), 1000, 1000));
    }

    @Test
    void whatSeesTheWholeOfATileKeepsTheModelsSize() {
        Computer computer = roomy();
        TileSizes.Given global = new TileSizes.Given(TileRule.multiples(8, 24), -1, 300, BATCH, true);
        assertEquals(296, side(computer.sizes(global), HUGE, HUGE));
        assertTrue(computer.run.isEmpty());
    }

    @Test
    void theClockChoosesWhereThereIsMuchToDo() {
        Computer slowWhenLarge =
                new Computer(side -> true, side -> side > 256 ? 10L * side * side : (long) side * side);
        TileSizes sizes = slowWhenLarge.sizes(given(4, 24));
        assertEquals(512, side(sizes, 1000, 1000));
        assertTrue(slowWhenLarge.run.isEmpty());
        assertEquals(256, side(sizes, HUGE, HUGE));
        assertEquals(256, side(sizes, 1000, 1000));
        int timed = slowWhenLarge.run.size();
        side(sizes, HUGE, HUGE);
        assertEquals(timed, slowWhenLarge.run.size());
    }

    @Test
    void manySmallPlanesAreMuchToDo() {
        Computer computer = roomy();
        TileSizes sizes = computer.sizes(given(4, 24));
        for (int i = 0; i < 1000; i++) {
            side(sizes, 1000, 1000);
        }
        // Time in proportion to pixels: the least margin wins.
        assertEquals(1024, side(sizes, 1000, 1000));
    }

    @Test
    void theClockChoosesOnlyBetweenSidesThatGiveTheSame() {
        Computer computer = new Computer(side -> true, side -> side < 500 ? 1 : (long) side * side);
        side(computer.sizes(given(16, 112)), HUGE, HUGE);
        assertEquals(List.of(512, 768, 1024), computer.run.stream().distinct().toList());
    }

    @Test
    void whatNoLongerFitsIsNotTaken() {
        boolean[] roomy = {true};
        Computer computer = new Computer(side -> side < 1000 || roomy[0], side -> (long) side * side);
        TileSizes sizes = computer.sizes(given(4, 24));
        assertEquals(1024, side(sizes, HUGE, HUGE));
        roomy[0] = false;
        assertEquals(512, side(sizes, HUGE, HUGE));
    }

    @Test
    void whatMemoryIsTooShortForIsLeftOutWhileTiming() {
        Computer computer = new Computer(side -> true, side -> {
            if (side > 512) {
                throw new OutOfMemoryError("made up");
            }
            return (long) side * side;
        });
        TileSizes sizes = computer.sizes(given(16, 112));
        assertEquals(512, side(sizes, HUGE, HUGE));
        assertEquals(512, side(sizes, HUGE, HUGE));
        assertEquals(4, computer.run.stream().filter(side -> side == 512).count());
    }

    @Test
    void nothingLargerThanThePlaneIsAskedFor() {
        List<Integer> asked = new ArrayList<>();
        Computer computer = new Computer(side -> asked.add(side), side -> 1);
        assertEquals(256, side(computer.sizes(given(16, 112)), 100, 128));
        assertTrue(asked.isEmpty());
        assertEquals(768, side(computer.sizes(given(16, 112)), 100, 500));
        assertEquals(List.of(384, 512, 768), asked);
    }

    @Test
    void timingCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        TileSizes sizes = roomy().sizes(given(4, 24));
        assertThrows(CancelledException.class, () -> sizes.side(HUGE, HUGE, cancelled));
    }
}
