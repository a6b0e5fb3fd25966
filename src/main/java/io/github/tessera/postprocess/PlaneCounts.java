package io.github.tessera.postprocess;

import java.util.Arrays;

/** How many objects and pixels of each class there are in a plane. */
public final class PlaneCounts {
    private static final int CLASSES = 256;

    private final int[] objects;
    private final long[] pixels;

    PlaneCounts(int[] objects, long[] pixels) {
        this.objects = objects;
        this.pixels = pixels;
    }

    /** Connected objects of labels, row by row, as {@link ObjectCounter} counts them. */
    public static PlaneCounts of(byte[] labels, int width) {
        ObjectCounter counter = new ObjectCounter(width);
        for (int start = 0; start < labels.length; start += width) {
            counter.row(Arrays.copyOfRange(labels, start, start + width));
        }
        return counter.counts();
    }

    /** Objects that were found. */
    public static PlaneCounts of(ObjectMap map) {
        int[] objects = new int[CLASSES];
        long[] pixels = new long[CLASSES];
        for (Component object : map.objects()) {
            objects[object.classIndex()]++;
            pixels[object.classIndex()] += object.size();
        }
        return new PlaneCounts(objects, pixels);
    }

    /** Objects of a class. */
    public int objects(int classIndex) {
        return objects[classIndex];
    }

    /** Pixels of a class. */
    public long pixels(int classIndex) {
        return pixels[classIndex];
    }
}
