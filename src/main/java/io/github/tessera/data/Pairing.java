package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which mask belongs to which image, by base name, with one common prefix and one common suffix ignored on either side.
 *
 * <p>Of all prefixes and suffixes that all names of a side share, those that pair most files are taken, and of these the
 * shortest. They end between letters, digits and signs, never inside a number: {@code img_01, img_02} share {@code img_}.
 *
 * @param pairs image to mask, in the order of the images
 * @param unpaired files without a partner
 */
record Pairing(Map<Path, Path> pairs, List<Path> unpaired) {
    private static final int SIGN = 3;

    /**
     * The images and masks of two folders.
     *
     * @return at least one pair
     * @throws TesseraException if the folders cannot be read, are one and the same, or hold no pair
     */
    static Pairing ofFolders(Path images, Path masks) {
        List<Path> imageFiles = imagesApart(images, masks);
        List<Path> maskFiles = ImageFiles.list(masks);
        Pairing pairing = of(imageFiles, maskFiles);
        if (pairing.pairs.isEmpty()) {
            throw noneBelongs(imageFiles.get(0), masks, maskFiles.get(0));
        }
        return pairing;
    }

    /**
     * The images of a folder; the masks must not be among them.
     *
     * @throws TesseraException if a folder cannot be read, or both are one and the same
     */
    static List<Path> imagesApart(Path images, Path masks) {
        List<Path> files = ImageFiles.list(images);
        try {
            if (Files.exists(masks) && Files.isSameFile(images, masks)) {
                throw new TesseraException("Images and masks are both read from " + images
                        + "; put the masks into a folder of their own.");
            }
        } catch (IOException e) {
            throw new TesseraException("The folders " + images + " and " + masks + " cannot be read; check them.", e);
        }
        return files;
    }

    /** What to say if no label file belongs to any image. */
    static TesseraException noneBelongs(Path image, Path folder, Path mask) {
        return new TesseraException("No mask in " + folder + " belongs to an image in " + image.getParent()
                + ", for example " + image.getFileName() + " and " + mask.getFileName()
                + "; give each mask the name of its image, with the same prefix or suffix for all.");
    }

    static Pairing of(List<Path> images, List<Path> masks) {
        Map<String, Path> imageNames = byBaseName(images);
        Map<String, Path> maskNames = byBaseName(masks);
        List<Affix> maskAffixes = affixes(maskNames.keySet());
        Map<Path, Path> best = new LinkedHashMap<>();
        int bestLength = Integer.MAX_VALUE;
        for (Affix maskAffix : maskAffixes) {
            Map<String, Path> cores = new HashMap<>();
            maskNames.forEach((name, path) -> cores.put(maskAffix.strip(name), path));
            for (Affix imageAffix : affixes(imageNames.keySet())) {
                Map<Path, Path> pairs = new LinkedHashMap<>();
                imageNames.forEach((name, path) -> {
                    Path mask = cores.get(imageAffix.strip(name));
                    if (mask != null) {
                        pairs.put(path, mask);
                    }
                });
                int length = imageAffix.length() + maskAffix.length();
                if (pairs.size() > best.size() || (pairs.size() == best.size() && length < bestLength)) {
                    best = pairs;
                    bestLength = length;
                }
            }
        }
        List<Path> unpaired = new ArrayList<>(images);
        unpaired.addAll(masks);
        unpaired.removeAll(best.keySet());
        unpaired.removeAll(best.values());
        return new Pairing(best, unpaired);
    }

    /** A file's name without ending, {@link #composed}. */
    static String baseName(Path file) {
        return composed(ImageFiles.baseName(file.getFileName().toString()));
    }

    /** A name with every letter written in one way: Macs write an umlaut as two signs. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /**
     * Files by their names without ending, in their order.
     *
     * @throws TesseraException if two have one name
     */
    static Map<String, Path> byBaseName(List<Path> files) {
        Map<String, Path> names = new LinkedHashMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            Path other = names.put(baseName(file), file);
            if (other != null) {
                throw new TesseraException("The folder " + file.getParent() + " holds both " + other.getFileName()
                        + " and " + name + "; keep one of them.");
            }
        }
        return names;
    }

    /** What all names may be stripped of, so that something is left of each. */
    private static List<Affix> affixes(Set<String> names) {
        Set<Integer> prefixes = commonBoundaries(names, false);
        Set<Integer> suffixes = commonBoundaries(names, true);
        int shortest = names.stream().mapToInt(String::length).min().orElseThrow();
        List<Affix> affixes = new ArrayList<>();
        for (int prefix : prefixes) {
            for (int suffix : suffixes) {
                if (prefix + suffix < shortest) {
                    affixes.add(new Affix(prefix, suffix));
                }
            }
        }
        return affixes;
    }

    private static Set<Integer> commonBoundaries(Set<String> names, boolean fromEnd) {
        Set<Integer> lengths = null;
        String first =
                fromEnd ? reversed(names.iterator().next()) : names.iterator().next();
        for (String name : names) {
            String read = fromEnd ? reversed(name) : name;
            Set<Integer> own = new TreeSet<>(Set.of(0));
            for (int i = 1; i < read.length() && i < first.length() && read.charAt(i - 1) == first.charAt(i - 1); i++) {
                if (isBoundary(read.charAt(i - 1), read.charAt(i))) {
                    own.add(i);
                }
            }
            if (lengths == null) {
                lengths = own;
            } else {
                lengths.retainAll(own);
            }
        }
        return lengths;
    }

    /** Between two signs too, but not within one that takes two places, as emoji do. */
    private static boolean isBoundary(char a, char b) {
        boolean pair = Character.isSurrogatePair(a, b);
        return !pair && (kind(a) != kind(b) || kind(a) == SIGN);
    }

    private static String reversed(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    private static int kind(char c) {
        return Character.isDigit(c) ? 1 : Character.isLetter(c) ? 2 : SIGN;
    }

    private record Affix(int prefix, int suffix) {
        String strip(String name) {
            return name.substring(prefix, name.length() - suffix);
        }

        int length() {
            return prefix + suffix;
        }
    }
}
