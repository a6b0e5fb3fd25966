package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.RegionClass;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ConnectedComponents;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns label images into ROIs that lie over an image: exact to the pixel, holes and parts that touch by a corner too.
 *
 * <p>Each ROI is named after its class ("nucleus 12"), has the class's colour, the properties {@value #CLASS_PROPERTY}
 * (the name) and {@value #SIZE_PROPERTY} (its pixels), and, where ImageJ can colour groups, the class index as group.
 * Background (0) and ignored pixels (255) get none.
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

    /** What a component's mask holds where the object is. */
    private static final int INSIDE = 255;

    /** What one ROI stands for. */
    public enum Grouping {
        /** A connected object. */
        PER_OBJECT("One ROI per object", "object"),
        /** All pixels of a class. */
        PER_CLASS("One ROI per class", "class");

        private final String label;
        private final String word;

        Grouping(String label, String word) {
            this.label = label;
            this.word = word;
        }

        /** Name for people. */
        public String label() {
            return label;
        }

        /** Name for macros, lower-case letters only. */
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
        int slices = target.getNSlices();
        int frames = target.getNFrames();
        if (plane < 0 || plane >= slices * frames) {
            throw new IllegalArgumentException("plane " + plane + " of " + slices * frames);
        }
        if (slices * frames == 1) {
            addTo(overlay, labels, roi -> {});
        } else if (target.isHyperStack()) {
            // 0 is "any": all channels show the same labels.
            int slice = slices > 1 ? plane % slices + 1 : 0;
            int frame = frames > 1 ? plane / slices + 1 : 0;
            addTo(overlay, labels, roi -> roi.setPosition(0, slice, frame));
        } else {
            addTo(overlay, labels, roi -> roi.setPosition(plane + 1));
        }
    }

    private void addTo(Overlay overlay, ByteProcessor labels, Placement placement) {
        Painter painter = new Painter(overlay, placement, groupsHaveColours());
        if (grouping == Grouping.PER_OBJECT) {
            addObjects(labels, painter);
        } else {
            addClasses(labels, painter);
        }
    }

    private void addObjects(ByteProcessor labels, Painter painter) {
        ConnectedComponents found =
                ConnectedComponents.label((byte[]) labels.getPixels(), labels.getWidth(), labels.getHeight());
        int[] number = new int[LabelImage.IGNORED];
        for (Component component : found.components()) {
            ByteProcessor mask = new ByteProcessor(
                    component.bounds().width(), component.bounds().height(), found.mask(component));
            Roi roi = trace(mask, INSIDE);
            roi.setLocation(component.bounds().x(), component.bounds().y());
            int index = component.classIndex();
            painter.add(roi, nameOf(index) + " " + ++number[index], index, component.size());
        }
    }

    private void addClasses(ByteProcessor labels, Painter painter) {
        int[] histogram = labels.getHistogram();
        for (int index = 1; index < LabelImage.IGNORED; index++) {
            if (histogram[index] > 0) {
                ByteProcessor view =
                        new ByteProcessor(labels.getWidth(), labels.getHeight(), (byte[]) labels.getPixels());
                painter.add(trace(view, index), nameOf(index), index, histogram[index]);
            }
        }
    }

    /** The outline of all pixels of one value; sets the threshold of what it is given. */
    static Roi trace(ByteProcessor pixels, int value) {
        pixels.setThreshold(value, value, ImageProcessor.NO_LUT_UPDATE);
        return new ThresholdToSelection().convert(pixels);
    }

    private String nameOf(int index) {
        return index < classes.size() ? classes.get(index) : "class " + index;
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

        void add(Roi roi, String name, int index, int size) {
            Color color = palette.color(index);
            if (grouped) {
                roi.setGroup(index); // first, as it sets a stroke colour of its own
            }
            if (opacity > 0) {
                int alpha = (int) Math.round(opacity * 255);
                roi.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
            }
            roi.setStrokeColor(color); // last, as a fill colour takes it away
            roi.setName(name);
            roi.setProperty(CLASS_PROPERTY, nameOf(index));
            roi.setProperty(SIZE_PROPERTY, Integer.toString(size));
            placement.place(roi);
            overlay.add(roi);
        }
    }
}
