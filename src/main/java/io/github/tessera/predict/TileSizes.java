package io.github.tessera.predict;

import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tile.TileRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How large tiles are where nobody has said it: as small as margins allow, for memory, and as large as they demand, for speed. Only where
 * each choice gives the same labels does the clock choose between them, and only for so much work that it gains more than it takes; a
 * network that sees the whole of a tile keeps the size that its model tells.
 *
 * <p>For one segmenter; not for several threads.
 */
final class TileSizes {
    /** Measured on two cores, best of these: C-UNet (margin 22) 512, U-Nets of 4 levels (margin 112) 1024. */
    private static final List<Integer> SIDES = List.of(256, 384, 512, 768, 1024);

    /** Margins may take this share more of the network's time. */
    private static final double MOST_MARGIN = 1.25;

    private static final int WARM_UP = 2;
    private static final int TIMED = 2;

    /** The work must be so many times that of timing. */
    private static final int WORTH_TIMING = 32;

    /**
     * What is known of networks and computer.
     *
     * @param rule what tiles the networks take
     * @param overlap margin on each side; negative for the usual one
     * @param own the side that the model tells, in pixels
     * @param batch pixels that go through the networks together, at least
     * @param global whether results depend on the whole of a tile
     */
    record Given(TileRule rule, int overlap, int own, long batch, boolean global) {
        int overlapOf(int side) {
            return overlap >= 0 ? overlap : rule.overlap(side);
        }

        /** Pixels of a tile for each that counts. */
        double margin(int side) {
            double core = side - 2.0 * overlapOf(side);
            return core <= 0 ? Double.POSITIVE_INFINITY : side / core * (side / core);
        }

        int tiles(int side) {
            return (int) Math.max(1, batch / ((long) side * side));
        }

        private int onGrid(int side) {
            return rule.atMost(side);
        }
    }

    /** What tiles take. */
    interface Costs {
        /** Whether so many tiles at once, and a band of them over a plane, fit the memory that is left. */
        boolean fit(int side, int tiles, int planeWidth);

        /** Sends tiles through the networks. */
        void run(int side, int tiles);
    }

    private final Given given;
    private final Costs costs;
    private final LongSupplier clock;
    private long work;
    private boolean timed;
    private int fastest;
    private int tooLarge = Integer.MAX_VALUE;

    /**
     * Nothing is timed yet.
     *
     * @param clock nanoseconds
     */
    TileSizes(Given given, Costs costs, LongSupplier clock) {
        this.given = given;
        this.costs = costs;
        this.clock = clock;
    }

    /**
     * The largest side of tiles for a plane.
     *
     * @throws io.github.tessera.progress.CancelledException if cancelled while timing
     */
    int side(int width, int height, Progress progress) {
        if (given.global()) {
            return given.onGrid(given.own());
        }
        List<Integer> sides = new ArrayList<>(fitting(width, height));
        work += (long) width * height;
        List<Integer> exact = sides.stream()
                .filter(side -> given.overlapOf(side) >= given.rule().halo() && Double.isFinite(given.margin(side)))
                .toList();
        if (!timed && exact.size() > 1 && work >= WORTH_TIMING * timingPixels(exact)) {
            time(exact, progress);
            sides.removeIf(side -> side >= tooLarge);
        }
        return sides.contains(fastest) ? fastest : byRule(sides);
    }

    /**
     * From small to large, to what covers the plane; the smallest is left even where memory seems too short: while running it may be cut
     * further.
     */
    private List<Integer> fitting(int width, int height) {
        List<Integer> sides = new ArrayList<>();
        int core = 0;
        for (int candidate : SIDES) {
            int side = given.onGrid(candidate);
            boolean usable =
                    !sides.contains(side) && Double.isFinite(given.margin(side)) && core < Math.max(width, height);
            if (usable && (sides.isEmpty() || (side < tooLarge && costs.fit(side, given.tiles(side), width)))) {
                sides.add(side);
                core = side - 2 * given.overlapOf(side);
            }
        }
        int least = given.onGrid(
                Math.max(given.own(), 2 * given.overlap() + given.rule().stride()));
        return sides.isEmpty() ? List.of(least) : sides;
    }

    private int byRule(List<Integer> sides) {
        return sides.stream()
                .filter(side -> given.margin(side) <= MOST_MARGIN)
                .findFirst()
                .orElse(sides.get(sides.size() - 1));
    }

    private long timingPixels(List<Integer> sides) {
        return sides.stream()
                .mapToLong(side -> (long) (WARM_UP + TIMED) * given.tiles(side) * side * side)
                .sum();
    }

    private void time(List<Integer> sides, Progress progress) {
        timed = true;
        double best = Double.POSITIVE_INFINITY;
        for (int side : sides) {
            try {
                double nanos = nanos(side, progress) * given.margin(side) / ((double) given.tiles(side) * side * side);
                if (nanos < best) {
                    best = nanos;
                    fastest = side;
                }
            } catch (RuntimeException | Error e) {
                if (!MemoryFault.is(e) || side == sides.get(0)) {
                    throw e;
                }
                tooLarge = side;
                break;
            }
        }
        progress.log("Tiles of " + fastest + " pixels: the fastest here of " + sides
                + (tooLarge == Integer.MAX_VALUE ? "." : "; memory is too short for " + tooLarge + "."));
    }

    private long nanos(int side, Progress progress) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP + TIMED; i++) {
            progress.check();
            long start = clock.getAsLong();
            costs.run(side, given.tiles(side));
            best = i < WARM_UP ? best : Math.min(best, clock.getAsLong() - start);
        }
        return best;
    }
}
