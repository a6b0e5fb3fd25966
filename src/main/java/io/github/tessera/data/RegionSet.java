package io.github.tessera.data;

import io.github.tessera.image.CocoFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionFiles;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The images of a folder, each with the file in which its regions are drawn.
 *
 * <p>ROI files, GeoJSON and TIFF files with an overlay belong to the image of their base name, as masks do: with one common prefix
 * and suffix ignored on either side, so {@code RoiSet_cell1.zip} belongs to {@code cell1.tif}. A COCO file names its images; their
 * folders are ignored, and so is the ending if no image has the whole name.
 */
final class RegionSet {
    private final Map<Path, Opening> openings = new LinkedHashMap<>();
    private final List<String> unpaired = new ArrayList<>();
    private List<String> order = List.of();

    private RegionSet() {}

    private interface Opening {
        RegionStack open(Progress progress);
    }

    /**
     * Finds images and their regions.
     *
     * @param images a folder
     * @param regions a folder of ROI files, GeoJSON or TIFF files with an overlay, which may be that of the images, or a file
     * @param classOf what tells the class of ROIs
     * @param progress told of what a COCO file holds besides outlines
     * @throws TesseraException naming file and cure if something cannot be read or nothing fits together
     */
    static RegionSet of(Path images, Path regions, RegionClass classOf, Progress progress) {
        List<Path> imageFiles = ImageFiles.list(images);
        RegionFiles found = RegionFiles.find(regions);
        RegionSet set = new RegionSet();
        if (found.kind() == RegionFiles.Kind.COCO) {
            set.addCoco(imageFiles, CocoFile.read(found.files().get(0), progress));
        } else {
            set.addPairs(imageFiles, found, classOf);
        }
        if (set.openings.isEmpty()) {
            throw new TesseraException("Nothing in " + regions + " belongs to an image in " + images + ", for example "
                    + set.unpaired.get(0) + " and " + set.unpaired.get(set.unpaired.size() - 1)
                    + "; give what is drawn the name of its image.");
        }
        return set;
    }

    private void addPairs(List<Path> images, RegionFiles found, RegionClass classOf) {
        Pairing pairing = Pairing.of(images, found.files());
        pairing.pairs().forEach((image, file) -> openings.put(image, opening(found.kind(), image, file, classOf)));
        pairing.unpaired().stream().map(RegionSet::withFolder).forEach(unpaired::add);
    }

    private static Opening opening(RegionFiles.Kind kind, Path image, Path file, RegionClass classOf) {
        return switch (kind) {
            case ROIS -> progress -> RegionStack.openRois(image, file, classOf, progress);
            case GEO_JSON -> progress -> RegionStack.openGeoJson(image, file, progress);
            case OVERLAYS -> progress -> RegionStack.openOverlay(image, file, classOf, progress);
            case COCO -> throw new IllegalArgumentException("a COCO file names its images");
        };
    }

    private void addCoco(List<Path> images, CocoFile coco) {
        order = coco.classes();
        Map<String, CocoFile.Image> listed = new LinkedHashMap<>();
        for (CocoFile.Image image : coco.images()) {
            CocoFile.Image other = listed.put(image.lastName(), image);
            if (other != null) {
                throw new TesseraException("The file " + coco.name() + " lists the images " + other.fileName() + " and "
                        + image.fileName() + ", which have one name; give them different names.");
            }
        }
        Map<Path, CocoFile.Image> pairs = new HashMap<>();
        pair(images, listed, Pairing::composed, pairs);
        pair(images, listed, name -> Pairing.composed(ImageFiles.baseName(name)), pairs);
        for (Path file : images) {
            CocoFile.Image image = pairs.get(file);
            if (image == null) {
                unpaired.add(withFolder(file));
            } else {
                openings.put(file, progress -> RegionStack.openCoco(file, coco, image));
            }
        }
        listed.values().forEach(image -> unpaired.add(coco.name() + "/" + image.fileName()));
    }

    /** Takes from the listed images those that alone have a file's name. */
    private static void pair(
            List<Path> files,
            Map<String, CocoFile.Image> listed,
            UnaryOperator<String> part,
            Map<Path, CocoFile.Image> pairs) {
        Map<String, List<String>> names = new HashMap<>();
        listed.keySet().forEach(name -> names.computeIfAbsent(part.apply(name), key -> new ArrayList<>())
                .add(name));
        for (Path file : files) {
            List<String> fitting =
                    names.getOrDefault(part.apply(file.getFileName().toString()), List.of());
            if (!pairs.containsKey(file) && fitting.size() == 1 && listed.containsKey(fitting.get(0))) {
                pairs.put(file, listed.remove(fitting.get(0)));
            }
        }
    }

    private static String withFolder(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    /** The image files that have regions, in natural order. */
    List<Path> images() {
        return List.copyOf(openings.keySet());
    }

    /** What has no partner, as folder/name. */
    List<String> unpaired() {
        return List.copyOf(unpaired);
    }

    /** The classes in the order of the COCO file; empty where there is none. */
    List<String> order() {
        return order;
    }

    /**
     * Reads an image and what is drawn on it.
     *
     * @param image one of {@link #images}
     * @throws TesseraException naming the file that cannot be read
     */
    RegionStack open(Path image, Progress progress) {
        return openings.get(image).open(progress);
    }
}
