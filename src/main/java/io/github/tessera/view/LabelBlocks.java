package io.github.tessera.view;

import ij.process.ByteProcessor;
import java.util.Arrays;

/** Makes a small label image of the rows of a large one: of each block the label that most of its pixels have, of equals the lowest. */
final class LabelBlocks {
    private final Reduction reduction;
    private final int[][] counts;
    private final ByteProcessor small;
    private int block;

    /** Nothing yet. */
    LabelBlocks(Reduction reduction) {
        this.reduction = reduction;
        counts = new int[reduction.width()][256];
        small = new ByteProcessor(reduction.width(), reduction.height());
    }

    /** Adds a row, from the top. */
    void row(int y, byte[] labels) {
        for (int x = 0; x < counts.length; x++) {
            int end = reduction.firstColumn(x + 1);
            for (int from = reduction.firstColumn(x); from < end; from++) {
                counts[x][labels[from] & 0xFF]++;
            }
        }
        if (y + 1 == reduction.firstRow(block + 1)) {
            for (int x = 0; x < counts.length; x++) {
                small.set(x, block, most(counts[x]));
                Arrays.fill(counts[x], 0);
            }
            block++;
        }
    }

    private static int most(int[] counts) {
        int most = 0;
        for (int label = 1; label < counts.length; label++) {
            if (counts[label] > counts[most]) {
                most = label;
            }
        }
        return most;
    }

    /** The small image, once all rows are there. */
    ByteProcessor labels() {
        return small;
    }
}
