package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.ImageObject;
import io.github.tessera.image.ImageObjects;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.image.Region;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ConnectedComponents;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects of a label image, of Tessera or of another tool: of 8, 16 or 32 bits, one slice or many.
 *
 * @param image holds class indices, one value besides 0 that is a class, or the numbers of objects
 * @param numbered whether the values are numbers of objects
 * @param mask the value that is class 1, or 0 if the values are class indices
 * @param classes names, from class 0 on; those of all classes that occur
 */
public record LabelObjects(ImagePlus image, boolean numbered, int mask, List<String> classes) {
    private static final List<String> FOREGROUND = List.of(Region.BACKGROUND, Region.FOREGROUND);

    /** Copies the list. */
    public LabelObjects {
        classes = List.copyOf(classes);
    }

    /** Whether an image says by itself that its values are classes, as Tessera's label images do. */
    public static boolean hasClasses(ImagePlus image) {
        return image.getBitDepth() == Byte.SIZE && image.getProp(LabelImage.CLASSES_PROPERTY) != null;
    }

    /**
     * Finds out what a label image holds.
     *
     * @param progress asked whether the user has cancelled
     * @throws TesseraException naming image and cure if it is none
     */
    public static LabelObjects of(ImagePlus image, LabelValues values, Progress progress) {
        LabelSurvey found = LabelSurvey.of(image, progress);
        if (values != LabelValues.OBJECTS && hasClasses(image)) {
            return new LabelObjects(image, false, 0, named(LabelImage.classes(image), found.greatestClass()));
        }
        if (values != LabelValues.OBJECTS && found.isMask()) {
            return new LabelObjects(image, false, Math.max(1, found.greatest()), FOREGROUND);
        }
        if (values == LabelValues.CLASSES) {
            if (found.greatest() > LabelImage.IGNORED) {
                throw new TesseraException("The image " + image.getTitle() + " holds the value " + found.greatest()
                        + ", and classes go up to " + LabelImage.IGNORED
                        + ": if its values are numbers of objects, choose that (values=objects).");
            }
            return new LabelObjects(image, false, 0, named(List.of(Region.BACKGROUND), found.greatestClass()));
        }
        if (values == LabelValues.AUTO && found.isNoisy()) {
            throw new TesseraException("The image " + image.getTitle()
                    + " does not look like a label image, for its values change from pixel to pixel: choose the label image,"
                    + " or say what its values are (values=classes or values=objects).");
        }
        return new LabelObjects(image, true, 0, FOREGROUND);
    }

    /** Names for all classes up to one. */
    private static List<String> named(List<String> names, int greatest) {
        List<String> all = new ArrayList<>(names);
        for (int index = names.size(); index <= greatest; index++) {
            all.add(LabelOverlay.nameOf(index, names));
        }
        return all;
    }

    /** How many planes the image has. */
    public int planes() {
        return Planes.count(image);
    }

    /**
     * The objects, found when they are asked for; those of numbered images have colours by their numbers, others by their classes.
     *
     * @param name what files call the image
     * @param perClass whether all pixels of a class in a plane are one
     */
    public ImageObjects objects(String name, boolean perClass) {
        int width = image.getWidth();
        int height = image.getHeight();
        Palette palette = Palette.standard();
        return new ImageObjects(name, width, height, Planes.numbers(image), classes, plane -> {
            if (numbered && !perClass) {
                return numberedObjects(plane, Palette.objects().colours());
            }
            byte[] labels = classIndices(plane);
            return perClass
                    ? wholeClasses(labels, width, classes, palette)
                    : connected(labels, width, height, classes, palette);
        });
    }

    /** The class indices of a plane (from 0), row by row; may be the image's own array. */
    public byte[] classIndices(int plane) {
        ImageProcessor values = processor(plane);
        if (!numbered && mask == 0 && values instanceof ByteProcessor) {
            return (byte[]) values.getPixels();
        }
        byte[] labels = new byte[values.getPixelCount()];
        for (int i = 0; i < labels.length; i++) {
            int value = (int) values.getf(i);
            labels[i] = (byte) (numbered ? Math.min(1, value) : mask == 0 ? value : value == mask ? 1 : 0);
        }
        return labels;
    }

