package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.ImageObject;
import io.github.tessera.image.ImageObjects;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.LabelLayer;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.StackPlaces;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns label images into ROIs that lie over an image: exact to the pixel, holes and parts that touch by a corner too.
 *
 * <p>Each ROI is named after its class ("nucleus 12"), has the class's colour, the properties {@value #CLASS_PROPERTY}
 * (the name), {@value #INDEX_PROPERTY} (the class index), {@value #SIZE_PROPERTY} (its pixels) and, if
 * the labels are numbers of objects, {@value ImageObject#NUMBER_PROPERTY} (its number), and, where ImageJ can colour
 * groups, the class index as group. Ignored pixels (255) are one ROI; background (0) gets none.
 *
 * @param classes names, in the order of the class indices
 * @param palette colour of each class index
 * @param opacity of the fill, from 0 (outlines alone) to 1
 * @param grouping what one ROI stands for
 */
public record LabelOverlay(List<String> classes, Palette palette, double opacity, Grouping grouping) {
    /** ROI property that holds the class's name. */
    public static final String CLASS_PROPERTY = RegionClass.PROPERTY;

    /** ROI property that holds the number of pixels. */
    public static final String SIZE_PROPERTY = "pixels";

    /** ROI property that holds the class index. */
    public static final String INDEX_PROPERTY = "classindex";

    /** More ROIs in a plane than ImageJ draws in a fifth of a second become a layer. */
    static final int MOST_ROIS = 10_000;

    /** A layer has no outlines that could be seen alone. */
    private static final double LEAST_LAYER_OPACITY = 0.2;

    /** What an object's mask holds where the object is. */
    static final int INSIDE = 255;

    /** What one ROI stands for. */
    public enum Grouping implements Choice {
        /** A connected object. */
        PER_OBJECT("One ROI per object", "object"),
        /** All pixels of a class. */
        PER_CLASS("One ROI per class", "class"),
        /** A half-transparent picture of a plane's labels, quick however many objects there are. */
        LAYER("Label layer", "layer");

        private final String label;
        private final String word;

        Grouping(String label, String word) {
            this.label = label;
            this.word = word;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public LabelOverlay {
        classes = List.copyOf(classes);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new TesseraException("The opacity " + opacity + " is out of range: use a number from 0 to 1.");
        }
    }

    /** The overlay of one plane, shown on every slice. The labels are not changed. */
    public Overlay of(ByteProcessor labels) {
        Overlay overlay = new Overlay();
        addTo(overlay, labels, roi -> {});
        return overlay;
    }

    /**
     * Adds one plane's ROIs, to be shown on that plane of the image only.
     *
     * @param target image that the overlay is meant for
     * @param plane from 0, over slices and frames, channels not counted
     */
    public void addTo(Overlay overlay, ByteProcessor labels, ImagePlus target, int plane) {
        addTo(overlay, labels, placement(target, plane));
    }

    /** The same of objects that were found; each ROI has the number of its object. */
    public void addTo(Overlay overlay, ObjectMap map, ImagePlus target, int plane) {
        Supplier<Stream<ImageObject>> objects = () -> grouping == Grouping.PER_CLASS
                ? LabelObjects.wholeClasses(map.labels(), map.width(), classes, palette)
                : LabelObjects.found(map, classes, palette);
        add(overlay, objects, map.width(), map.height(), placement(target, plane));
    }

    /**
     * The overlay of a whole label image.
     *
     * @param target image that the overlay is meant for: of as many planes, or labels of one plane are shown on all of its planes
     * @param progress told how many planes are done
     */
    public Overlay of(LabelObjects labels, ImagePlus target, Progress progress) {
        ImageObjects objects = labels.objects(target.getTitle(), grouping == Grouping.PER_CLASS);
        Overlay overlay = new Overlay();
        for (int plane = 0; plane < objects.count(); plane++) {
            progress.check();
            int number = plane;
            Placement placement = objects.count() == 1 ? roi -> {} : placement(target, plane);
            add(overlay, () -> objects.objects().apply(number), objects.width(), objects.height(), placement);
            progress.update(plane + 1L, objects.count());
        }
        tellOfLayers(overlay, progress);
        return overlay;
    }

    /** Tells in the log if there are layers instead of the ROIs of single objects. */
    public void tellOfLayers(Overlay overlay, Progress progress) {
        if (grouping == Grouping.PER_OBJECT && Stream.of(overlay.toArray()).anyMatch(LabelLayer::is)) {
            progress.log(
                    "There are more than " + MOST_ROIS
                            + " objects in a slice, too many to be drawn quickly: a label layer is laid over it instead of ROIs.");
        }
    }

    /**
     * Lays an overlay over an image; what Tessera laid over these planes before is replaced, everything else of the user's stays.
     *
     * @param planes their numbers, from 1
     */
    public static void replace(ImagePlus image, List<Integer> planes, Overlay overlay) {
        Overlay all = new Overlay();
        StackPlaces places = new StackPlaces(image);
        if (image.getOverlay() != null) {
            for (Roi roi : image.getOverlay().toArray()) {
                boolean ours = roi.getProperty(CLASS_PROPERTY) != null;
                if (!ours || planes.stream().noneMatch(number -> places.holds(roi, number - 1))) {
                    all.add(roi);
                }
            }
        }
        for (Roi roi : overlay.toArray()) {
            all.add(roi);
        }
        image.setOverlay(all);
    }

    private static Placement placement(ImagePlus target, int plane) {
        int slices = target.getNSlices();
        int frames = target.getNFrames();
        if (plane < 0 || plane >= slices * frames) {
            throw new IllegalArgumentException("plane " + plane + " of " + slices * frames);
        }
        if (slices * frames == 1) {
            return roi -> {};
        } else if (target.isHyperStack()) {
            // 0 is "any": all channels show the same labels.
            int slice = slices > 1 ? plane % slices + 1 : 0;
            int frame = frames > 1 ? plane / slices + 1 : 0;
            return roi -> roi.setPosition(0, slice, frame);
        }
        return roi -> roi.setPosition(plane + 1);
    }

    private void addTo(Overlay overlay, ByteProcessor labels, Placement placement) {
        byte[] pixels = (byte[]) labels.getPixels();
        int width = labels.getWidth();
        int height = labels.getHeight();
        add(
                overlay,
                () -> grouping == Grouping.PER_OBJECT
                        ? LabelObjects.connected(pixels, width, height, classes, palette)
                        : LabelObjects.wholeClasses(pixels, width, classes, palette),
                width,
                height,
                placement);
    }

    /** @param objects may be asked for again */
    private void add(
            Overlay overlay, Supplier<Stream<ImageObject>> objects, int width, int height, Placement placement) {
        Painter painter = new Painter(overlay, placement, groupsHaveColours());
        if (grouping == Grouping.PER_CLASS) {
            objects.get().forEach(painter::add);
            return;
        }
        List<ImageObject> few = grouping == Grouping.LAYER
                ? List.of()
                : objects.get().limit(MOST_ROIS + 1L).toList();
        if (grouping == Grouping.LAYER || few.size() > MOST_ROIS) {
            Roi layer = LabelLayer.of(objects.get(), width, height, Math.max(opacity, LEAST_LAYER_OPACITY));
            placement.place(layer);
            overlay.add(layer);
        } else {
            few.forEach(painter::add);
        }
    }

    /** What a class is called, whether it has a name or not. */
    static String nameOf(int index, List<String> classes) {
        return index == LabelImage.IGNORED
                ? Region.IGNORE
                : index < classes.size() ? classes.get(index) : "class " + index;
    }

    // Without ImageJ's Glasbey table Roi.setGroup writes a line into the Log window for each ROI (IMAGEJ.md, section
    // 5).
    private static boolean groupsHaveColours() {
        String folder = IJ.getDir("luts");
        return folder != null
                && (Files.exists(Path.of(folder, "Glasbey.lut")) || Files.exists(Path.of(folder, "glasbey.lut")));
    }

    private interface Placement {
        void place(Roi roi);
    }

    /** Gives ROIs their looks and adds them. */
    private final class Painter {
        private final Overlay overlay;
        private final Placement placement;
        private final boolean grouped;

        Painter(Overlay overlay, Placement placement, boolean grouped) {
            this.overlay = overlay;
            this.placement = placement;
            this.grouped = grouped;
        }

        void add(ImageObject object) {
            Region region = object.region();
            Roi roi = trace(region);
            int index = index(region.className());
            Color color = new Color(object.colour());
            if (grouped) {
                roi.setGroup(index); // first, as it sets a stroke colour of its own
            }
            if (opacity > 0) {
                int alpha = (int) Math.round(opacity * 255);
                roi.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
            }
            roi.setStrokeColor(color); // last, as a fill colour takes it away
            roi.setName(object.name());
            roi.setProperty(CLASS_PROPERTY, region.className());
            roi.setProperty(INDEX_PROPERTY, Integer.toString(index));
            roi.setProperty(SIZE_PROPERTY, Integer.toString(region.pixels()));
            if (object.number() > 0) {
                roi.setProperty(ImageObject.NUMBER_PROPERTY, Integer.toString(object.number()));
            }
            placement.place(roi);
            overlay.add(roi);
        }

        private int index(String className) {
            return IntStream.rangeClosed(0, LabelImage.IGNORED)
                    .filter(index -> nameOf(index, classes).equals(className))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Roi trace(Region region) {
        Rectangle bounds = region.bounds();
        Roi roi = trace(new ByteProcessor(bounds.width, bounds.height, region.inside()), INSIDE);
        roi.setLocation(bounds.x, bounds.y);
        return roi;
    }

    /** The outline of all pixels of one value; sets the threshold of what it is given. */
    static Roi trace(ByteProcessor pixels, int value) {
        pixels.setThreshold(value, value, ImageProcessor.NO_LUT_UPDATE);
        return new ThresholdToSelection().convert(pixels);
    }
}
