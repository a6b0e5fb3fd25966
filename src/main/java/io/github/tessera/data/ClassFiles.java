package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.NaturalOrder;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds masks of single classes.
 *
 * <p>Either the folder has a subfolder for each class, named by it, whose masks have the names of their images (or these with
 * {@code _class} added); or all masks are in the folder itself, named {@code image_class}. Instead of the underscore there may be a
 * hyphen, a point or a blank. An image that has masks, but none of some class, does not hold that class; but if a mask of that class
 * has no image either, one of them is misnamed, and that is an error.
 */
final class ClassFiles {
    private static final String SEPARATORS = "_-. ";

    private final Map<String, Path> images;
    private final Map<Path, List<LabelFile>> found = new LinkedHashMap<>();
    private final TreeSet<String> classes = new TreeSet<>(NaturalOrder::compare);
    private final Map<String, List<Path>> strangers = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private ClassFiles(List<Path> images) {
        this.images = Pairing.byBaseName(images);
    }

    /** Finds them in a folder. */
    static LabelFiles find(List<Path> images, Path folder) {
        ClassFiles files = new ClassFiles(images);
        List<Path> folders = ImageFiles.folders(folder);
        if (folders.isEmpty()) {
            ImageFiles.list(folder).forEach(files::addNamed);
        }
        for (Path ofClass : folders) {
            files.addFolder(ofClass);
        }
        if (files.found.isEmpty()) {
            throw Pairing.noneBelongs(images.get(0), folder, files.unknown().get(0));
        }
        return files.result(images);
    }

    private void addFolder(Path folder) {
        String name = Pairing.composed(folder.getFileName().toString());
        classes.add(name);
        for (Path mask : ImageFiles.list(folder)) {
            String base = Pairing.baseName(mask);
            Path image = images.get(base);
            if (image == null && endsWith(base, name)) {
                image = images.get(base.substring(0, base.length() - name.length() - 1));
            }
            add(image, mask, name);
        }
    }

    private static boolean endsWith(String base, String name) {
        int gap = base.length() - name.length() - 1;
        return gap > 0 && SEPARATORS.indexOf(base.charAt(gap)) >= 0 && base.endsWith(name);
    }

    private void addNamed(Path mask) {
        String base = Pairing.baseName(mask);
        Path image = null;
        String name = "";
        for (Map.Entry<String, Path> entry : images.entrySet()) {
            int gap = entry.getKey().length();
            boolean fits = base.startsWith(entry.getKey())
                    && base.length() > gap + 1
                    && SEPARATORS.indexOf(base.charAt(gap)) >= 0;
            if (fits && image != null) {
                throw new TesseraException("The mask " + mask.getFileName() + " may belong to "
                        + image.getFileName() + " and to " + entry.getValue().getFileName()
                        + "; put the masks of each class into a folder named by the class.");
            }
            if (fits) {
                image = entry.getValue();
                name = base.substring(gap + 1);
                classes.add(name);
            }
        }
        add(image, mask, name);
    }

    private void add(Path image, Path mask, String name) {
        if (image == null) {
            strangers.computeIfAbsent(name, n -> new ArrayList<>()).add(mask);
            return;
        }
        List<LabelFile> files = found.computeIfAbsent(image, i -> new ArrayList<>());
        for (LabelFile file : files) {
            if (file.className().equals(name)) {
                throw new TesseraException("Both " + file.path() + " and " + mask.getFileName()
                        + " are masks of the class \"" + name + "\" of " + image.getFileName() + "; keep one of them.");
            }
        }
        files.add(new LabelFile(mask, name));
    }

    private List<Path> unknown() {
        return strangers.values().stream().flatMap(List::stream).toList();
    }

    /** The images that have masks, but none of this class. */
    private List<Path> without(String name) {
        return images.values().stream()
                .filter(image -> found.containsKey(image)
                        && found.get(image).stream()
                                .noneMatch(file -> file.className().equals(name)))
                .toList();
    }

    /** A stranger in the class's folder, or among masks that are all in one folder. */
    private void requireNoMistake(String name, List<Path> without) {
        List<Path> others = strangers.getOrDefault(name, strangers.getOrDefault("", List.of()));
        if (!without.isEmpty() && !others.isEmpty()) {
            Path image = without.get(0).getFileName();
            throw new TesseraException("There is no mask of the class \"" + name + "\" for " + image + ", but "
                    + others.get(0) + " belongs to no image; rename that mask, or take it away if " + name
                    + " does not occur in " + image + ".");
        }
    }

    private LabelFiles result(List<Path> all) {
        Map<Path, List<LabelFile>> byImage = new LinkedHashMap<>();
        List<Path> unpaired = new ArrayList<>();
        for (Path image : all) {
            if (found.containsKey(image)) {
                byImage.put(image, List.copyOf(found.get(image)));
            } else {
                unpaired.add(image);
            }
        }
        unpaired.addAll(unknown());
        for (String name : classes) {
            List<Path> without = without(name);
            requireNoMistake(name, without);
            if (!without.isEmpty()) {
                notes.add("No mask of " + name + " for " + without.size() + " of " + byImage.size()
                        + " images, for example " + without.get(0).getFileName() + ": taken to hold none of it.");
            }
        }
        return new LabelFiles(byImage, false, unpaired, List.copyOf(classes), List.copyOf(notes));
    }
}
