package io.github.tessera.data;

import io.github.tessera.image.Region;
import java.awt.Rectangle;
import java.util.List;
import java.util.Map;

/**
 * What is drawn on one plane.
 *
 * @param name the plane's name: that of its image
 * @param width pixels in a row
 * @param height rows
 * @param regions inside the plane, in the order in which they were drawn
 * @param colours of classes, 0xRRGGBB, as far as the file tells them
 */
record DrawnPlane(String name, int width, int height, List<Region> regions, Map<String, Integer> colours)
        implements PlaneLabels {
    /** Checks that the regions are inside. */
    DrawnPlane {
        Rectangle plane = new Rectangle(width, height);
        for (Region region : regions) {
            if (!plane.contains(region.bounds())) {
                throw new IllegalArgumentException("a region at " + region.bounds() + " in " + plane);
            }
        }
    }
}
