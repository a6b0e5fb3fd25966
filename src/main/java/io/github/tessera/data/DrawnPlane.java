package io.github.tessera.data;

import io.github.tessera.image.Region;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Map;

/**
 * What is drawn on one plane.
 *
 * @param name the plane's name: that of its image
 * @param width pixels in a row
 * @param height rows
 * @param regions in the order in which they were drawn
 * @param colours of classes, 0xRRGGBB, as far as the file tells them
 */
record DrawnPlane(String name, int width, int height, List<Region> regions, Map<String, Integer> colours)
        implements PlaneLabels {
    private static final int MOST_PIXELS = Integer.MAX_VALUE - 8;

    /**
     * Checks the size.
     *
     * @throws TesseraException if there are more pixels than an array can hold
     */
    DrawnPlane {
        if ((long) width * height > MOST_PIXELS) {
            throw new TesseraException("The image " + name
                    + " has more than 2 thousand million pixels, too many to draw labels on; cut it into parts.");
        }
    }
}
