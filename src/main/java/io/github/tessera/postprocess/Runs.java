package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import java.util.Arrays;

/** Stretches of equal labels within rows, top to bottom and left to right; background and ignored pixels are in none. */
final class Runs {
    /** Label of pixels that belong to no object. */
    private static final int BACKGROUND = 0;

    /** First column of each run. */
    int[] start = new int[1024];

    /** First column after each run. */
    int[] end = new int[1024];

    /** Index of the first run in each row, and at last the number of runs. */
    final int[] rowStart;

    private int count;

    private Runs(int height) {
        rowStart = new int[height + 1];
    }

    static Runs of(byte[] labels, int width, int height) {
        Runs runs = new Runs(height);
        for (int y = 0; y < height; y++) {
            runs.rowStart[y] = runs.count;
            int offset = y * width;
            int x = 0;
            while (x < width) {
                byte label = labels[offset + x];
                int from = x;
                do {
                    x++;
                } while (x < width && labels[offset + x] == label);
                if (label != BACKGROUND && label != (byte) LabelImage.IGNORED) {
                    runs.append(from, x);
                }
            }
        }
        runs.rowStart[height] = runs.count;
        return runs;
    }

    int count() {
        return count;
    }

    private void append(int from, int to) {
        if (count == start.length) {
            start = Arrays.copyOf(start, count * 2);
            end = Arrays.copyOf(end, count * 2);
        }
        start[count] = from;
        end[count] = to;
        count++;
    }
}
