package io.github.tessera.postprocess;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** As {@link #text} writes them. */
    public static PlaneCounts parse(String text) {
        int[] objects = new int[CLASSES];
        long[] pixels = new long[CLASSES];
        for (String part : text.split(";", -1)) {
            if (!part.isEmpty()) {
                String[] numbers = part.split(" ", -1);
                int index = Integer.parseInt(numbers[0]);
                objects[index] = Integer.parseInt(numbers[1]);
                pixels[index] = Long.parseLong(numbers[2]);
            }
        }
        return new PlaneCounts(objects, pixels);
    }

    /** Class, objects and pixels of each class that there is: {@code 1 20 3004;2 7 158}. */
    public String text() {
        return IntStream.range(0, CLASSES)
                .filter(index -> objects[index] > 0 || pixels[index] > 0)
                .mapToObj(index -> index + " " + objects[index] + " " + pixels[index])
                .collect(Collectors.joining(";"));
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
