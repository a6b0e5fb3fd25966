package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Images that must stay together, in the order in which the groups first appear.
 *
 * @param members indices of the images of each group, ascending
 * @param what what a group is, in the plural, for messages
 */
record ImageGroups(List<List<Integer>> members, String what) {
    private static final Pattern SLICE = Pattern.compile(" slice \\d+$");
    /** What Tessera Tile... adds to a name: the image's size, perhaps the slice, and where the tile lies; others leave out the size. */
    private static final Pattern PLACE = Pattern.compile("(.+?)(?:_\\d+x\\d+(?:x\\d+_s\\d+)?)?_x\\d+_y\\d+(?:\\D.*)?");

    /** What Tessera Augment... adds to an image's name. */
    private static final Pattern EXACT_COPY =
            Pattern.compile("(.+)_(?:flipud|fliplr|turn90|turn180|turn270)(\\.[^.]*)?");

    private static final Pattern RANDOM_COPY = Pattern.compile("(.+)_a\\d{3,}(\\.[^.]*)?");

    /** Every image for itself. */
    static ImageGroups single(int n) {
        return new ImageGroups(IntStream.range(0, n).mapToObj(List::of).toList(), "images");
    }

    /**
     * Every image for itself, but together the tiles of an image, cells_5000x5000_x0250_y0500.tif or cells_x0250_y0500.tif, and its copies,
     * cells_flipud.tif or, where cells.tif is there too, cells_a001.tif: many images of other origin have names that end so.
     */
    static ImageGroups byImage(List<String> names) {
        Set<String> originals = new HashSet<>();
        names.forEach(name -> originals.add(original(name, EXACT_COPY)));
        return by(
                names,
                name -> {
                    String drawnFrom = original(name, RANDOM_COPY);
                    String image = originals.contains(drawnFrom) ? drawnFrom : original(name, EXACT_COPY);
                    return tiledImage(image).orElse(image);
                },
                "images");
    }

    /** The name of the image that a copy was made of; other names as they are. */
    private static String original(String name, Pattern copy) {
        String file = withoutSlice(name);
        Matcher matcher = copy.matcher(file);
        return matcher.matches()
                ? matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2)) + name.substring(file.length())
                : name;
    }

    /** Images of one folder together; names must hold their folder: patient1/01.tif. */
    static ImageGroups byFolder(List<String> names) {
        return by(
                names,
                name -> folder(name)
                        .orElseThrow(() -> new TesseraException("The image " + name
                                + " is in no folder of its own that could be its group; write the pattern of the part of the"
                                + " file names that tells the group, for example (patient\\d+).")),
                "folders");
    }

    /**
     * Images together whose file names agree in the part that the pattern's parentheses hold.
     *
     * @param pattern a regular expression with one pair of parentheses, looked for anywhere in the file name
     */
    static ImageGroups byPattern(List<String> names, String pattern) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new TesseraException(
                    "The group pattern " + pattern + " cannot be read (" + e.getDescription()
                            + "); write a regular expression such as (patient\\d+).",
                    e);
        }
        if (compiled.matcher("").groupCount() != 1) {
            throw new TesseraException(
                    "The group pattern " + pattern
                            + " needs one pair of parentheses; put it around the part that names the group, for example (patient\\d+).");
        }
        return by(
                names,
                name -> {
                    Matcher matcher = compiled.matcher(fileName(name));
                    if (!matcher.find() || matcher.group(1) == null) {
                        throw new TesseraException("The name of the image " + name + " does not hold the group pattern "
                                + pattern + "; change the pattern or the name.");
                    }
                    return matcher.group(1);
                },
                "groups");
    }

    private static ImageGroups by(List<String> names, Function<String, String> group, String what) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.computeIfAbsent(group.apply(names.get(i)), g -> new ArrayList<>())
                    .add(i);
        }
        return new ImageGroups(List.copyOf(members.values()), what);
    }

    /** The base name of the image that a tile was cut from, as its name tells; empty for what is no tile. */
    static Optional<String> tiledImage(String name) {
        Matcher matcher = PLACE.matcher(ImageFiles.baseName(withoutSlice(name)));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The name of the file whose slice it is. */
    static String withoutSlice(String name) {
        return SLICE.matcher(name).replaceFirst("");
    }

    /** The last of the folders before a name. */
    private static Optional<String> folder(String name) {
        int end = name.length() - fileName(name).length() - 1;
        return end > 0 ? Optional.of(fileName(name.substring(0, end))) : Optional.empty();
    }

    /** The name without the folders before it. */
    static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** Those groups of which no image is among these. */
    ImageGroups without(List<Integer> images) {
        Set<Integer> out = new HashSet<>(images);
        return new ImageGroups(
                members.stream().filter(group -> !out.contains(group.get(0))).toList(), what);
    }

    /** The groups in an order drawn by the seed. */
    List<List<Integer>> shuffled(long seed) {
        List<List<Integer>> order = new ArrayList<>(members);
        SplittableRandom random = Seeds.random(seed, 0);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    int images() {
        return members.stream().mapToInt(Collection::size).sum();
    }

    /** One line on how a split dealt the groups out. */
    String describe(Split split) {
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " that stay together: "
                + count(split.train()) + " to learn from, " + count(split.validation()) + " for validation, "
                + count(split.test()) + " for the test";
    }

    private long count(List<Integer> part) {
        Set<Integer> images = new HashSet<>(part);
        return members.stream().filter(m -> images.contains(m.get(0))).count();
    }

    /** True if some images are bound to others. */
    boolean bind() {
        return members.size() < images();
    }
}
