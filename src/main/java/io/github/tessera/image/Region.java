package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A drawn region: its class, and the pixels that it covers.
 *
 * <p>Areas cover the pixels whose centre lies in them, as in the masks that ImageJ's ROIs make of themselves: pixel (0, 0) is the
 * square from (0, 0) to (1, 1), and a centre that lies exactly on an edge belongs to the region on its left or above. Inside is
 * what an outline goes round an odd number of times, so outlines within outlines are holes. A line covers the area of its
 * width, at least one pixel wide, that ImageJ turns it into ({@link ij.gui.Roi#convertLineToArea}); a point covers the one pixel
 * that it is nearest to.
 *
 * @param className not empty; {@value #IGNORE} (or ignored) and {@value #BACKGROUND} are written so, however they were written before
 * @param bounds within the image, at least one pixel; not copied
 * @param inside row by row in the bounds, nonzero where the region covers the pixel; not copied
 */
public record Region(String className, Rectangle bounds, byte[] inside) {
    /** The class of regions that are not learnt from. */
    public static final String IGNORE = "ignore";

    /** The class of what is nothing else. */
    public static final String BACKGROUND = "background";

    /** The class of regions that have neither name nor group. */
    public static final String FOREGROUND = "foreground";

    private static final Set<String> IGNORED_NAMES = Set.of(IGNORE, "ignored");

    /** Checks sizes, and gives the two special names their one spelling. */
    public Region {
        className = className.strip();
        if (className.isEmpty() || bounds.isEmpty() || inside.length != (long) bounds.width * bounds.height) {
            throw new IllegalArgumentException(
                    "a region " + className + " of " + bounds + " with " + inside.length + " pixels");
        }
        className = isIgnored(className) ? IGNORE : className.equalsIgnoreCase(BACKGROUND) ? BACKGROUND : className;
    }

    /** Whether a class, a folder or a ROI of this name, in any case, is what is not learnt from. */
    public static boolean isIgnored(String name) {
        return IGNORED_NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether its pixels are not learnt from. */
    public boolean isIgnored() {
        return className.equals(IGNORE);
    }

    /** How many pixels it covers. */
    public int pixels() {
        int count = 0;
        for (byte pixel : inside) {
            count += pixel == 0 ? 0 : 1;
        }
        return count;
    }

    /** A region, or none if no pixel is inside. */
    static Optional<Region> of(String className, Rectangle bounds, byte[] inside) {
        for (byte pixel : inside) {
            if (pixel != 0) {
                return Optional.of(new Region(className, bounds, inside));
            }
        }
        return Optional.empty();
    }

    /** All pixels of some regions as one region of a class, or none if there are no regions. */
    static Optional<Region> union(String className, List<Region> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Rectangle bounds = new Rectangle(parts.get(0).bounds);
        parts.forEach(part -> bounds.add(part.bounds));
        byte[] inside = new byte[bounds.width * bounds.height];
        for (Region part : parts) {
            Rectangle own = part.bounds;
            for (int y = 0; y < own.height; y++) {
                int to = (own.y - bounds.y + y) * bounds.width + own.x - bounds.x;
                for (int x = 0; x < own.width; x++) {
                    inside[to + x] |= part.inside[y * own.width + x];
                }
            }
        }
        return Optional.of(new Region(className, bounds, inside));
    }
}
