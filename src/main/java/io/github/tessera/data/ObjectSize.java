package io.github.tessera.data;

import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ConnectedComponents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How large one thing typically is, in pixels: the diameter of a disk, about two and a half times the thickness of a line or a network.
 *
 * <p>Of each connected object of a class other than the first it is 16 A / (pi P), with its area A and the sides of pixels P between
 * it and what is not it; the middle one counts, by area.
 */
final class ObjectSize {
    /** Smaller ones are slips of the hand. */
    private static final int LEAST_AREA = 9;

    private record Size(double diameter, int area) {}

    private final List<Size> sizes = new ArrayList<>();

    /** Adds the objects of an image, which may be cut out of a larger one: its edge is not theirs. */
    void add(byte[] labels, int width, int height) {
        ConnectedComponents objects = ConnectedComponents.label(labels, width, height);
        int[] ids = objects.ids();
        long[] sides = new long[objects.count() + 1];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                if (x + 1 < width) {
                    between(ids[i], ids[i + 1], sides);
                }
                if (y + 1 < height) {
                    between(ids[i], ids[i + width], sides);
                }
            }
        }
        for (Component object : objects.components()) {
            if (object.size() >= LEAST_AREA) {
                long outline = sides[object.id()];
                double most = Math.min(width, height);
                double diameter = outline == 0 ? most : Math.min(most, 16.0 * object.size() / (Math.PI * outline));
                sizes.add(new Size(diameter, object.size()));
            }
        }
    }

    private static void between(int one, int other, long[] sides) {
        if (one != other) {
            sides[one]++;
            sides[other]++;
        }
    }

    /** In pixels; NaN if there was none. */
    double typical() {
        List<Size> sorted =
                sizes.stream().sorted(Comparator.comparing(Size::diameter)).toList();
        long half = sorted.stream().mapToLong(Size::area).sum() / 2;
        for (Size size : sorted) {
            half -= size.area();
            if (half <= 0) {
                return size.diameter();
            }
        }
        return Double.NaN;
    }
}
