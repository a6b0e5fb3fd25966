package io.github.tessera.image;

/**
 * One object of an image, as files of objects hold it.
 *
 * @param name tells it from others, such as "nucleus 12"; may be empty
 * @param region its class and pixels
 * @param colour 0xRRGGBB; below 0 if none is known
 * @param crowd whether it is everything of its class in a plane, and not one object
 */
public record ImageObject(String name, Region region, int colour, boolean crowd) {
    /** What {@link #colour} is where none is known. */
    public static final int NO_COLOUR = -1;
}
