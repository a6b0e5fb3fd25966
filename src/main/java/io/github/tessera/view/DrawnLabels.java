package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.ImageObject;
import io.github.tessera.image.ImageObjects;
import io.github.tessera.image.InstanceImage;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NaturalOrder;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Planes;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionStack;
import io.github.tessera.image.RoiSet;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What is drawn over an image as ROIs, to be made into label images: where ROIs overlap, the later one counts.
 *
 * @param image tells size, planes and calibration
 * @param planes what is drawn on each plane
 * @param table the classes in their order; empty: background first, then those that are drawn in natural order (2 before 10)
 */
public record DrawnLabels(ImagePlus image, List<List<ImageObject>> planes, Optional<ClassTable> table) {
    private static final Pattern NUMBER = Pattern.compile("\\s+\\d+$");

    /** Copies the lists. */
    public DrawnLabels {
        planes = planes.stream().map(List::copyOf).toList();
    }

    /**
     * Finds out what pixels ROIs cover, and of what class each is.
     *
     * @param source what messages call them: "the overlay"
     * @param classOf what tells the class of a ROI
     * @param given the classes in their order; if empty, the order is that of the class indices that Tessera gave to ROIs, with other
     *     classes behind them
     * @throws TesseraException naming the image if nothing is drawn
     */
    public static DrawnLabels of(
            ImagePlus image,
            String source,
            Roi[] rois,
            RegionClass classOf,
            Optional<ClassTable> given,
            Progress progress) {
        List<List<ImageObject>> planes =
                RoiSet.of(source + " of " + image.getTitle(), rois).objects(image, classOf, progress);
        if (planes.stream().allMatch(List::isEmpty)) {
            throw new TesseraException("Nothing in " + source + " covers a pixel of " + image.getTitle()
                    + "; draw on it, and add each selection (Image > Overlay > Add Selection).");
        }
        List<String> known = given.map(ClassTable::names).orElseGet(() -> indexed(rois, classOf));
        List<List<ImageObject>> named = withoutNumbers(planes, known);
        if (given.isPresent() || known.isEmpty()) {
            return new DrawnLabels(image, named, given);
        }
        List<String> all = new ArrayList<>(known);
        inNaturalOrder(named).stream().filter(name -> !isAmong(name, known)).forEach(all::add);
        return new DrawnLabels(image, named, Optional.of(ClassTable.named(all)));
    }

