package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files hold the labels of which image.
 *
 * @param byImage image to its files, in the order of the images; at least one image, at least one file each
 * @param inSubfolders whether the images lie in several folders, which then belong to their names
 * @param unpaired files without a partner
 * @param classes the names of the classes that files are about, in natural order; empty where every file holds all
 * @param notes what the user should know of how they were found, a line each
 */
record LabelFiles(
        Map<Path, List<LabelFile>> byImage,
        boolean inSubfolders,
        List<Path> unpaired,
        List<String> classes,
        List<String> notes) {
    /**
     * One mask for each image, by name. Where the images lie in subfolders (of patients, for example), the masks lie in subfolders of the
     * same names.
     *
     * @throws io.github.tessera.progress.TesseraException if the folders cannot be read, are one and the same, or hold no pair
     */
    static LabelFiles masks(Path images, Path masks) {
        List<Path> folders = ImageFiles.holdsImages(images) ? List.of() : ImageFiles.folders(images);
        if (folders.stream().noneMatch(ImageFiles::holdsImages)) {
            Pairing pairing = Pairing.ofFolders(images, masks);
            return new LabelFiles(alone(pairing.pairs()), false, pairing.unpaired(), List.of(), List.of());
        }
        Map<Path, Path> pairs = new LinkedHashMap<>();
        List<Path> unpaired = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> files = ImageFiles.holdsImages(folder) ? ImageFiles.list(folder) : List.of();
            Path partner = masks.resolve(folder.getFileName());
            List<Path> maskFiles = Files.isDirectory(partner) && ImageFiles.holdsImages(partner)
                    ? ImageFiles.list(partner)
                    : List.of();
            if (files.isEmpty() || maskFiles.isEmpty()) {
                unpaired.addAll(files);
                unpaired.addAll(maskFiles);
            } else {
                Pairing pairing = Pairing.of(files, maskFiles);
                pairs.putAll(pairing.pairs());
                unpaired.addAll(pairing.unpaired());
            }
        }
        if (pairs.isEmpty()) {
            throw Pairing.noneBelongs(unpaired.get(0), masks, unpaired.get(unpaired.size() - 1));
        }
        return new LabelFiles(alone(pairs), true, unpaired, List.of(), List.of());
    }

    private static Map<Path, List<LabelFile>> alone(Map<Path, Path> pairs) {
        Map<Path, List<LabelFile>> files = new LinkedHashMap<>();
        pairs.forEach((image, mask) -> files.put(image, List.of(new LabelFile(mask, ""))));
        return files;
    }

    /** What messages and splits call an image: its file name, with the folder before it where that tells images apart. */
    String name(Path image) {
        return inSubfolders
                ? image.getParent().getFileName() + "/" + image.getFileName()
                : image.getFileName().toString();
    }
}
