package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One annotation as a COCO file has it, not yet checked: polygons, or a mask, or neither.
 *
 * @param id or its number where it has none
 * @param imageId null if it has none
 * @param categoryId null if it has none
 * @param polygons x, y, x, y and so on each
 * @param mask null if there is none
 */
record CocoAnnotation(String id, String imageId, String categoryId, List<double[]> polygons, Mask mask) {
    private static final int FEWEST_NUMBERS = 6;

    /**
     * Run lengths as they are written.
     *
     * @param counts null if they are compressed
     * @param compressed null if they are numbers
     * @param size height and width; null if they are not told
     */
    record Mask(int[] counts, String compressed, int[] size) {}

    /** What covers pixels: outlines, or else run lengths. */
    record Drawing(String className, List<Outline> outlines, RunLengths runs) {
        /** The pixels, or none if no pixel of the image is covered. */
        Optional<Region> region(int width, int height) {
            return runs == null ? Outline.union(className, outlines, width, height) : runs.region(className);
        }
    }

    /** Whether it has no outline. */
    boolean isBox() {
        return polygons.isEmpty() && mask == null;
    }

    /**
     * What it draws.
     *
     * @param categories names by their ids
     * @param image the image to which it belongs, null if it is not listed
     * @throws TesseraException naming file and annotation if it makes no sense
     */
    Drawing drawing(Path file, Map<String, String> categories, CocoFile.Image image) {
        try {
            if (image == null) {
                throw new IllegalArgumentException(
                        imageId == null
                                ? "does not tell its image"
                                : "belongs to the image " + imageId + ", which is not listed");
            }
            String category = categories.get(categoryId);
            if (category == null) {
                throw new IllegalArgumentException(
                        categoryId == null
                                ? "does not tell its category"
                                : "has the category " + categoryId + ", which is not listed");
            }
            polygons.forEach(CocoAnnotation::requireArea);
            List<Outline> outlines =
                    polygons.stream().map(p -> new Outline(List.of(p))).toList();
            return new Drawing(category, outlines, mask == null ? null : runs(image));
        } catch (IllegalArgumentException e) {
            throw new TesseraException(
                    "In " + file + " the annotation " + id + " " + e.getMessage()
                            + "; mend or delete it, and export the file again.",
                    e);
        }
    }

    private static void requireArea(double[] polygon) {
        if (polygon.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "has a polygon of " + polygon.length + " numbers, which are no pairs of x and y");
        }
        if (polygon.length < FEWEST_NUMBERS) {
            throw new IllegalArgumentException(
                    "has a polygon of " + polygon.length / 2 + " corners, which has no area");
        }
    }

    private RunLengths runs(CocoFile.Image image) {
        if (mask.size == null || mask.size.length != 2) {
            throw new IllegalArgumentException("has a mask without height and width");
        }
        if (mask.size[0] != image.height() || mask.size[1] != image.width()) {
            throw new IllegalArgumentException("has a mask of " + mask.size[1] + " x " + mask.size[0]
                    + " pixels, but its image has " + image.width() + " x " + image.height());
        }
        int[] counts = mask.counts == null ? RunLengths.decompress(mask.compressed) : mask.counts;
        return new RunLengths(image.width(), image.height(), counts);
    }
}
