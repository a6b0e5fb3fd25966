package io.github.tessera.image;

import java.util.Arrays;

/** Which pixels of a mask are joined by their sides: rows are cut into runs, and runs that share sides are joined by union-find. */
final class SideParts {
    private final int[] rowStart;
    private int[] start = new int[64];
    private int[] end = new int[64];
    private int[] parent = new int[64];
    private int count;

    /** @param inside row by row, nonzero inside; not kept */
    SideParts(byte[] inside, int width, int height) {
        rowStart = new int[height + 1];
        for (int y = 0; y < height; y++) {
            rowStart[y] = count;
            addRuns(inside, y * width, width);
            rowStart[y + 1] = count;
            if (y > 0) {
                joinRows(y);
            }
        }
    }

    private void addRuns(byte[] inside, int offset, int width) {
        int x = 0;
        while (x < width) {
            int from = x;
            boolean in = inside[offset + x] != 0;
            while (x < width && inside[offset + x] != 0 == in) {
                x++;
            }
            if (in) {
                add(from, x);
            }
        }
    }

    private void add(int from, int to) {
        if (count == start.length) {
            start = Arrays.copyOf(start, 2 * count);
            end = Arrays.copyOf(end, 2 * count);
            parent = Arrays.copyOf(parent, 2 * count);
        }
        start[count] = from;
        end[count] = to;
        parent[count] = count++;
    }

    private void joinRows(int y) {
        int above = rowStart[y - 1];
        for (int run = rowStart[y]; run < rowStart[y + 1]; run++) {
            while (above < rowStart[y] && end[above] <= start[run]) {
                above++;
            }
            for (int other = above; other < rowStart[y] && start[other] < end[run]; other++) {
                parent[root(run)] = root(other);
            }
        }
    }

    private int root(int run) {
        int at = run;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The number of the part that holds a pixel, which must be inside. */
    int of(int x, int y) {
        int found = Arrays.binarySearch(start, rowStart[y], rowStart[y + 1], x);
        return root(found < 0 ? -found - 2 : found);
    }
}
