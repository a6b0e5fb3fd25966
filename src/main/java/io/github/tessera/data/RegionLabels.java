package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NaturalOrder;
import io.github.tessera.image.Region;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns drawn regions into labels. */
final class RegionLabels {
    private RegionLabels() {}

    /**
     * The labels of a rectangle of a plane: class indices, {@link LabelImage#IGNORED} where nothing is to be learnt.
     *
     * <p>Where regions overlap, the later one counts, but what any region of the class {@value Region#IGNORE} covers is ignored,
     * whatever else covers it.
     *
     * @param classes they count whatever the case of their letters; every class that is drawn is one of them
     * @param restIsBackground whether what is not drawn is {@value Region#BACKGROUND}, or ignored
     * @param area inside the plane
     * @param labels receives one byte a pixel, row by row
     */
    static void draw(DrawnPlane plane, ClassTable classes, boolean restIsBackground, Tile area, byte[] labels) {
        byte rest = restIsBackground ? index(Region.BACKGROUND, classes) : (byte) LabelImage.IGNORED;
        Arrays.fill(labels, 0, area.width() * area.height(), rest);
        for (Region region : plane.regions()) {
            if (!region.isIgnored()) {
                paint(region, index(region.className(), classes), area, labels);
            }
        }
        for (Region region : plane.regions()) {
            if (region.isIgnored()) {
                paint(region, (byte) LabelImage.IGNORED, area, labels);
            }
        }
    }

    private static byte index(String name, ClassTable classes) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "a region of the class " + name + ", the classes are " + classes.names());
        }
        return (byte) index;
    }

    private static void paint(Region region, byte label, Tile area, byte[] labels) {
        Rectangle bounds = region.bounds();
        byte[] inside = region.inside();
        int left = Math.max(bounds.x, area.x());
        int right = Math.min(bounds.x + bounds.width, area.right());
        int bottom = Math.min(bounds.y + bounds.height, area.bottom());
        for (int y = Math.max(bounds.y, area.y()); y < bottom; y++) {
            int to = (y - area.y()) * area.width() - area.x();
            int from = (y - bounds.y) * bounds.width - bounds.x;
            for (int x = left; x < right; x++) {
                if (inside[from + x] != 0) {
                    labels[to + x] = label;
                }
            }
        }
    }

    /**
     * The classes of a set of images: {@value Region#BACKGROUND} first if the rest is background or if it is drawn, then those of
     * the list that are drawn, in its order, then all others in natural order (2 before 10).
     *
     * @param drawn class names of all regions of all images
     * @param order such as the categories of a COCO file; may be empty
     * @return at least two names; {@value Region#IGNORE} is none of them
     * @throws TesseraException naming the cure if there are too few or too many, or if two differ in capitals only
     */
    static List<String> classes(Collection<String> drawn, List<String> order, boolean restIsBackground) {
        TreeSet<String> names = new TreeSet<>(NaturalOrder::compare);
        names.addAll(drawn);
        names.remove(Region.IGNORE);
        requireDistinct(names);
        List<String> classes = new ArrayList<>();
        if (names.remove(Region.BACKGROUND) || restIsBackground) {
            classes.add(Region.BACKGROUND);
        }
        order.stream().filter(names::remove).forEach(classes::add);
        classes.addAll(names);
        requireCount(classes);
        return List.copyOf(classes);
    }

    private static void requireDistinct(Collection<String> names) {
        Map<String, String> spellings = new TreeMap<>();
        for (String name : names) {
            String other = spellings.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new TesseraException("The classes " + other + " and " + name
                        + " differ in capitals only; write both in one way if they are one class.");
            }
        }
    }

    private static void requireCount(List<String> classes) {
        if (classes.size() < 2) {
            String found = classes.isEmpty() ? "No class is drawn" : "Only the class " + classes.get(0) + " is drawn";
            throw new TesseraException(found + "; draw at least two, or one and tick that the rest is background.");
        }
        if (classes.size() > LabelImage.IGNORED) {
            throw new TesseraException("The regions have " + classes.size() + " names, for example " + classes.get(1)
                    + " and " + classes.get(2)
                    + "; give all regions of a class one name, with -1, -2 behind it at most.");
        }
    }
}
