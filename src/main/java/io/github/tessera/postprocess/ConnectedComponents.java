package io.github.tessera.postprocess;

import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The connected objects of a label image: pixels of one class that touch by sides or corners (8-connected), or by sides alone.
 *
 * <p>Class 0 is background and 255 is ignored; neither makes objects. Rows are cut into runs, runs that touch the row
 * above are joined by union-find (Rosenfeld and Pfaltz 1966), so time and memory grow with the number of pixels and runs
 * alone, whatever the objects' shapes.
 */
public final class ConnectedComponents {
    /** What a mask holds where the object is. */
    static final byte INSIDE = (byte) 255;

    private final int width;
    private final int height;
    private final List<Component> components;

    // Runs sorted by object: those of object id are from offset[id - 1] to offset[id], top to bottom.
    private final int[] offset;
    private final int[] row;
    private final int[] start;
    private final int[] end;

    private ConnectedComponents(int width, int height, Runs runs, int[] ids, int count, byte[] labels) {
        this.width = width;
        this.height = height;
        offset = new int[count + 1];
        for (int id : ids) {
            offset[id]++;
        }
        for (int i = 1; i <= count; i++) {
            offset[i] += offset[i - 1];
        }
        row = new int[ids.length];
        start = new int[ids.length];
        end = new int[ids.length];
        sort(runs, ids);
        components = measure(count, labels);
    }

    /**
     * Finds the objects, which are 8-connected.
     *
     * @param labels class indices row by row, as unsigned bytes; not kept
     * @param width columns
     * @param height rows
     */
    public static ConnectedComponents label(byte[] labels, int width, int height) {
        return label(labels, width, height, Connectivity.CORNERS);
    }

    /**
     * Finds the objects.
     *
     * @param labels class indices row by row, as unsigned bytes; not kept
     * @param width columns
     * @param height rows
     * @param connectivity how pixels of an object touch
     */
    static ConnectedComponents label(byte[] labels, int width, int height, Connectivity connectivity) {
        if (width < 1 || height < 1 || labels.length != (long) width * height) {
            throw new IllegalArgumentException(labels.length + " labels for " + width + "x" + height + " pixels");
        }
        Runs runs = Runs.of(labels, width, height);
        DisjointSets sets = new DisjointSets(runs.count());
        int common = connectivity == Connectivity.CORNERS ? 0 : 1;
        for (int y = 1; y < height; y++) {
            joinRows(runs, sets, labels, y, width, common);
        }
        int[] ids = sets.numbers();
        return new ConnectedComponents(width, height, runs, ids, sets.count(), labels);
    }

    /** Joins runs of a row with those above that have at least so many columns in common; none if corners touch. */
    private static void joinRows(Runs runs, DisjointSets sets, byte[] labels, int y, int width, int common) {
        int above = runs.rowStart[y - 1];
        int last = runs.rowStart[y];
        for (int run = last; run < runs.rowStart[y + 1]; run++) {
            byte label = labels[y * width + runs.start[run]];
            while (above < last && runs.end[above] < runs.start[run] + common) {
                above++;
            }
            for (int other = above; other < last && runs.start[other] + common <= runs.end[run]; other++) {
                if (labels[(y - 1) * width + runs.start[other]] == label) {
                    sets.join(run, other);
                }
            }
        }
    }

    private void sort(Runs runs, int[] ids) {
        int[] next = Arrays.copyOf(offset, offset.length);
        for (int y = 0; y < height; y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                int place = next[ids[run] - 1]++;
                row[place] = y;
                start[place] = runs.start[run];
                end[place] = runs.end[run];
            }
        }
    }

    private List<Component> measure(int count, byte[] labels) {
        List<Component> list = new ArrayList<>(count);
        for (int id = 1; id <= count; id++) {
            int first = offset[id - 1];
            int last = offset[id] - 1;
            int left = width;
            int right = 0;
            int size = 0;
            for (int run = first; run <= last; run++) {
                left = Math.min(left, start[run]);
                right = Math.max(right, end[run]);
                size += end[run] - start[run];
            }
            Tile bounds = new Tile(left, row[first], right - left, row[last] - row[first] + 1);
            list.add(new Component(id, labels[row[first] * width + start[first]] & 0xff, size, bounds));
        }
        return List.copyOf(list);
    }

    /** All objects; the one with id n is at n - 1. */
    public List<Component> components() {
        return components;
    }

    /** Number of objects. */
    public int count() {
        return components.size();
    }

    /** A new image of the objects' ids, row by row; 0 where there is none. */
    public int[] ids() {
        int[] image = new int[width * height];
        for (Component component : components) {
            forEachRun(
                    component, (y, from, to) -> Arrays.fill(image, y * width + from, y * width + to, component.id()));
        }
        return image;
    }

    /** A new image of one object within its bounds, row by row: 255 inside, 0 outside. */
    public byte[] mask(Component component) {
        return mask(component, component.bounds());
    }

    /** A new image of one object within a rectangle that holds its bounds, row by row: 255 inside, 0 outside. */
    byte[] mask(Component component, Tile area) {
        byte[] mask = new byte[area.width() * area.height()];
        forEachRun(component, (y, from, to) -> {
            int line = (y - area.y()) * area.width() - area.x();
            Arrays.fill(mask, line + from, line + to, INSIDE);
        });
        return mask;
    }

    /** A stretch of an object's pixels in row y, from one column to before another. */
    interface RunAction {
        void run(int y, int from, int to);
    }

    /** The stretches of one object, top to bottom and left to right. */
    void forEachRun(Component component, RunAction action) {
        for (int run = offset[component.id() - 1]; run < offset[component.id()]; run++) {
            action.run(row[run], start[run], end[run]);
        }
    }
}
