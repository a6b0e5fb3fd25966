package io.github.tessera.postprocess;

import java.util.Arrays;

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
    private int[] parent = new int[1024];
    private int ids;

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
                    id = id < 0 ? root(above.id[k]) : joined(id, above.id[k], row.label[i]);
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
        if (ids == parent.length) {
            forgetEnded(before);
            parent = Arrays.copyOf(parent, Math.max(parent.length, 2 * ids));
        }
        parent[ids] = ids;
        objects[label]++;
        return ids++;
    }

    /** Numbers the objects that may still grow anew. */
    private void forgetEnded(int before) {
        int[] numbers = new int[ids];
        int alive = 0;
        for (int i = 0; i < above.count + before; i++) {
            Row from = i < above.count ? above : row;
            int run = i < above.count ? i : i - above.count;
            int root = root(from.id[run]);
            numbers[root] = numbers[root] == 0 ? ++alive : numbers[root];
            from.id[run] = root;
        }
        for (int i = 0; i < above.count + before; i++) {
            Row from = i < above.count ? above : row;
            int run = i < above.count ? i : i - above.count;
            from.id[run] = numbers[from.id[run]] - 1;
        }
        for (int id = 0; id < alive; id++) {
            parent[id] = id;
        }
        ids = alive;
    }

    private int joined(int one, int other, int label) {
        int first = root(one);
        int second = root(other);
        if (first != second) {
            objects[label]--;
            parent[Math.max(first, second)] = Math.min(first, second);
        }
        return Math.min(first, second);
    }

    private int root(int id) {
        int root = id;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** What was counted in the rows so far. */
    public PlaneCounts counts() {
        return new PlaneCounts(objects.clone(), pixels.clone());
    }
}
