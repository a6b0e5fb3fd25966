package io.github.tessera.image;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The objects of one image, plane by plane, so that no more than one of them need be in memory.
 *
 * @param image what files call the image: its title or file name
 * @param width pixels in a row
 * @param height rows
 * @param planes where the planes stand in the image
 * @param classes names in the order of the class indices, the first of which is the background; classes that occur need not be among them
 * @param objects of a plane, which is counted from 0, in the order in which they were drawn; may be asked for again
 */
public record ImageObjects(
        String image,
        int width,
        int height,
        PlaneNumbers planes,
        List<String> classes,
        IntFunction<Stream<ImageObject>> objects) {
    /** Copies the list. */
    public ImageObjects {
        classes = List.copyOf(classes);
    }

    /** How many planes there are. */
    public int count() {
        return planes.numbers().size();
    }

    /** What a file calls one plane (from 0): the image's name, with the plane's number before its ending if there are several. */
    String name(int plane) {
        if (count() == 1) {
            return image;
        }
        String base = ImageFiles.baseName(image);
        return base + "_slice_" + planes.numbers().get(plane) + image.substring(base.length());
    }
}
