package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A split as text, one image a line.
 *
 * <p>A list file is text in UTF-8 with a name and its part in each line, separated by comma, semicolon, tab or blanks; the parts
 * are train, validation and test, or their usual short forms (val, valid, dev); "both" is train and validation, for a single
 * image. A first line whose second word is split, part, set or subset is a heading; lines that begin with # are comments. Instead
 * of one file there may be several, of names alone: train.txt and val.txt, with or without test.txt, in one folder.
 *
 * <p>A name is an image's name, with or without folder, ending or slice; that of an image that was cut into tiles means them all.
 */
public final class SplitFile {
    /** What it is called in a model's folder. */
    public static final String NAME = "split.csv";

    private static final String HEADING = "file,split";

    private SplitFile() {}

    /**
     * Writes a split, so that {@link #read} gives its parts back; over an older file.
     *
     * @param imageNames the names of all images, as the split was made from
     * @throws TesseraException if the file cannot be written
     */
    public static void write(Split split, List<String> imageNames, Path file) {
        Map<Integer, SplitPart> parts = new TreeMap<>();
        split.test().forEach(i -> parts.put(i, SplitPart.TEST));
        split.validation().forEach(i -> parts.put(i, SplitPart.VALIDATION));
        split.train().forEach(i -> parts.merge(i, SplitPart.TRAIN, (validation, train) -> SplitPart.BOTH));
        List<String> lines = new ArrayList<>(List.of(HEADING));
        parts.forEach((i, part) -> lines.add(SplitLine.quoted(imageNames.get(i)) + "," + part.word()));
        AtomicFile.write(file, path -> Files.write(path, lines));
    }

    /**
     * Reads a split.
     *
     * @param list a list file; or a folder with train.txt, val.txt and perhaps test.txt, or one of these
     * @param imageNames the names of all images
     * @return with notes on names that no image has, and on images in no part, which are not used
     * @throws TesseraException naming the file, the line and the cure if it cannot be understood, an image is in two parts, or
     *     none is left to learn from or to validate on
     */
    public static Split read(Path list, List<String> imageNames) {
        ImageNames names = new ImageNames(imageNames);
        Map<Integer, SplitPart> parts = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (SplitLine line : SplitLine.read(list)) {
            List<Integer> images = names.find(line.name());
            if (images.isEmpty()) {
                unknown.add(line.name());
            }
            for (int image : images) {
                SplitPart other = parts.put(image, line.part());
                if (other != null && other != line.part()) {
                    throw new TesseraException("The image " + imageNames.get(image) + " is both in " + other.word()
                            + " and in " + line.part().word() + " in " + list + ", the second time as \"" + line.name()
                            + "\"; keep one of the lines.");
                }
            }
        }
        return split(list, parts, unknown, imageNames);
    }

    private static Split split(
            Path list, Map<Integer, SplitPart> parts, List<String> unknown, List<String> imageNames) {
        List<Integer> train = in(parts, SplitPart.TRAIN);
        List<Integer> validation = in(parts, SplitPart.VALIDATION);
        if (parts.isEmpty() && unknown.isEmpty()) {
            throw new TesseraException("There are no names in " + list
                    + "; write a line for each image: its name, a comma, and train, validation or test.");
        }
        if (parts.isEmpty()) {
            throw new TesseraException(
                    "None of the names in " + list + ", such as " + unknown.get(0) + ", is that of an image, such as "
                            + imageNames.get(0) + "; choose the list file of these images.");
        }
        if (train.isEmpty() || validation.isEmpty()) {
            throw new TesseraException("The file " + list + " puts no image into "
                    + (train.isEmpty() ? SplitPart.TRAIN : SplitPart.VALIDATION).word()
                    + "; give some images this part.");
        }
        List<String> notes = new ArrayList<>();
        if (!unknown.isEmpty()) {
            notes.add("In the list file, but no image has the name: " + some(unknown));
        }
        List<String> left = new ArrayList<>();
        for (int i = 0; i < imageNames.size(); i++) {
            if (!parts.containsKey(i)) {
                left.add(imageNames.get(i));
            }
        }
        if (!left.isEmpty()) {
            notes.add("Not in the list file, so not used: " + some(left));
        }
        return new Split(train, validation, in(parts, SplitPart.TEST), notes);
    }

    private static List<Integer> in(Map<Integer, SplitPart> parts, SplitPart part) {
        return parts.keySet().stream().filter(i -> parts.get(i).isIn(part)).toList();
    }

    private static String some(List<String> names) {
        int shown = Math.min(names.size(), 5);
        String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
        return String.join(", ", names.subList(0, shown)) + more;
    }
}