    /** The classes by the indices that Tessera gave to its ROIs; empty if there are no such ROIs. */
    private static List<String> indexed(Roi[] rois, RegionClass classOf) {
        Map<Integer, String> known = new TreeMap<>();
        for (Roi roi : rois) {
            String index = roi.getProperty(LabelOverlay.INDEX_PROPERTY);
            Optional<String> name = classOf.drawn(roi).filter(drawn -> !Region.isIgnored(drawn));
            if (name.isPresent() && index != null && index.matches("\\d{1,3}") && !known.containsValue(name.get())) {
                known.putIfAbsent(Integer.parseInt(index), name.get());
            }
        }
        if (known.isEmpty()) {
            return List.of();
        }
        known.putIfAbsent(0, Region.BACKGROUND);
        int last = known.keySet().stream().mapToInt(i -> i).max().orElseThrow();
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> known.getOrDefault(i, LabelOverlay.nameOf(i, List.of())))
                .toList();
    }

    private static boolean isAmong(String name, List<String> names) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Whoever draws one more calls it like those that are there, "nucleus 12", and means a nucleus. */
    private static List<List<ImageObject>> withoutNumbers(List<List<ImageObject>> planes, List<String> known) {
        IdentityHashMap<ImageObject, ImageObject> named = new IdentityHashMap<>();
        return planes.stream()
                .map(plane -> plane.stream()
                        .map(object -> named.computeIfAbsent(object, o -> withoutNumber(o, known)))
                        .toList())
                .toList();
    }

    private static ImageObject withoutNumber(ImageObject object, List<String> known) {
        Region region = object.region();
        String counted = NUMBER.matcher(region.className()).replaceFirst("");
        if (isAmong(region.className(), known) || !isAmong(counted, known)) {
            return object;
        }
        Region renamed = new Region(counted, region.bounds(), region.inside());
        return new ImageObject(object.name(), object.number(), renamed, object.colour(), object.crowd());
    }

    /** The classes that are drawn, the background first, drawn or not, then in natural order (2 before 10). */
    private static List<String> inNaturalOrder(List<List<ImageObject>> planes) {
        Set<String> names = new TreeSet<>(NaturalOrder::compare);
        planes.forEach(plane -> plane.stream()
                .map(ImageObject::region)
                .filter(region -> !region.isIgnored())
                .forEach(region -> names.add(region.className())));
        names.remove(Region.BACKGROUND);
        List<String> classes = new ArrayList<>(List.of(Region.BACKGROUND));
        classes.addAll(names);
        return classes;
    }

    /** How many objects there are; what is to be ignored is none. */
    public int count() {
        return (int) numbers().values().stream().distinct().count();
    }

    /**
     * The objects as files of objects hold them.
     *
     * @param name what files call the image
     */
    public ImageObjects objects(String name) {
        return new ImageObjects(
                name,
                image.getWidth(),
                image.getHeight(),
                Planes.numbers(image),
                table.map(ClassTable::names).orElseGet(() -> inNaturalOrder(planes)),
                plane -> planes.get(plane).stream());
    }

    /**
     * A label image of the classes: 0 where nothing is drawn, 255 where anything of the class {@value Region#IGNORE} is drawn.
     *
     * @throws TesseraException naming class and cure if one is drawn that is not in the table, or there are too many
     */
    public ImagePlus classImage(Progress progress) {
        LabelledSet set = labelled(progress);
        List<byte[]> labels =
                set.images().stream().map(plane -> plane.labels(plane.area())).toList();
        return shaped(LabelImage.of(
                labels,
                image.getWidth(),
                image.getHeight(),
                set.classes().names(),
                ImageSegmenter.baseName(image) + "_labels",
                image.getCalibration()));
    }

    private LabelledSet labelled(Progress progress) {
        MaskSettings settings = MaskSettings.defaults()
                .withKind(LabelKind.REGIONS)
                .withRestBackground(true)
                .withIndices(LabelImage.IGNORED); // one class may be everywhere
        List<List<Region>> regions = planes.stream()
                .map(plane -> plane.stream().map(ImageObject::region).toList())
                .toList();
        return LabelledSet.fromRegions(
                new RegionStack(PlaneStack.of(image), regions, Map.of()),
                table.map(settings::withTable).orElse(settings),
                ReadingSettings.ALL,
                progress);
    }

    /**
     * An {@link InstanceImage} of the objects: a ROI of Tessera keeps the number that it had in a label image, others are numbered behind
     * these in the order in which they were drawn; a ROI that lies on several planes is one object. Where anything of the class {@value Region#IGNORE} is drawn, there is none.
     *
     * @throws TesseraException if there are too many objects
     */
    public ImagePlus objectImage(Progress progress) {
        IdentityHashMap<Region, Integer> numbers = numbers();
        List<int[]> labels = new ArrayList<>();
        for (List<ImageObject> plane : planes) {
            progress.check();
            int[] ids = new int[image.getWidth() * image.getHeight()];
            plane.forEach(object -> paint(object.region(), numbers.getOrDefault(object.region(), 0), ids));
            plane.stream().map(ImageObject::region).filter(Region::isIgnored).forEach(region -> paint(region, 0, ids));
            labels.add(ids);
            progress.update(labels.size(), planes.size());
        }
        return shaped(InstanceImage.of(
                labels,
                image.getWidth(),
                image.getHeight(),
                labels.size(),
                ImageSegmenter.baseName(image) + "_objects",
                image.getCalibration()));
    }

    private ImagePlus shaped(ImagePlus result) {
        ImageSegmenter.shape(image, result, 1, Planes.numbers(image));
        return result;
    }

    /** The number of each region that is an object; regions are told apart as they are, whatever pixels they cover. */
    private IdentityHashMap<Region, Integer> numbers() {
        List<ImageObject> objects = planes.stream()
                .flatMap(List::stream)
                .filter(object -> !object.region().isIgnored())
                .toList();
        int last = objects.stream().mapToInt(ImageObject::number).max().orElse(0);
        IdentityHashMap<Region, Integer> numbers = new IdentityHashMap<>();
        for (ImageObject object : objects) {
            int known = object.number();
            if (!numbers.containsKey(object.region())) {
                numbers.put(object.region(), known == 0 ? ++last : known);
            }
        }
        return numbers;
    }

    private void paint(Region region, int number, int[] ids) {
        Rectangle bounds = region.bounds();
        for (int y = 0; y < bounds.height; y++) {
            int to = (bounds.y + y) * image.getWidth() + bounds.x;
            for (int x = 0; x < bounds.width; x++) {
                if (region.inside()[y * bounds.width + x] != 0) {
                    ids[to + x] = number;
                }
            }
        }
    }
}
