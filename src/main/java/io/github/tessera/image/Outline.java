package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An area with holes: closed rings, and inside is what an odd number of them goes round.
 *
 * @param rings corners as x, y, x, y and so on, in pixels from the upper left corner of the image; the last corner is joined to
 *     the first
 */
record Outline(List<double[]> rings) {
    /** Further out, pixels can no longer be told apart. */
    static final double FARTHEST = 1e9;

    Outline {
        rings = List.copyOf(rings);
    }

    /** The pixels that any of the outlines covers, or nothing if there are none in the image. */
    static Optional<Region> union(String className, List<Outline> outlines, int width, int height) {
        List<Region> parts = new ArrayList<>();
        for (Outline outline : outlines) {
            outline.region(className, width, height).ifPresent(parts::add);
        }
        return parts.size() == 1 ? Optional.of(parts.get(0)) : Region.union(className, parts);
    }

    private Optional<Region> region(String className, int width, int height) {
        Rectangle area = bounds().intersection(new Rectangle(width, height));
        if (area.isEmpty()) {
            return Optional.empty();
        }
        EvenOddFill fill = new EvenOddFill(area);
        for (double[] ring : rings) {
            int last = ring.length - 2;
            for (int i = 0; i < ring.length; i += 2) {
                fill.edge(ring[last], ring[last + 1], ring[i], ring[i + 1]);
                last = i;
            }
        }
        return Region.of(className, area, fill.finish());
    }

    private Rectangle bounds() {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                left = Math.min(left, ring[i]);
                right = Math.max(right, ring[i]);
                top = Math.min(top, ring[i + 1]);
                bottom = Math.max(bottom, ring[i + 1]);
            }
        }
        int x = (int) Math.floor(left);
        int y = (int) Math.floor(top);
        return new Rectangle(x, y, (int) Math.ceil(right) - x, (int) Math.ceil(bottom) - y);
    }
}
