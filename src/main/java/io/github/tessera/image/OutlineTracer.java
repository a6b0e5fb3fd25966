package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the edges between the pixels inside and outside of a region, so that filling the outlines gives just these pixels again.
 *
 * <p>Pixels that touch by a corner alone lie in different outlines, and no ring touches itself, as the OpenGIS Simple Features
 * Specification wants polygons (06-103r4, 6.1.11). Rings run with the inside on their right, seen with y downwards, so the area of outer
 * rings is positive by the shoelace formula and that of holes is negative.
 */
final class OutlineTracer {
    private static final int EAST = 0;
    private static final int[] STEP_X = {1, 0, -1, 0};
    private static final int[] STEP_Y = {0, 1, 0, -1};

    private final Rectangle bounds;
    private final byte[] inside;

    /** Whether the upper edge of a pixel has been gone along. */
    private final boolean[] traced;

    private int[] corners = new int[64];
    private int length;
    private boolean touchesItself;

    private OutlineTracer(Region region) {
        bounds = region.bounds();
        inside = region.inside();
        traced = new boolean[inside.length];
    }

    /**
     * The outlines of a region, the first ring of each the outer one, the others its holes.
     *
     * @return at least one; corners alone, in pixels from the upper left corner of the image
     */
    static List<Outline> trace(Region region) {
        return new OutlineTracer(region).trace();
    }

    private List<Outline> trace() {
        List<int[]> outer = new ArrayList<>();
        List<int[]> holes = new ArrayList<>();
        for (int y = 0; y < bounds.height; y++) {
            for (int x = 0; x < bounds.width; x++) {
                if (isInside(x, y) && !isInside(x, y - 1) && !traced[y * bounds.width + x]) {
                    follow(x, y);
                    for (int[] ring : simpleRings()) {
                        (area(ring) > 0 ? outer : holes).add(ring);
                    }
                }
            }
        }
        List<List<int[]>> polygons = new ArrayList<>();
        outer.forEach(ring -> polygons.add(new ArrayList<>(List.of(ring))));
        if (outer.size() == 1) {
            polygons.get(0).addAll(holes);
        } else if (!holes.isEmpty()) {
            dealHoles(outer, holes, polygons);
        }
        return polygons.stream().map(this::outline).toList();
    }

    private boolean isInside(int x, int y) {
        return x >= 0 && y >= 0 && x < bounds.width && y < bounds.height && inside[y * bounds.width + x] != 0;
    }

    /** Goes along the edges from the upper edge of a pixel, eastwards, until that edge comes again. */
    private void follow(int startX, int startY) {
        int x = startX;
        int y = startY;
        int heading = EAST;
        length = 0;
        touchesItself = false;
        do {
            if (heading == EAST) {
                traced[y * bounds.width + x] = true;
            }
            x += STEP_X[heading];
            y += STEP_Y[heading];
            // Of the four pixels around this corner, the two ahead: the one on the right is that of the way x, y points
            // to.
            boolean right = isInside(x - (heading == 1 || heading == 2 ? 1 : 0), y - (heading >= 2 ? 1 : 0));
            boolean left = isInside(x - (heading >= 2 ? 1 : 0), y - (heading == EAST || heading == 3 ? 1 : 0));
            if (!right || left) {
                touchesItself |= !right && left;
                heading = (heading + (right ? 3 : 1)) % 4;
                addCorner(x, y);
            }
        } while (x != startX || y != startY || heading != EAST);
    }

    private void addCorner(int x, int y) {
        if (length == corners.length) {
            corners = Arrays.copyOf(corners, 2 * length);
        }
        corners[length++] = x;
        corners[length++] = y;
    }

    /** The ring, cut where it comes to a corner twice. */
    private List<int[]> simpleRings() {
        if (!touchesItself) {
            return List.of(Arrays.copyOf(corners, length));
        }
        List<int[]> rings = new ArrayList<>();
        Map<Long, Integer> places = new HashMap<>();
        int kept = 0;
        for (int i = 0; i < length; i += 2) {
            long corner = (long) corners[i] << Integer.SIZE | corners[i + 1];
            Integer before = places.get(corner);
            if (before != null) {
                rings.add(Arrays.copyOfRange(corners, before, kept));
                for (int k = before; k < kept; k += 2) {
                    places.remove((long) corners[k] << Integer.SIZE | corners[k + 1]);
                }
                kept = before;
            }
            places.put(corner, kept);
            corners[kept++] = corners[i];
            corners[kept++] = corners[i + 1];
        }
        rings.add(Arrays.copyOf(corners, kept));
        return rings;
    }

    /** Twice the area, below 0 for holes. */
    private static long area(int[] ring) {
        long sum = 0;
        int last = ring.length - 2;
        for (int i = 0; i < ring.length; i += 2) {
            sum += (long) ring[last] * ring[i + 1] - (long) ring[i] * ring[last + 1];
            last = i;
        }
        return sum;
    }

    /** Gives each hole to the outer ring whose pixels, joined by their sides, lie around it. */
    private void dealHoles(List<int[]> outer, List<int[]> holes, List<List<int[]>> polygons) {
        SideParts parts = new SideParts(inside, bounds.width, bounds.height);
        Map<Integer, List<int[]>> polygonOf = new HashMap<>();
        for (int i = 0; i < outer.size(); i++) {
            int[] corner = firstCorner(outer.get(i));
            polygonOf.put(parts.of(corner[0], corner[1]), polygons.get(i));
        }
        for (int[] hole : holes) {
            int[] corner = firstCorner(hole);
            polygonOf.get(parts.of(corner[0] - 1, corner[1])).add(hole);
        }
    }

    /** The leftmost of a ring's topmost corners. */
    private static int[] firstCorner(int[] ring) {
        int first = 0;
        for (int i = 2; i < ring.length; i += 2) {
            boolean above = ring[i + 1] < ring[first + 1];
            if (above || (ring[i + 1] == ring[first + 1] && ring[i] < ring[first])) {
                first = i;
            }
        }
        return new int[] {ring[first], ring[first + 1]};
    }

    private Outline outline(List<int[]> rings) {
        List<double[]> placed = new ArrayList<>();
        for (int[] ring : rings) {
            double[] corner = new double[ring.length];
            for (int i = 0; i < ring.length; i += 2) {
                corner[i] = ring[i] + bounds.x;
                corner[i + 1] = ring[i + 1] + bounds.y;
            }
            placed.add(corner);
        }
        return new Outline(placed);
    }
}
