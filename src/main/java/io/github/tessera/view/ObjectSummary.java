package io.github.tessera.view;

import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.tessera.image.PixelSize;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ObjectMap;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * How many objects an image has of each class, and how large they are together.
 *
 * <p>An object linked through planes counts once among the objects, and in each plane among the sections. The share is that of all pixels
 * of all planes, the mean area that of a section, and the density their number in a plane: per square millimetre where the image
 * tells the size of its pixels in a unit of length, otherwise per million pixels.
 */
public final class ObjectSummary {
    private static final double PERCENT = 100;
    private static final double MEGAPIXEL = 1e6;
    private static final double SQUARE_MICROMETRES = 1e6;

    private final String name;
    private final Calibration calibration;
    private final List<String> classes;
    private final BitSet[] numbers;
    private final long[] sections;
    private final long[] pixels;
    private int planes;
    private long looked;

    /**
     * Nothing yet.
     *
     * @param name of the image in the rows
     * @param classes names, in the order of the class indices
     */
    public ObjectSummary(String name, Calibration calibration, List<String> classes) {
        this.name = name;
        this.calibration = calibration;
        this.classes = List.copyOf(classes);
        numbers = new BitSet[classes.size()];
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = new BitSet();
        }
        sections = new long[numbers.length];
        pixels = new long[numbers.length];
    }

    /**
     * Counts the objects of a further plane, all of classes that have a name.
     *
     * @param area pixels that were looked at
     */
    public void add(ObjectMap objects, long area) {
        planes++;
        looked += area;
        for (Component object : objects.objects()) {
            numbers[object.classIndex()].set(object.id());
            sections[object.classIndex()]++;
            pixels[object.classIndex()] += object.size();
        }
    }

    /** Adds a row for each class but the background. */
    public void addTo(ResultsTable table) {
        for (int c = 1; c < classes.size(); c++) {
            addClass(table, c);
        }
    }

    private void addClass(ResultsTable table, int c) {
        MeasureUnit unit = new MeasureUnit(calibration);
        table.addRow();
        table.addValue("Image", name);
        table.addValue("Class", classes.get(c));
        table.addValue("Planes", planes);
        table.addValue("Objects", numbers[c].cardinality());
        table.addValue("Sections", (double) sections[c]);
        table.addValue(unit.ofArea("Total area"), unit.area((double) pixels[c]));
        table.addValue("Share (%)", PERCENT * pixels[c] / looked);
        table.addValue(unit.ofArea("Mean area"), unit.area((double) pixels[c] / sections[c]));
        double perPixel = (double) sections[c] / looked;
        Optional<PixelSize> size = PixelSize.of(calibration);
        if (size.isPresent()) {
            double pixel = size.get().width() * size.get().height() / SQUARE_MICROMETRES;
            table.addValue("Objects per mm\u00B2", perPixel / pixel);
        } else {
            table.addValue("Objects per megapixel", perPixel * MEGAPIXEL);
        }
    }
}