    private ImageProcessor processor(int plane) {
        return image.getStack().getProcessor(Planes.stackIndex(image, 1, plane));
    }

    private Stream<ImageObject> numberedObjects(int plane, List<Integer> colours) {
        ImageProcessor values = processor(plane);
        int[] ids = new int[values.getPixelCount()];
        Arrays.setAll(ids, i -> (int) values.getf(i));
        ObjectMap found = ObjectMap.of(classIndices(plane), ids, image.getWidth(), image.getHeight());
        return found.objects().stream().map(object -> {
            Region region = region(object, found.mask(object), Region.FOREGROUND);
            int colour = colours.get((object.id() - 1) % (colours.size() - 1) + 1);
            return new ImageObject(Region.FOREGROUND + " " + object.id(), object.id(), region, colour, false);
        });
    }

    /** The connected objects of each class, numbered in the order of their first pixels, row by row, and at last all that is ignored. */
    static Stream<ImageObject> connected(byte[] labels, int width, int height, List<String> classes, Palette palette) {
        ConnectedComponents found = ConnectedComponents.label(labels, width, height);
        int[] numbers = new int[LabelImage.IGNORED];
        Stream<ImageObject> objects = found.components().stream().map(component -> {
            int index = component.classIndex();
            String className = LabelOverlay.nameOf(index, classes);
            Region region = region(component, found.mask(component), className);
            return new ImageObject(
                    className + " " + ++numbers[index],
                    0,
                    region,
                    palette.colours().get(index),
                    false);
        });
        Rectangle ignored = bounds(labels, width)[LabelImage.IGNORED];
        return ignored == null
                ? objects
                : Stream.concat(
                        objects, Stream.of(whole(labels, width, LabelImage.IGNORED, ignored, classes, palette)));
    }

    private static Region region(Component object, byte[] inside, String className) {
        Tile bounds = object.bounds();
        return new Region(className, new Rectangle(bounds.x(), bounds.y(), bounds.width(), bounds.height()), inside);
    }

    /** All pixels of each class, and at last all that is ignored. */
    static Stream<ImageObject> wholeClasses(byte[] labels, int width, List<String> classes, Palette palette) {
        Rectangle[] bounds = bounds(labels, width);
        return IntStream.rangeClosed(1, LabelImage.IGNORED)
                .filter(index -> bounds[index] != null)
                .mapToObj(index -> whole(labels, width, index, bounds[index], classes, palette));
    }

    private static ImageObject whole(
            byte[] labels, int width, int index, Rectangle bounds, List<String> classes, Palette palette) {
        String name = LabelOverlay.nameOf(index, classes);
        Region region = new Region(name, bounds, inside(labels, width, index, bounds));
        return new ImageObject(name, 0, region, palette.colours().get(index), true);
    }

    /** The smallest rectangle around all pixels of each label, null where there are none. */
    private static Rectangle[] bounds(byte[] labels, int width) {
        Rectangle[] bounds = new Rectangle[LabelImage.IGNORED + 1];
        int at = 0;
        while (at < labels.length) {
            int from = at;
            int end = at - at % width + width;
            while (at < end && labels[at] == labels[from]) {
                at++;
            }
            Rectangle run = new Rectangle(from % width, from / width, at - from, 1);
            int label = labels[from] & 0xFF;
            if (label != 0 && bounds[label] == null) {
                bounds[label] = run;
            } else if (label != 0) {
                bounds[label].add(run);
            }
        }
        return bounds;
    }

    private static byte[] inside(byte[] labels, int width, int label, Rectangle bounds) {
        byte[] inside = new byte[bounds.width * bounds.height];
        for (int i = 0; i < inside.length; i++) {
            int from = (bounds.y + i / bounds.width) * width + bounds.x + i % bounds.width;
            inside[i] = (byte) (labels[from] == (byte) label ? LabelOverlay.INSIDE : 0);
        }
        return inside;
    }
}
