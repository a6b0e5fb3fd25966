package io.github.tessera.image;

import ij.ImagePlus;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The planes of an image with what is drawn on each of them.
 *
 * @param stack the pixels
 * @param regions of each plane, in the order in which they were drawn: where they overlap, the later one counts
 * @param colours of classes, 0xRRGGBB, as far as the file tells them
 */
public record RegionStack(PlaneStack stack, List<List<Region>> regions, Map<String, Integer> colours) {
    /** Copies lists and map. */
    public RegionStack {
        if (regions.size() != stack.planes().size()) {
            throw new IllegalArgumentException("regions of " + regions.size() + " planes for "
                    + stack.planes().size());
        }
        regions = regions.stream().map(List::copyOf).toList();
        colours = Map.copyOf(colours);
    }

    /** An image whose file tells no colours. */
    private RegionStack(PlaneStack stack, List<List<Region>> regions) {
        this(stack, regions, Map.of());
    }

    /**
     * An open image with the overlay of an open image, mostly its own.
     *
     * @throws TesseraException naming the images if there is no overlay, or if their sizes differ
     */
    public static RegionStack ofOverlay(ImagePlus imp, ImagePlus drawn, RegionClass classOf, Progress progress) {
        if (drawn.getOverlay() == null) {
            throw new TesseraException("The image " + drawn.getTitle()
                    + " has no overlay; draw on it and add each selection (Image > Overlay > Add Selection).");
        }
        requireSize(imp, imp.getTitle(), drawn, drawn.getTitle());
        return new RegionStack(PlaneStack.of(imp), RoiSet.ofOverlay(drawn).regions(drawn, classOf, progress));
    }

    /**
     * An image file with the overlay of a TIFF, which may be the same file.
     *
     * @throws TesseraException naming the files if one cannot be read, or if their sizes differ
     */
    public static RegionStack openOverlay(Path image, Path tiff, RegionClass classOf, Progress progress) {
        ImagePlus imp = ImageFiles.open(image);
        ImagePlus drawn = tiff.equals(image) ? imp : ImageFiles.open(tiff);
        requireSize(imp, image.toString(), drawn, tiff.toString());
        return new RegionStack(named(image, imp), RoiSet.ofOverlay(drawn).regions(drawn, classOf, progress));
    }

    /**
     * An image file with a {@code .roi} file or a set of the ROI Manager.
     *
     * @throws TesseraException naming the file that cannot be read
     */
    public static RegionStack openRois(Path image, Path rois, RegionClass classOf, Progress progress) {
        ImagePlus imp = ImageFiles.open(image);
        return new RegionStack(named(image, imp), RoiSet.read(rois, progress).regions(imp, classOf, progress));
    }

    /**
     * An image file with GeoJSON of QuPath.
     *
     * @throws TesseraException naming the file that cannot be read
     */
    public static RegionStack openGeoJson(Path image, Path json, Progress progress) {
        ImagePlus imp = ImageFiles.open(image);
        GeoJsonFile drawn = GeoJsonFile.read(json, progress);
        return new RegionStack(named(image, imp), drawn.regions(imp, progress), drawn.colours());
    }

    /**
     * An image file with its annotations in a COCO file.
     *
     * @param entry the image as the COCO file has it
     * @throws TesseraException naming the image if it cannot be read, or is not as the COCO file says
     */
    public static RegionStack openCoco(Path image, CocoFile coco, CocoFile.Image entry) {
        PlaneStack stack = PlaneStack.open(image);
        if (stack.width() != entry.width() || stack.height() != entry.height()) {
            throw new TesseraException("The image " + image + " is " + stack.width() + " x " + stack.height()
                    + " pixels, but " + coco.name() + " has outlines for " + entry.width() + " x " + entry.height()
                    + "; use the images that were annotated.");
        }
        if (stack.planes().size() > 1) {
            throw new TesseraException(
                    "The image " + image + " has " + stack.planes().size()
                            + " slices, but COCO files have outlines for one; save the slices as single images.");
        }
        return new RegionStack(stack, List.of(coco.regions(entry)));
    }

    /** The chosen planes, with what is drawn on them. */
    public RegionStack chosen(PlaneChoice choice) {
        PlaneStack planes = choice.of(stack);
        return new RegionStack(
                planes,
                planes.numbers().numbers().stream()
                        .map(number -> regions.get(number - 1))
                        .toList(),
                colours);
    }

    private static PlaneStack named(Path file, ImagePlus imp) {
        return PlaneStack.of(imp).named(file.getFileName().toString());
    }

    private static void requireSize(ImagePlus imp, String image, ImagePlus drawn, String overlay) {
        boolean sameSize = imp.getWidth() == drawn.getWidth() && imp.getHeight() == drawn.getHeight();
        if (!sameSize || Planes.count(imp) != Planes.count(drawn)) {
            throw new TesseraException("The image " + image + " is " + size(imp) + ", but " + overlay
                    + ", which has its overlay, is " + size(drawn) + "; give both the same size.");
        }
    }

    private static String size(ImagePlus imp) {
        return imp.getWidth() + " x " + imp.getHeight() + " pixels, " + Planes.count(imp)
                + (Planes.count(imp) == 1 ? " slice" : " slices");
    }
}
