package io.github.tessera.image;

/**
 * One object of an image, as files of objects hold it.
 *
 * @param name tells it from others, such as "nucleus 12"; may be empty
 * @param number that label images give it, the same on all planes on which it lies; 0 if it has none
 * @param region its class and pixels
 * @param colour 0xRRGGBB; below 0 if none is known
 * @param crowd whether it is everything of its class in a plane, and not one object
 */
public record ImageObject(String name, int number, Region region, int colour, boolean crowd) {
    /** ROI property that holds the object's number. */
    public static final String NUMBER_PROPERTY = "object";

    /** What {@link #colour} is where none is known. */
    public static final int NO_COLOUR = -1;
}
