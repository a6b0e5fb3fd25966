package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NaturalOrder;
import io.github.tessera.image.Region;
import io.github.tessera.progress.TesseraException;
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
     * The label of each pixel of a plane.
     *
     * <p>Where regions overlap, the later one counts, but what any region of the class {@value Region#IGNORE} covers is ignored,
     * whatever else covers it.
     *
     * @param regions in the order in which they were drawn
     * @param classes they count whatever the case of their letters
     * @param restIsBackground whether what is not drawn is {@value Region#BACKGROUND}, or ignored
     * @return class indices, row by row, {@link LabelImage#IGNORED} where nothing is to be learnt
     */
    static byte[] draw(List<Region> regions, ClassTable classes, int width, int height, boolean restIsBackground) {
        byte[] labels = new byte[width * height];
        Arrays.fill(labels, restIsBackground ? index(Region.BACKGROUND, classes) : (byte) LabelImage.IGNORED);
        Rectangle image = new Rectangle(width, height);
        for (Region region : regions) {
            if (!image.contains(region.bounds())) {
                throw new IllegalArgumentException("a region at " + region.bounds() + " in " + image);
            }
            if (!region.isIgnored()) {
                paint(region, index(region.className(), classes), labels, width);
            }
        }
        for (Region region : regions) {
            if (region.isIgnored()) {
                paint(region, (byte) LabelImage.IGNORED, labels, width);
            }
        }
        return labels;
    }

    private static byte index(String name, ClassTable classes) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "a region of the class " + name + ", the classes are " + classes.names());
        }
        return (byte) index;
    }

    private static void paint(Region region, byte label, byte[] labels, int width) {
        Rectangle bounds = region.bounds();
        byte[] inside = region.inside();
        for (int y = 0; y < bounds.height; y++) {
            int to = (bounds.y + y) * width + bounds.x;
            int from = y * bounds.width;
            for (int x = 0; x < bounds.width; x++) {
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
