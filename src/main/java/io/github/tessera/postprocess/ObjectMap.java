package io.github.tessera.postprocess;

import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The objects of one plane.
 *
 * @param width columns
 * @param height rows
 * @param labels class index of each pixel, row by row
 * @param ids number of each pixel's object, row by row; 0 where there is none
 * @param objects by their numbers
 */
public record ObjectMap(int width, int height, byte[] labels, int[] ids, List<Component> objects) {
    /** Copies the list. */
    public ObjectMap {
        objects = List.copyOf(objects);
    }

    /**
     * Objects that are numbered already.
     *
     * @param labels class index of each pixel, the same for all pixels of an object; kept
     * @param ids number of each pixel's object, 0 where there is none; kept
     */
    public static ObjectMap of(byte[] labels, int[] ids, int width, int height) {
        if ((long) width * height != ids.length || labels.length != ids.length) {
            throw new IllegalArgumentException(
                    labels.length + " labels, " + ids.length + " numbers for " + width + "x" + height + " pixels");
        }
        return new ObjectMap(width, height, labels, ids, measure(labels, ids, width));
    }

    /** Numbers objects anew, from 1 on in the order of their first pixels, row by row; changes the array of numbers. */
    static ObjectMap numbered(byte[] labels, int[] ids, int width, int height) {
        int[] numbers = new int[greatest(ids) + 1];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            if (id != 0) {
                if (numbers[id] == 0) {
                    numbers[id] = ++count;
                }
                ids[i] = numbers[id];
            }
        }
        return of(labels, ids, width, height);
    }

    /** The greatest number in it, 0 if there is no object. */
    static int greatest(int[] ids) {
        int greatest = 0;
        for (int id : ids) {
            greatest = Math.max(greatest, id);
        }
        return greatest;
    }

    /** The least number in it, 1 if there is no object. */
    private static int least(int[] ids) {
        int least = Integer.MAX_VALUE;
        for (int id : ids) {
            least = id == 0 ? least : Math.min(least, id);
        }
        return least == Integer.MAX_VALUE ? 1 : least;
    }

    private static List<Component> measure(byte[] labels, int[] ids, int width) {
        int least = least(ids);
        int count = greatest(ids) - least + 1;
        int[] first = new int[count];
        int[] last = new int[count];
        int[] left = new int[count];
        int[] right = new int[count];
        int[] size = new int[count];
        Arrays.fill(left, width);
        int i = 0;
        while (i < ids.length) {
            int start = i;
            int end = i - i % width + width;
            do {
                i++;
            } while (i < end && ids[i] == ids[start]);
            if (ids[start] == 0) {
                continue;
            }
            int id = ids[start] - least;
            first[id] = size[id] == 0 ? start : first[id];
            last[id] = start;
            left[id] = Math.min(left[id], start % width);
            right[id] = Math.max(right[id], start % width + i - start);
            size[id] += i - start;
        }
        List<Component> objects = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            if (size[id] > 0) {
                int top = first[id] / width;
                Tile bounds = new Tile(left[id], top, right[id] - left[id], last[id] / width - top + 1);
                objects.add(new Component(id + least, labels[first[id]] & 0xff, size[id], bounds));
            }
        }
        return objects;
    }

    /** A new image of one object within its bounds, row by row: 255 inside, 0 outside. */
    public byte[] mask(Component object) {
        Tile bounds = object.bounds();
        byte[] mask = new byte[bounds.width() * bounds.height()];
        for (int y = 0; y < bounds.height(); y++) {
            int line = (bounds.y() + y) * width + bounds.x();
            for (int x = 0; x < bounds.width(); x++) {
                mask[y * bounds.width() + x] = ids[line + x] == object.id() ? ConnectedComponents.INSIDE : 0;
            }
        }
        return mask;
    }
}
