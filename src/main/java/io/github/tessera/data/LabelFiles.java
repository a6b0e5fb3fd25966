package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files hold the labels of which image.
 *
 * @param byImage image to its files, in the order of the images; at least one image, at least one file each
 * @param unpaired files without a partner
 * @param classes the names of the classes that files are about, in natural order; empty where every file holds all
 * @param notes what the user should know of how they were found, a line each
 */
record LabelFiles(Map<Path, List<LabelFile>> byImage, List<Path> unpaired, List<String> classes, List<String> notes) {
    /** One mask for each image, by name. */
    static LabelFiles masks(List<Path> images, Path folder) {
        List<Path> masks = ImageFiles.list(folder);
        Pairing pairing = Pairing.of(images, masks);
        if (pairing.pairs().isEmpty()) {
            throw noneBelongs(images, folder, masks.get(0));
        }
        Map<Path, List<LabelFile>> files = new LinkedHashMap<>();
        pairing.pairs().forEach((image, mask) -> files.put(image, List.of(new LabelFile(mask, ""))));
        return new LabelFiles(files, pairing.unpaired(), List.of(), List.of());
    }

    /** What to say if no label file belongs to any image. */
    static TesseraException noneBelongs(List<Path> images, Path folder, Path mask) {
        Path image = images.get(0);
        return new TesseraException("No mask in " + folder + " belongs to an image in " + image.getParent()
                + ", for example " + image.getFileName() + " and " + mask.getFileName()
                + "; give each mask the name of its image, with the same prefix or suffix for all.");
    }
}
