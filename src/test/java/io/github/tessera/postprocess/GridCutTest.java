package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minimum cuts of grids against shortest augmenting paths (Edmonds and Karp) on a matrix of capacities. */
class GridCutTest {
    private static final int[][] STEPS = {{1, 0}, {-1, 1}, {0, 1}, {1, 1}, {-1, -1}, {0, -1}, {1, -1}, {-1, 0}};

    /** The pixels from which the sink can still be reached once no more flow goes. */
    private static boolean[] sinkSide(int[][] rest) {
        int sink = rest.length - 1;
        int source = sink - 1;
        while (true) {
            int[] next = new int[rest.length];
            Arrays.fill(next, -1);
            next[sink] = sink;
            Queue<Integer> queue = new ArrayDeque<>();
            queue.add(sink);
            while (!queue.isEmpty() && next[source] < 0) {
                int j = queue.remove();
                for (int i = 0; i < rest.length; i++) {
                    if (rest[i][j] > 0 && next[i] < 0) {
                        next[i] = j;
                        queue.add(i);
                    }
                }
            }
            if (next[source] < 0) {
                boolean[] reached = new boolean[source];
                for (int i = 0; i < source; i++) {
                    reached[i] = next[i] >= 0;
                }
                return reached;
            }
            int flow = Integer.MAX_VALUE;
            for (int i = source; i != sink; i = next[i]) {
                flow = Math.min(flow, rest[i][next[i]]);
            }
            for (int i = source; i != sink; i = next[i]) {
                rest[i][next[i]] -= flow;
                rest[next[i]][i] += flow;
            }
        }
    }

    /** Fills a cut and a matrix, whose last two nodes are source and sink, alike. */
    private static void fill(GridCut cut, int[][] rest, int width, int most, SplittableRandom random) {
        int pixels = rest.length - 2;
        for (int i = 0; i < pixels; i++) {
            int excess = random.nextInt(4) == 0 ? random.nextInt(-3 * most, 3 * most + 1) : 0;
            cut.terminal(i, excess);
            rest[pixels][i] = Math.max(0, excess);
            rest[i][pixels + 1] = Math.max(0, -excess);
            for (int d = 0; d < STEPS.length; d++) {
                int x = i % width + STEPS[d][0];
                int y = Math.floorDiv(i, width) + STEPS[d][1];
                if (x >= 0 && x < width && y >= 0 && y < pixels / width && random.nextInt(3) > 0) {
                    rest[i][y * width + x] = random.nextInt(most);
                    cut.link(i, d, rest[i][y * width + x]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 1000, 1 << 26})
    void theSinkHasThePixelsOfTheSmallestMinimumCut(int most) {
        SplittableRandom random = new SplittableRandom(most);
        for (int round = 0; round < 120; round++) {
            int width = 1 + random.nextInt(11);
            int height = 1 + random.nextInt(11);
            GridCut cut = new GridCut(width, height);
            int[][] rest = new int[width * height + 2][width * height + 2];
            fill(cut, rest, width, most, random);
            boolean[] expected = sinkSide(rest);
            cut.run(Progress.NONE);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], cut.isSink(i), "round " + round + ", pixel " + i);
            }
        }
    }

    @Test
    void flowGoesAroundAFullLink() {
        GridCut cut = new GridCut(3, 2);
        cut.terminal(0, 5);
        cut.terminal(2, -4);
        for (int i : new int[] {0, 1, 3, 4}) {
            cut.link(i, 0, 2); // In both rows two go to the right,
        }
        cut.link(0, 2, 2); // two go down on the left,
        cut.link(5, 5, 1); // and one comes up on the right: three of four.
        cut.run(Progress.NONE);
        for (int i = 0; i < 6; i++) {
            assertEquals(i == 2, cut.isSink(i), "pixel " + i);
        }
    }

    @Test
    void cancelEndsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        GridCut cut = new GridCut(2, 2);
        assertThrows(CancelledException.class, () -> cut.run(cancelled));
    }
}
