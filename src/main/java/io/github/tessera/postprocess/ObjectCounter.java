package io.github.tessera.postprocess;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Counts the objects of a label image row by row, as {@link ConnectedComponents} would find them, so that the image may be far larger
 * than the memory: only the runs of two rows are kept, and what joins their objects.
 */
public final class ObjectCounter {
    private static final int CLASSES = 256;
    private static final int IGNORED = 255;

    private final int width;
    private final long[] pixels = new long[CLASSES];
    private final int[] objects = new int[CLASSES];
    private Row above;
    private Row row;
    private DisjointSets ids = new DisjointSets(0);
    private int most = 1024;

    /** The runs of a row: pixels of one class from a start to before an end, and the objects that they belong to. */
    private static final class Row {
        private final int[] start;
        private final int[] end;
        private final int[] label;
        private final int[] id;
        private int count;

        Row(int most) {
            start = new int[most];
            end = new int[most];
            label = new int[most];
            id = new int[most];
        }

        void read(byte[] labels, int width) {
            count = 0;
            for (int x = 0; x < width; ) {
                int value = labels[x] & 0xFF;
                int from = x;
                while (x < width && (labels[x] & 0xFF) == value) {
                    x++;
                }
                if (value != 0 && value != IGNORED) {
                    start[count] = from;
                    end[count] = x;
                    label[count] = value;
                    count++;
                }
            }
        }

        void renumber(int runs, IntUnaryOperator number) {
            for (int i = 0; i < runs; i++) {
                id[i] = number.applyAsInt(id[i]);
            }
        }
    }

    /** Nothing yet. */
    public ObjectCounter(int width) {
        this.width = width;
        above = new Row(width);
        row = new Row(width);
    }

    /** Adds the next row, of at least as many labels as the image is wide. */
    public void row(byte[] labels) {
        for (int x = 0; x < width; x++) {
            pixels[labels[x] & 0xFF]++;
        }
        row.read(labels, width);
        for (int i = 0, j = 0; i < row.count; i++) {
            while (j < above.count && above.end[j] < row.start[i]) {
                j++;
            }
            int id = -1;
            // The last run that touches may touch the next one too.
            for (int k = j; k < above.count && above.start[k] <= row.end[i]; k++) {
                if (above.label[k] == row.label[i]) {
                    if (id >= 0 && ids.join(id, above.id[k])) {
                        objects[row.label[i]]--;
                    }
                    id = above.id[k];
                }
            }
            row.id[i] = id < 0 ? added(row.label[i], i) : id;
        }
        Row last = above;
        above = row;
        row = last;
    }

    /** @param before runs of the row that have their objects already */
    private int added(int label, int before) {
        if (ids.size() == most) {
            forgetEnded(before);
            most = Math.max(most, 2 * ids.size());
        }
        objects[label]++;
        return ids.add();
    }

    /** Numbers the objects that may still grow anew. */
    private void forgetEnded(int before) {
        DisjointSets growing = new DisjointSets(0);
        int[] numbers = new int[ids.size()];
        Arrays.fill(numbers, -1);
        IntUnaryOperator number = id -> {
            int root = ids.root(id);
            numbers[root] = numbers[root] < 0 ? growing.add() : numbers[root];
            return numbers[root];
        };
        above.renumber(above.count, number);
        row.renumber(before, number);
        ids = growing;
    }

    /** What was counted in the rows so far. */
    public PlaneCounts counts() {
        return new PlaneCounts(objects.clone(), pixels.clone());
    }
}
